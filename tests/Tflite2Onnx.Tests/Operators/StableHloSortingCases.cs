using static Tflite2Onnx.Tests.Operators.Operands;

using static Tflite2Onnx.Tflite.BuiltinOperator;
using static Tflite2Onnx.Tflite.StablehloComparisonDirection;

namespace Tflite2Onnx.Tests.Operators;

internal static class StableHloSortingCases
{
    public static OpCase[] All =>
    [
        new(STABLEHLO_SORT, "ascending") { In = [F32(2, 5, 3).Of(Digits(30, 7))], Out = [F32(2, 5, 3).Of(0, 0, 4, 1, 1, 5, 2, 7, 6, 3, 8, 7, 4, 9, 8, 5, 2, 0, 6, 3, 1, 7, 4, 2, 8, 5, 3, 9, 6, 9)], Options = new StablehloSortOptionsT { Dimension = 1, IsStable = true, ComparatorSubgraphIndex = 1 }, Body = new(STABLEHLO_COMPARE, TensorType.FLOAT32) { Inputs = 2, Operands = [0, 1], Result = TensorType.BOOL, Options = new StablehloCompareOptionsT { ComparisonDirection = STABLEHLO_COMPARISON_DIRECTION_LT } } },
        new(STABLEHLO_SORT, "descending, by GREATER") { In = [I32(2, 6).Of(Digits(12, 7, 10, 5))], Out = [I32(2, 6).Of(3, 2, 0, -1, -4, -5, 4, 2, 1, -2, -3, -5)], Options = new StablehloSortOptionsT { Dimension = 1, IsStable = true, ComparatorSubgraphIndex = 1 }, Body = new(GREATER, TensorType.INT32) { Result = TensorType.BOOL } },
        new(STABLEHLO_SORT, "operands change places") { In = [F32(5, 2).Of(Digits(10, 7))], Out = [F32(5, 2).Of(8, 9, 6, 7, 4, 5, 2, 3, 0, 1)], Options = new StablehloSortOptionsT { Dimension = 0, IsStable = true, ComparatorSubgraphIndex = 1 }, Body = new(STABLEHLO_COMPARE, TensorType.FLOAT32) { Inputs = 2, Operands = [1, 0], Result = TensorType.BOOL, Options = new StablehloCompareOptionsT { ComparisonDirection = STABLEHLO_COMPARISON_DIRECTION_LT } } },
        new(STABLEHLO_SORT, "values by keys, equal keys in order") { In = [I32(2, 6).Of(Digits(12, 7, 3)), F32(2, 6).Of(Digits(12, 3))], Out = [I32(2, 6).Of(0, 0, 1, 1, 2, 2, 0, 0, 1, 1, 2, 2), F32(2, 6).Of(0, 9, 3, 2, 6, 5, 8, 7, 1, 0, 4, 3)], Options = new StablehloSortOptionsT { Dimension = 1, IsStable = true, ComparatorSubgraphIndex = 1 }, Body = new(STABLEHLO_COMPARE, TensorType.INT32) { Inputs = 4, Operands = [0, 1], Result = TensorType.BOOL, Options = new StablehloCompareOptionsT { ComparisonDirection = STABLEHLO_COMPARISON_DIRECTION_LT } } },
        new(STABLEHLO_SORT, "by the second operand, downwards") { In = [F32(6, 2).Of(Digits(12, 7)), F32(6, 2).Of(Digits(12, 3, 4)), I32(6, 2).Of(Digits(12, 1))], Out = [F32(6, 2).Of(4, 7, 2, 5, 0, 3, 0, 1, 8, 9, 6, 7), F32(6, 2).Of(2, 3, 2, 3, 2, 3, 0, 1, 0, 1, 0, 1), I32(6, 2).Of(2, 1, 6, 5, 0, 9, 0, 3, 4, 7, 8, 1)], Options = new StablehloSortOptionsT { Dimension = 0, IsStable = true, ComparatorSubgraphIndex = 1 }, Body = new(STABLEHLO_COMPARE, TensorType.FLOAT32) { Inputs = 6, Operands = [2, 3], Result = TensorType.BOOL, Options = new StablehloCompareOptionsT { ComparisonDirection = STABLEHLO_COMPARISON_DIRECTION_GT, CompareType = StablehloComparisonType.STABLEHLO_COMPARISON_TYPE_FLOAT_TOTAL_ORDER } } },
        new(STABLEHLO_SORT, "uint64") { In = [new(TensorType.UINT64, [3])], Out = [new(TensorType.UINT64, [3])], Options = new StablehloSortOptionsT { ComparatorSubgraphIndex = 1 }, Body = new(STABLEHLO_COMPARE, TensorType.UINT64) { Inputs = 2, Operands = [0, 1], Result = TensorType.BOOL, Options = new StablehloCompareOptionsT { ComparisonDirection = STABLEHLO_COMPARISON_DIRECTION_LT } }, Fails = "T2O2002" },
        new(STABLEHLO_SORT, "by two operands") { In = [F32(3), F32(3)], Out = [F32(3), F32(3)], Options = new StablehloSortOptionsT { ComparatorSubgraphIndex = 1 }, Body = new(STABLEHLO_COMPARE, TensorType.FLOAT32) { Inputs = 4, Operands = [0, 3], Result = TensorType.BOOL, Options = new StablehloCompareOptionsT { ComparisonDirection = STABLEHLO_COMPARISON_DIRECTION_LT } }, Fails = "T2O2002" },
        new(STABLEHLO_SORT, "not less or greater") { In = [F32(3)], Out = [F32(3)], Options = new StablehloSortOptionsT { ComparatorSubgraphIndex = 1 }, Body = new(STABLEHLO_COMPARE, TensorType.FLOAT32) { Inputs = 2, Operands = [0, 1], Result = TensorType.BOOL, Options = new StablehloCompareOptionsT { ComparisonDirection = STABLEHLO_COMPARISON_DIRECTION_LE } }, Fails = "T2O2002" },
    ];
}
