using static Tflite2Onnx.Tests.Operators.Operands;

using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Tests.Operators;

internal static class StableHloProductsCases
{
    public static OpCase[] All =>
    [
        new(STABLEHLO_DOT_GENERAL, "matrices") { In = [F32(2, 3).Of(Digits(6, 7, 10, 3)), F32(3, 4).Of(Digits(12, 3, 10, 4))], Out = [F32(2, 4).Of(4, 10, 6, -28, -2, 13, 8, -27)], Options = new StablehloDotGeneralOptionsT { LhsBatchingDimensions = [], RhsBatchingDimensions = [], LhsContractingDimensions = [1], RhsContractingDimensions = [0] } },
        new(STABLEHLO_DOT_GENERAL, "rows and weights the other way round") { In = [F32(2, 2, 3).Of(Digits(12, 7, 10, 3)), F32(4, 3).Of(Digits(12, 3, 10, 4)).Const], Out = [F32(2, 2, 4).Of(10, -22, -24, -26, 7, -18, -23, -28, 4, -14, -22, -30, 11, 10, 9, 8)], Options = new StablehloDotGeneralOptionsT { LhsBatchingDimensions = [], RhsBatchingDimensions = [], LhsContractingDimensions = [2], RhsContractingDimensions = [1] } },
        new(STABLEHLO_DOT_GENERAL, "batches") { In = [F32(2, 3, 4).Of(Digits(24, 7, 10, 3)), F32(2, 4, 2).Of(Digits(16, 3, 10, 4))], Out = [F32(2, 3, 2).Of(10, 30, 10, -14, 10, -18, 14, 32, -18, 6, -10, -10)], Options = new StablehloDotGeneralOptionsT { LhsBatchingDimensions = [0], RhsBatchingDimensions = [0], LhsContractingDimensions = [2], RhsContractingDimensions = [1] } },
        new(STABLEHLO_DOT_GENERAL, "batches at other places") { In = [F32(3, 2, 4).Of(Digits(24, 7, 10, 3)), F32(4, 3, 2).Of(Digits(24, 3, 10, 4))], Out = [F32(2, 3, 3).Of(30, 0, -10, -18, -4, -10, 34, -8, -10, 2, 24, 36, 36, 2, -2, -10, 0, -20)], Options = new StablehloDotGeneralOptionsT { LhsBatchingDimensions = [1], RhsBatchingDimensions = [2], LhsContractingDimensions = [2], RhsContractingDimensions = [0] } },
        new(STABLEHLO_DOT_GENERAL, "two contracting axes") { In = [F32(2, 3, 4).Of(Digits(24, 7, 10, 3)), F32(4, 5, 3).Of(Digits(60, 3, 10, 4))], Out = [F32(2, 5).Of(26, -10, 14, -2, 22, -12, 34, 40, 26, 32)], Options = new StablehloDotGeneralOptionsT { LhsBatchingDimensions = [], RhsBatchingDimensions = [], LhsContractingDimensions = [1, 2], RhsContractingDimensions = [2, 0] } },
        new(STABLEHLO_DOT_GENERAL, "vectors") { In = [F32(3).Of(Digits(3, 7, 10, 3)), F32(3).Of(Digits(3, 3, 10, 4))], Out = [F32().Of(10)], Options = new StablehloDotGeneralOptionsT { LhsBatchingDimensions = [], RhsBatchingDimensions = [], LhsContractingDimensions = [0], RhsContractingDimensions = [0] } },
        new(STABLEHLO_DOT_GENERAL, "no contracting axis") { In = [F32(2).Of(Digits(2, 7, 10, 3)), F32(3).Of(Digits(3, 3, 10, 4))], Out = [F32(2, 3).Of(12, 3, -6, -16, -4, 8)], Options = new StablehloDotGeneralOptionsT { LhsBatchingDimensions = [], RhsBatchingDimensions = [], LhsContractingDimensions = [], RhsContractingDimensions = [] } },
        new(STABLEHLO_DOT_GENERAL, "several axes left on both sides") { In = [F32(2, 2, 3).Of(Digits(12, 7, 10, 3)), F32(2, 3, 2).Of(Digits(12, 3, 10, 4))], Out = [F32(2, 2, 2, 2).Of(18, 24, -16, 20, 14, 29, -16, 19, 10, 34, -16, 18, -14, -11, -16, -13)], Options = new StablehloDotGeneralOptionsT { LhsBatchingDimensions = [], RhsBatchingDimensions = [], LhsContractingDimensions = [2], RhsContractingDimensions = [1] } },
        new(STABLEHLO_DOT_GENERAL, "int32") { In = [I32(2, 3).Of(Digits(6, 7, 10, 3)), I32(3, 2).Of(Digits(6, 3, 10, 4))], Out = [I32(2, 2).Of(18, 24, 14, 29)], Options = new StablehloDotGeneralOptionsT { LhsBatchingDimensions = [], RhsBatchingDimensions = [], LhsContractingDimensions = [1], RhsContractingDimensions = [0] } },
        new(STABLEHLO_DOT_GENERAL, "int8 to int32") { In = [S8(2, 3).Of(Digits(6, 7, 10, 3)), S8(3, 2).Of(Digits(6, 3, 10, 4))], Out = [I32(2, 2).Of(18, 24, 14, 29)], Options = new StablehloDotGeneralOptionsT { LhsBatchingDimensions = [], RhsBatchingDimensions = [], LhsContractingDimensions = [1], RhsContractingDimensions = [0] } },
        new(STABLEHLO_DOT_GENERAL, "scales and a result of integers") { In = [I8(0.5f, 0, 2, 3), I8(0.5f, 0, 3, 2)], Out = [I32(2, 2)], Options = new StablehloDotGeneralOptionsT { LhsBatchingDimensions = [], RhsBatchingDimensions = [], LhsContractingDimensions = [1], RhsContractingDimensions = [0] }, Fails = "T2O2002" },
        new(STABLEHLO_DOT_GENERAL, "int8 with scales") { In = [I8(0.5f, 1, 1, 2).Of(3, 5), I8(0.25f, 0, 2, 1).Of(4, 6)], Out = [I8(0.5f, -1, 1, 1).Of(7)], Options = new StablehloDotGeneralOptionsT { LhsBatchingDimensions = [], RhsBatchingDimensions = [], LhsContractingDimensions = [1], RhsContractingDimensions = [0] } },
        new(STABLEHLO_DOT_GENERAL, "batches and several axes left") { In = [F32(2, 3, 2, 2).Of(Digits(24, 7, 10, 3)), F32(2, 2, 3).Of(Digits(12, 3, 10, 4))], Out = [F32(2, 3, 2, 3).Of(32, -5, -2, -14, 3, 0, -10, -9, 12, 34, -11, 4, -12, -3, 6, 32, -5, -2, -2, 5, 2, 26, -23, -2, 14, -21, -6, 12, -9, 0, 0, -7, -4, -2, 5, 2)], Options = new StablehloDotGeneralOptionsT { LhsBatchingDimensions = [0], RhsBatchingDimensions = [0], LhsContractingDimensions = [3], RhsContractingDimensions = [1] } },
    ];

    private static Operand S8(params int[] shape) => new(TensorType.INT8, shape);
}
