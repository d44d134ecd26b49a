using static Tflite2Onnx.Tests.Operators.Operands;

using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Tests.Operators;

internal static class StableHloSlicingCases
{
    public static OpCase[] All =>
    [
        new(STABLEHLO_DYNAMIC_SLICE, "inside") { In = [F32(2, 4, 5).Of(Digits(40, 7)), I32().Of(0), I32().Of(1), I32().Of(2)], Out = [F32(2, 2, 2).Of(9, 6, 4, 1, 9, 6, 4, 1)], Options = new StablehloDynamicSliceOptionsT { SliceSizes = [2, 2, 2] } },
        new(STABLEHLO_DYNAMIC_SLICE, "moved back") { In = [F32(2, 4, 5).Of(Digits(40, 7)), I32().Of(-3), I32().Of(3), I32().Of(9)], Out = [F32(1, 2, 3).Of(4, 1, 8, 9, 6, 3)], Options = new StablehloDynamicSliceOptionsT { SliceSizes = [1, 2, 3] } },
        new(STABLEHLO_DYNAMIC_SLICE, "constant starts") { In = [F32(2, 4, 5).Of(Digits(40, 7)), I32().Of(1).Const, I32().Of(7).Const, I32().Of(0).Const], Out = [F32(1, 2, 5).Of(0, 7, 4, 1, 8, 5, 2, 9, 6, 3)], Options = new StablehloDynamicSliceOptionsT { SliceSizes = [1, 2, 5] } },
        new(STABLEHLO_DYNAMIC_SLICE, "one axis") { In = [F32(6).Of(Digits(6, 7)), I32().Of(5)], Out = [F32(3).Of(1, 8, 5)], Options = new StablehloDynamicSliceOptionsT { SliceSizes = [3] } },
        new(STABLEHLO_DYNAMIC_UPDATE_SLICE, "all axes") { In = [F32(3, 4, 5).Of(Digits(60, 7)), F32(1, 2, 3).Of(Digits(6, 3, 7, 20)), I32().Of(1), I32().Of(1), I32().Of(2)], Out = [F32(3, 4, 5).Of(0, 7, 4, 1, 8, 5, 2, 9, 6, 3, 0, 7, 4, 1, 8, 5, 2, 9, 6, 3, 0, 7, 4, 1, 8, 5, 2, -20, -17, -14, 0, 7, -18, -15, -19, 5, 2, 9, 6, 3, 0, 7, 4, 1, 8, 5, 2, 9, 6, 3, 0, 7, 4, 1, 8, 5, 2, 9, 6, 3)] },
        new(STABLEHLO_DYNAMIC_UPDATE_SLICE, "moved back") { In = [F32(3, 4, 5).Of(Digits(60, 7)), F32(2, 2, 3).Of(Digits(12, 3, 7, 20)), I32().Of(9), I32().Of(-1), I32().Of(9)], Out = [F32(3, 4, 5).Of(0, 7, 4, 1, 8, 5, 2, 9, 6, 3, 0, 7, 4, 1, 8, 5, 2, 9, 6, 3, 0, 7, -20, -17, -14, 5, 2, -18, -15, -19, 0, 7, 4, 1, 8, 5, 2, 9, 6, 3, 0, 7, -16, -20, -17, 5, 2, -14, -18, -15, 0, 7, 4, 1, 8, 5, 2, 9, 6, 3)] },
        new(STABLEHLO_DYNAMIC_UPDATE_SLICE, "rows") { In = [F32(2, 4, 3).Of(Digits(24, 7)), F32(2, 1, 3).Of(Digits(6, 3, 7, 20)), I32().Of(0), I32().Of(2), I32().Of(0)], Out = [F32(2, 4, 3).Of(0, 7, 4, 1, 8, 5, -20, -17, -14, 3, 0, 7, 4, 1, 8, 5, 2, 9, -18, -15, -19, 7, 4, 1)] },
        new(STABLEHLO_DYNAMIC_UPDATE_SLICE, "constant starts") { In = [F32(2, 4, 3).Of(Digits(24, 7)), F32(1, 2, 3).Of(Digits(6, 3, 7, 20)), I32().Of(1).Const, I32().Of(1).Const, I32().Of(0).Const], Out = [F32(2, 4, 3).Of(0, 7, 4, 1, 8, 5, 2, 9, 6, 3, 0, 7, 4, 1, 8, -20, -17, -14, -18, -15, -19, 7, 4, 1)] },
        new(STABLEHLO_DYNAMIC_UPDATE_SLICE, "all of it") { In = [F32(2, 3).Of(Digits(6, 7)), F32(2, 3).Of(Digits(6, 3, 7, 20)), I32().Of(1), I32().Of(1)], Out = [F32(2, 3).Of(-20, -17, -14, -18, -15, -19)] },
        new(STABLEHLO_DYNAMIC_UPDATE_SLICE, "unknown part") { In = [F32(4, 3), F32(2, 3).Dynamic(0), I32(), I32()], Out = [F32(4, 3)], Fails = "T2O2002" },
        new(STABLEHLO_PAD, "edges") { In = [F32(2, 3, 4), F32().Of(2).Const], Out = [F32(3, 6, 7)], Options = new StablehloPadOptionsT { EdgePaddingLow = [1, 0, 2], EdgePaddingHigh = [0, 3, 1], InteriorPadding = [0, 0, 0] } },
        new(STABLEHLO_PAD, "interior") { In = [F32(2, 3, 4), F32().Of(-1)], Out = [F32(2, 7, 7)], Options = new StablehloPadOptionsT { EdgePaddingLow = [0, 0, 0], EdgePaddingHigh = [0, 0, 0], InteriorPadding = [0, 2, 1] } },
        new(STABLEHLO_PAD, "interior, negative and positive edges") { In = [F32(2, 3, 4, 3), F32().Of(3).Const], Out = [F32(2, 8, 3, 10)], Options = new StablehloPadOptionsT { EdgePaddingLow = [1, -2, 0, -1], EdgePaddingHigh = [-1, 3, -4, 2], InteriorPadding = [0, 2, 1, 3] } },
        new(STABLEHLO_PAD, "int8") { In = [S8(2, 3, 4), S8().Of(5).Const], Out = [S8(4, 2, 7)], Options = new StablehloPadOptionsT { EdgePaddingLow = [1, 0, 2], EdgePaddingHigh = [0, -1, 1], InteriorPadding = [1, 0, 0] } },
        new(STABLEHLO_PAD, "bool") { In = [Bool(2, 3, 4), Bool().Of(1).Const], Out = [Bool(4, 2, 13)], Options = new StablehloPadOptionsT { EdgePaddingLow = [1, 0, 2], EdgePaddingHigh = [0, -1, 1], InteriorPadding = [1, 0, 2] } },
        new(STABLEHLO_PAD, "more taken away than there was") { In = [I32(2, 3), I32().Of(7).Const], Out = [I32(3, 5)], Options = new StablehloPadOptionsT { EdgePaddingLow = [-3, 0], EdgePaddingHigh = [4, 0], InteriorPadding = [0, 1] } },
        new(STABLEHLO_PAD, "interior of unknown dimensions") { In = [F32(2, 3).Dynamic(0, 1), F32().Of(1).Const], Out = [F32(4, 3).Dynamic(0, 1)], Options = new StablehloPadOptionsT { EdgePaddingLow = [1, 0], EdgePaddingHigh = [0, 0], InteriorPadding = [1, 0] }, Fails = "T2O2002" },
    ];

    private static Operand S8(params int[] shape) => new(TensorType.INT8, shape);
}
