using static Tflite2Onnx.Tests.Operators.Operands;

using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Tests.Operators;

internal static class StableHloReductionCases
{
    public static OpCase[] All =>
    [
        new(STABLEHLO_REDUCE, "sum") { In = [F32(2, 3, 4).Of(Digits(24, 7)), F32().Of(0).Const], Out = [F32(2, 4).Of(14, 15, 6, 17, 6, 17, 18, 9)], Options = new StablehloReduceOptionsT { Dimensions = [1], BodySubgraphIndex = 1 }, Body = new(STABLEHLO_ADD, TensorType.FLOAT32) },
        new(STABLEHLO_REDUCE, "sum of integers, by ADD, from 5") { In = [I32(2, 3, 4).Of(Digits(24, 7)), I32().Of(5)], Out = [I32(3).Of(35, 49, 33)], Options = new StablehloReduceOptionsT { Dimensions = [0, 2], BodySubgraphIndex = 1 }, Body = new(ADD, TensorType.INT32) },
        new(STABLEHLO_REDUCE, "product") { In = [F32(2, 3, 4).Of(Digits(24, 3, 5)), F32().Of(1).Const], Out = [F32(2, 3).Of(0, 0, 0, 0, 24, 0)], Options = new StablehloReduceOptionsT { Dimensions = [2], BodySubgraphIndex = 1 }, Body = new(STABLEHLO_MULTIPLY, TensorType.FLOAT32) },
        new(STABLEHLO_REDUCE, "maximum") { In = [I32(2, 3, 4).Of(Digits(24, 7, 10, 5)), I32().Of(-99).Const], Out = [I32(4).Of(3, 4, 3, 4)], Options = new StablehloReduceOptionsT { Dimensions = [0, 1], BodySubgraphIndex = 1 }, Body = new(STABLEHLO_MAXIMUM, TensorType.INT32) },
        new(STABLEHLO_REDUCE, "minimum, by MINIMUM, from 4") { In = [F32(2, 3, 4).Of(Digits(24, 7)), F32().Of(4).Const], Out = [F32(2, 4).Of(0, 3, 0, 1, 0, 1, 4, 1)], Options = new StablehloReduceOptionsT { Dimensions = [1], BodySubgraphIndex = 1 }, Body = new(MINIMUM, TensorType.FLOAT32) },
        new(STABLEHLO_REDUCE, "any") { In = [Bool(2, 3, 4).Of(Digits(24, 3, 2)), Bool().Of(0).Const], Out = [Bool(2, 3).Of(1, 1, 1, 1, 1, 1)], Options = new StablehloReduceOptionsT { Dimensions = [2], BodySubgraphIndex = 1 }, Body = new(STABLEHLO_OR, TensorType.BOOL) },
        new(STABLEHLO_REDUCE, "all") { In = [Bool(2, 3, 4).Of(Digits(24, 3, 2)), Bool().Of(1)], Out = [Bool(2, 4).Of(0, 1, 0, 1, 0, 1, 0, 1)], Options = new StablehloReduceOptionsT { Dimensions = [1], BodySubgraphIndex = 1 }, Body = new(STABLEHLO_AND, TensorType.BOOL) },
        new(STABLEHLO_REDUCE, "sum of int8 wraps") { In = [S8(4, 3).Of(Digits(12, 70, 127)), S8().Of(0).Const], Out = [S8(3).Of(-12, 14, -87)], Options = new StablehloReduceOptionsT { Dimensions = [0], BodySubgraphIndex = 1 }, Body = new(STABLEHLO_ADD, TensorType.INT8) },
        new(STABLEHLO_REDUCE, "no axes") { In = [F32(2, 3).Of(Digits(6, 7)), F32().Of(1).Const], Out = [F32(2, 3).Of(1, 8, 5, 2, 9, 6)], Options = new StablehloReduceOptionsT { Dimensions = [], BodySubgraphIndex = 1 }, Body = new(STABLEHLO_ADD, TensorType.FLOAT32) },
        new(STABLEHLO_REDUCE, "another body") { In = [F32(2, 3), F32().Of(0).Const], Out = [F32(2)], Options = new StablehloReduceOptionsT { Dimensions = [1], BodySubgraphIndex = 1 }, Body = new(STABLEHLO_SUBTRACT, TensorType.FLOAT32), Fails = "T2O2002" },
        new(STABLEHLO_REDUCE, "the last element") { In = [F32(2, 3), F32().Of(0).Const], Out = [F32(2)], Options = new StablehloReduceOptionsT { Dimensions = [1], BodySubgraphIndex = 1 }, Body = new(null, TensorType.FLOAT32), Fails = "T2O2002" },
        new(STABLEHLO_REDUCE, "fused activation") { In = [F32(2, 3), F32().Of(0).Const], Out = [F32(2)], Options = new StablehloReduceOptionsT { Dimensions = [1], BodySubgraphIndex = 1 }, Body = new(ADD, TensorType.FLOAT32) { Options = new AddOptionsT { FusedActivationFunction = ActivationFunctionType.RELU } }, Fails = "T2O2002" },
        new(STABLEHLO_REDUCE, "two operands") { In = [F32(2, 3), F32(2, 3), F32().Of(0).Const, F32().Of(0).Const], Out = [F32(2), F32(2)], Options = new StablehloReduceOptionsT { Dimensions = [1], BodySubgraphIndex = 1 }, Body = new(STABLEHLO_ADD, TensorType.FLOAT32) { Inputs = 4 }, Fails = "T2O2002" },
        new(STABLEHLO_REDUCE_WINDOW, "maximum as a pool") { In = [F32(1, 6, 7, 3), F32().Of(-1000).Const], Out = [F32(1, 3, 4, 3)], Options = new StablehloReduceWindowOptionsT { WindowDimensions = [1, 2, 3, 1], WindowStrides = [1, 2, 2, 1], BaseDilations = [1, 1, 1, 1], WindowDilations = [1, 1, 1, 1], Padding = [0, 0, 0, 1, 1, 1, 0, 0], BodySubgraphIndex = 1 }, Body = new(STABLEHLO_MAXIMUM, TensorType.FLOAT32) },
        new(STABLEHLO_REDUCE_WINDOW, "sum of everything before") { In = [F32(2, 7), F32().Of(0).Const], Out = [F32(2, 7)], Options = new StablehloReduceWindowOptionsT { WindowDimensions = [1, 7], WindowStrides = [1, 1], BaseDilations = [1, 1], WindowDilations = [1, 1], Padding = [0, 0, 6, 0], BodySubgraphIndex = 1 }, Body = new(ADD, TensorType.FLOAT32) },
        new(STABLEHLO_REDUCE_WINDOW, "product, dilated both ways") { In = [F32(5, 4), F32().Of(1)], Out = [F32(4, 10)], Options = new StablehloReduceWindowOptionsT { WindowDimensions = [3, 2], WindowStrides = [2, 1], BaseDilations = [2, 3], WindowDilations = [1, 2], Padding = [1, 0, 0, 2], BodySubgraphIndex = 1 }, Body = new(STABLEHLO_MULTIPLY, TensorType.FLOAT32) },
        new(STABLEHLO_REDUCE_WINDOW, "minimum of int32, negative edges") { In = [I32(6, 8), I32().Of(1000).Const], Out = [I32(5, 4)], Options = new StablehloReduceWindowOptionsT { WindowDimensions = [3, 6], WindowStrides = [1, 1], BaseDilations = [1, 1], WindowDilations = [1, 1], Padding = [-1, 2, 2, -1], BodySubgraphIndex = 1 }, Body = new(STABLEHLO_MINIMUM, TensorType.INT32) },
        new(STABLEHLO_REDUCE_WINDOW, "sum of int8 from 3") { In = [S8(4, 6).Between(-9, 9), S8().Of(3).Const], Out = [S8(3, 4)], Options = new StablehloReduceWindowOptionsT { WindowDimensions = [2, 5], WindowStrides = [1, 1], BaseDilations = [1, 1], WindowDilations = [1, 1], Padding = [0, 0, 1, 1], BodySubgraphIndex = 1 }, Body = new(STABLEHLO_ADD, TensorType.INT8) },
        new(STABLEHLO_REDUCE_WINDOW, "any") { In = [Bool(4, 6), Bool().Of(0).Const], Out = [Bool(2, 2)], Options = new StablehloReduceWindowOptionsT { WindowDimensions = [2, 2], WindowStrides = [2, 3], BaseDilations = [1, 1], WindowDilations = [1, 1], Padding = [0, 0, 0, 0], BodySubgraphIndex = 1 }, Body = new(LOGICAL_OR, TensorType.BOOL) },
        new(STABLEHLO_REDUCE_WINDOW, "all") { In = [Bool(4, 6), Bool().Of(1).Const], Out = [Bool(3, 5)], Options = new StablehloReduceWindowOptionsT { WindowDimensions = [2, 2], WindowStrides = [1, 1], BaseDilations = [1, 1], WindowDilations = [1, 1], Padding = [0, 0, 0, 0], BodySubgraphIndex = 1 }, Body = new(STABLEHLO_AND, TensorType.BOOL) },
        new(STABLEHLO_REDUCE_WINDOW, "another body") { In = [F32(4), F32().Of(0).Const], Out = [F32(3)], Options = new StablehloReduceWindowOptionsT { WindowDimensions = [2], BodySubgraphIndex = 1 }, Body = new(STABLEHLO_DIVIDE, TensorType.FLOAT32), Fails = "T2O2002" },
        new(STABLEHLO_REDUCE_WINDOW, "a body that is none") { In = [F32(4), F32().Of(0).Const], Out = [F32(3)], Options = new StablehloReduceWindowOptionsT { WindowDimensions = [2], BodySubgraphIndex = 7 }, Fails = "T2O2002" },
    ];

    private static Operand S8(params int[] shape) => new(TensorType.INT8, shape);
}
