using static Tflite2Onnx.Tests.Operators.Operands;

using static Tflite2Onnx.Tflite.BuiltinOperator;
using static Tflite2Onnx.Tflite.StablehloComparisonDirection;

namespace Tflite2Onnx.Tests.Operators;

internal static class StableHloElementwiseCases
{
    public static OpCase[] All =>
    [
        new(STABLEHLO_ADD, "plain") { In = [F32(2, 3, 4, 5), F32(2, 3, 4, 5)], Out = [F32(2, 3, 4, 5)] },
        new(STABLEHLO_ADD, "bool") { In = [Bool(2, 3, 4), Bool(2, 3, 4)], Out = [Bool(2, 3, 4)] },
        new(STABLEHLO_ADD, "int8, quantized or not") { In = [I8(0.5f, 3, 2, 3, 4), I8(0.25f, -3, 2, 3, 4)], Out = [I8(0.5f, 1, 2, 3, 4)] },
        new(STABLEHLO_ADD, "int64") { In = [I64(2, 3, 4), I64(2, 3, 4)], Out = [I64(2, 3, 4)] },
        new(STABLEHLO_MULTIPLY, "plain") { In = [F32(2, 3, 4, 5), F32(2, 3, 4, 5)], Out = [F32(2, 3, 4, 5)] },
        new(STABLEHLO_MULTIPLY, "bool") { In = [Bool(2, 3, 4), Bool(2, 3, 4)], Out = [Bool(2, 3, 4)] },
        new(STABLEHLO_MULTIPLY, "int8, quantized or not") { In = [I8(0.5f, 3, 2, 3, 4), I8(0.25f, -3, 2, 3, 4)], Out = [I8(0.5f, 1, 2, 3, 4)] },
        new(STABLEHLO_MULTIPLY, "int64") { In = [I64(2, 3, 4), I64(2, 3, 4)], Out = [I64(2, 3, 4)] },
        new(STABLEHLO_MAXIMUM, "plain") { In = [F32(2, 3, 4, 5), F32(2, 3, 4, 5)], Out = [F32(2, 3, 4, 5)] },
        new(STABLEHLO_MAXIMUM, "bool") { In = [Bool(2, 3, 4), Bool(2, 3, 4)], Out = [Bool(2, 3, 4)] },
        new(STABLEHLO_MAXIMUM, "int8, quantized or not") { In = [I8(0.5f, 3, 2, 3, 4), I8(0.25f, -3, 2, 3, 4)], Out = [I8(0.5f, 1, 2, 3, 4)] },
        new(STABLEHLO_MAXIMUM, "int64") { In = [I64(2, 3, 4), I64(2, 3, 4)], Out = [I64(2, 3, 4)] },
        new(STABLEHLO_MINIMUM, "plain") { In = [F32(2, 3, 4, 5), F32(2, 3, 4, 5)], Out = [F32(2, 3, 4, 5)] },
        new(STABLEHLO_MINIMUM, "bool") { In = [Bool(2, 3, 4), Bool(2, 3, 4)], Out = [Bool(2, 3, 4)] },
        new(STABLEHLO_MINIMUM, "int8, quantized or not") { In = [I8(0.5f, 3, 2, 3, 4), I8(0.25f, -3, 2, 3, 4)], Out = [I8(0.5f, 1, 2, 3, 4)] },
        new(STABLEHLO_MINIMUM, "int64") { In = [I64(2, 3, 4), I64(2, 3, 4)], Out = [I64(2, 3, 4)] },
        new(STABLEHLO_ADD, "int32 wraps") { In = [I32(2).Of(2147483647, -2147483648), I32(2).Of(1, -1)], Out = [I32(2)] },
        new(STABLEHLO_AND, "bool") { In = [Bool(2, 3, 4), Bool(2, 3, 4)], Out = [Bool(2, 3, 4)] },
        new(STABLEHLO_AND, "int32") { In = [I32(2, 3, 4).Between(-99, 99), I32(2, 3, 4).Between(-99, 99)], Out = [I32(2, 3, 4)] },
        new(STABLEHLO_AND, "int8") { In = [new(TensorType.INT8, [2, 3, 4]), new(TensorType.INT8, [2, 3, 4])], Out = [new(TensorType.INT8, [2, 3, 4])] },
        new(STABLEHLO_OR, "bool") { In = [Bool(2, 2).Of(0, 0, 1, 1), Bool(2, 2).Of(0, 1, 0, 1)], Out = [Bool(2, 2).Of(0, 1, 1, 1)] },
        new(STABLEHLO_OR, "int32") { In = [I32(4).Of(12, -8, 0, 1), I32(4).Of(10, 3, 5, -1)], Out = [I32(4).Of(14, -5, 5, -1)] },
        new(STABLEHLO_SHIFT_LEFT, "int8") { In = [new(TensorType.INT8, [2, 3, 4]), new Operand(TensorType.INT8, [2, 3, 4]).Between(0, 6)], Out = [new(TensorType.INT8, [2, 3, 4])] },
        new(STABLEHLO_SHIFT_LEFT, "int16") { In = [new(TensorType.INT16, [2, 3, 4]), new Operand(TensorType.INT16, [2, 3, 4]).Between(0, 6)], Out = [new(TensorType.INT16, [2, 3, 4])] },
        new(STABLEHLO_SHIFT_LEFT, "int32") { In = [new(TensorType.INT32, [2, 3, 4]), new Operand(TensorType.INT32, [2, 3, 4]).Between(0, 6)], Out = [new(TensorType.INT32, [2, 3, 4])] },
        new(STABLEHLO_SHIFT_LEFT, "all bits moved out") { In = [I64(5).Of(1, 3, -1, 5, 7), I64(5).Of(40, 62, 63, 64, -1)], Out = [I64(5).Of(1099511627776, -4611686018427387904, -9223372036854775808, 0, 0)] },
        new(STABLEHLO_ABS, "plain") { In = [F32(2, 1, 3).Of(-2.5, -1, -0.25, 0, 0.75, 3)], Out = [F32(2, 1, 3).Of(2.5, 1, 0.25, 0, 0.75, 3)] },
        new(STABLEHLO_ABS, "int32") { In = [I32(2, 1, 3).Of(-7, 0, 3, 5, -128, 1)], Out = [I32(2, 1, 3).Of(7, 0, 3, 5, 128, 1)] },
        new(STABLEHLO_COSINE, "plain") { In = [F32(2, 1, 3).Of(-2.5, -1, -0.25, 0, 0.75, 3)], Out = [F32(2, 1, 3).Of(-0.8011436, 0.5403023, 0.9689124, 1, 0.7316889, -0.9899925)] },
        new(STABLEHLO_EXPONENTIAL, "plain") { In = [F32(2, 1, 3).Of(-2.5, -1, -0.25, 0, 0.75, 3)], Out = [F32(2, 1, 3).Of(0.082085, 0.3678794, 0.7788008, 1, 2.117, 20.0855369)] },
        new(STABLEHLO_FLOOR, "plain") { In = [F32(2, 1, 3).Of(-2.5, -1, -0.25, 0, 0.75, 3)], Out = [F32(2, 1, 3).Of(-3, -1, -1, 0, 0, 3)] },
        new(STABLEHLO_LOG, "plain") { In = [F32(2, 1, 3).Of(0.25, 0.5, 1, 2, 4, 9)], Out = [F32(2, 1, 3).Of(-1.3862944, -0.6931472, 0, 0.6931472, 1.3862944, 2.1972246)] },
        new(STABLEHLO_LOGISTIC, "plain") { In = [F32(2, 1, 3).Of(-2.5, -1, -0.25, 0, 0.75, 3)], Out = [F32(2, 1, 3).Of(0.0758582, 0.2689414, 0.4378235, 0.5, 0.6791787, 0.9525741)] },
        new(STABLEHLO_RSQRT, "plain") { In = [F32(2, 1, 3).Of(0.25, 0.5, 1, 2, 4, 9)], Out = [F32(2, 1, 3).Of(2, 1.4142136, 1, 0.7071068, 0.5, 0.3333333)] },
        new(STABLEHLO_TANH, "plain") { In = [F32(2, 1, 3).Of(-2.5, -1, -0.25, 0, 0.75, 3)], Out = [F32(2, 1, 3).Of(-0.9866143, -0.7615942, -0.2449187, 0, 0.635149, 0.9950548)] },
        new(STABLEHLO_CBRT, "plain") { In = [F32(2, 1, 3).Of(-27, -1, -0.125, 0, 0.5, 64)], Out = [F32(2, 1, 3).Of(-3, -1, -0.5, 0, 0.7937005, 4.0)] },
        new(STABLEHLO_NEGATE, "plain") { In = [F32(2, 1, 3).Of(-2.5, -1, -0.25, 0, 0.75, 3)], Out = [F32(2, 1, 3).Of(2.5, 1, 0.25, 0, -0.75, -3)] },
        new(STABLEHLO_NEGATE, "int16") { In = [S16(2, 1, 3).Of(-7, 0, 3, 5, -12, 1)], Out = [S16(2, 1, 3).Of(7, 0, -3, -5, 12, -1)] },
        new(STABLEHLO_NEGATE, "int32") { In = [I32(2, 1, 3).Of(-7, 0, 3, 5, -12, 1)], Out = [I32(2, 1, 3).Of(7, 0, -3, -5, 12, -1)] },
        new(STABLEHLO_DIVIDE, "plain") { In = [F32(2, 1, 3).Of(-2.5, -1, -0.25, 0, 0.75, 3), F32(2, 1, 3).Of(0.25, 0.5, 1, 2, 4, 9)], Out = [F32(2, 1, 3).Of(-10, -2, -0.25, 0, 0.1875, 0.3333333)] },
        new(STABLEHLO_DIVIDE, "integers") { In = [I32(2, 1, 3).Of(7, -7, 7, -7, 6, -6), I32(2, 1, 3).Of(2, 2, -2, -2, 3, 3)], Out = [I32(2, 1, 3).Of(3, -3, -3, 3, 2, -2)] },
        new(STABLEHLO_REMAINDER, "plain") { In = [F32(2, 1, 3).Of(7.5, -7.5, 7.5, -7.5, 6, -6), F32(2, 1, 3).Of(2, 2, -2, -2, 3.5, 3.5)], Out = [F32(2, 1, 3).Of(1.5, -1.5, 1.5, -1.5, 2.5, -2.5)] },
        new(STABLEHLO_REMAINDER, "integers") { In = [I32(2, 1, 3).Of(7, -7, 7, -7, 6, -6), I32(2, 1, 3).Of(2, 2, -2, -2, 3, 3)], Out = [I32(2, 1, 3).Of(1, -1, 1, -1, 0, 0)] },
        new(STABLEHLO_REMAINDER, "integers beyond a double") { In = [I64(2).Of(4611686018427387904, -4611686018427387904), I64(2).Of(1000000007, 1000000007)], Out = [I64(2).Of(145586002, -145586002)] },
        new(STABLEHLO_SUBTRACT, "plain") { In = [F32(2, 1, 3).Of(-2.5, -1, -0.25, 0, 0.75, 3), F32(2, 1, 3).Of(0.25, 0.5, 1, 2, 4, 9)], Out = [F32(2, 1, 3).Of(-2.75, -1.5, -1.25, -2, -3.25, -6)] },
        new(STABLEHLO_SUBTRACT, "int8") { In = [S8(2, 1, 3).Of(100, -100, 5, 3, 0, -1), S8(2, 1, 3).Of(-100, 100, 6, 3, 0, 1)], Out = [S8(2, 1, 3).Of(-56, 56, -1, 0, 0, -2)] },
        new(STABLEHLO_POWER, "plain") { In = [F32(2, 1, 3).Of(0.25, 0.5, 1, 2, 4, 9), F32(2, 1, 3).Of(-2.5, -1, -0.25, 0, 0.75, 3)], Out = [F32(2, 1, 3).Of(32, 2, 1, 1, 2.8284271, 729)] },
        new(STABLEHLO_POWER, "integers") { In = [I32(2, 1, 3).Of(2, -2, -3, 1, -1, 5), I32(2, 1, 3).Of(10, 3, -1, -5, -3, 0)], Out = [I32(2, 1, 3).Of(1024, -8, 0, 1, -1, 1)] },
        new(STABLEHLO_CLAMP, "scalars") { In = [F32().Of(-1).Const, F32(2, 1, 3).Of(-2.5, -1, -0.25, 0, 0.75, 3), F32().Of(0.5)], Out = [F32(2, 1, 3).Of(-1, -1, -0.25, 0, 0.5, 0.5)] },
        new(STABLEHLO_CLAMP, "tensors of integers") { In = [I32(2, 1, 3).Of(0, 0, 0, 0, 0, 0), I32(2, 1, 3).Of(7, -7, 7, -7, 6, -6), I32(2, 1, 3).Of(3, 3, 8, 8, 1, -1)], Out = [I32(2, 1, 3).Of(3, 0, 7, 0, 1, -1)] },
        new(STABLEHLO_COMPARE, "EQ") { In = [F32(2, 1, 3).Of(1, 2, 3, -1, 0, 5.5), F32(2, 1, 3).Of(1, 3, 2, -1, 0.5, 5.5)], Out = [Bool(2, 1, 3).Of(1, 0, 0, 1, 0, 1)], Options = new StablehloCompareOptionsT { ComparisonDirection = STABLEHLO_COMPARISON_DIRECTION_EQ } },
        new(STABLEHLO_COMPARE, "NE") { In = [F32(2, 1, 3).Of(1, 2, 3, -1, 0, 5.5), F32(2, 1, 3).Of(1, 3, 2, -1, 0.5, 5.5)], Out = [Bool(2, 1, 3).Of(0, 1, 1, 0, 1, 0)], Options = new StablehloCompareOptionsT { ComparisonDirection = STABLEHLO_COMPARISON_DIRECTION_NE } },
        new(STABLEHLO_COMPARE, "GE") { In = [F32(2, 1, 3).Of(1, 2, 3, -1, 0, 5.5), F32(2, 1, 3).Of(1, 3, 2, -1, 0.5, 5.5)], Out = [Bool(2, 1, 3).Of(1, 0, 1, 1, 0, 1)], Options = new StablehloCompareOptionsT { ComparisonDirection = STABLEHLO_COMPARISON_DIRECTION_GE } },
        new(STABLEHLO_COMPARE, "GT") { In = [F32(2, 1, 3).Of(1, 2, 3, -1, 0, 5.5), F32(2, 1, 3).Of(1, 3, 2, -1, 0.5, 5.5)], Out = [Bool(2, 1, 3).Of(0, 0, 1, 0, 0, 0)], Options = new StablehloCompareOptionsT { ComparisonDirection = STABLEHLO_COMPARISON_DIRECTION_GT } },
        new(STABLEHLO_COMPARE, "LE") { In = [F32(2, 1, 3).Of(1, 2, 3, -1, 0, 5.5), F32(2, 1, 3).Of(1, 3, 2, -1, 0.5, 5.5)], Out = [Bool(2, 1, 3).Of(1, 1, 0, 1, 1, 1)], Options = new StablehloCompareOptionsT { ComparisonDirection = STABLEHLO_COMPARISON_DIRECTION_LE } },
        new(STABLEHLO_COMPARE, "LT") { In = [F32(2, 1, 3).Of(1, 2, 3, -1, 0, 5.5), F32(2, 1, 3).Of(1, 3, 2, -1, 0.5, 5.5)], Out = [Bool(2, 1, 3).Of(0, 1, 0, 0, 1, 0)], Options = new StablehloCompareOptionsT { ComparisonDirection = STABLEHLO_COMPARISON_DIRECTION_LT } },
        new(STABLEHLO_COMPARE, "integers") { In = [I32(2, 1, 3).Of(1, 2, 3, -1, 0, 5), I32(2, 1, 3).Of(1, 3, 2, -1, 1, 5)], Out = [Bool(2, 1, 3).Of(1, 1, 0, 1, 1, 1)], Options = new StablehloCompareOptionsT { ComparisonDirection = STABLEHLO_COMPARISON_DIRECTION_LE, CompareType = StablehloComparisonType.STABLEHLO_COMPARISON_TYPE_SIGNED } },
        new(STABLEHLO_COMPARE, "truths in order") { In = [Bool(2, 1, 2).Of(0, 0, 1, 1), Bool(2, 1, 2).Of(0, 1, 0, 1)], Out = [Bool(2, 1, 2).Of(0, 1, 0, 0)], Options = new StablehloCompareOptionsT { ComparisonDirection = STABLEHLO_COMPARISON_DIRECTION_LT } },
        new(STABLEHLO_COMPARE, "equal truths") { In = [Bool(2, 1, 2).Of(0, 0, 1, 1), Bool(2, 1, 2).Of(0, 1, 0, 1)], Out = [Bool(2, 1, 2).Of(1, 0, 0, 1)], Options = new StablehloCompareOptionsT { ComparisonDirection = STABLEHLO_COMPARISON_DIRECTION_EQ } },
        new(STABLEHLO_COMPARE, "total order") { In = [F32(2), F32(2)], Out = [Bool(2)], Options = new StablehloCompareOptionsT { ComparisonDirection = STABLEHLO_COMPARISON_DIRECTION_LT, CompareType = StablehloComparisonType.STABLEHLO_COMPARISON_TYPE_FLOAT_TOTAL_ORDER }, Fails = "T2O2002" },
        new(STABLEHLO_SELECT, "plain") { In = [Bool(2, 1, 3).Of(1, 0, 0, 1, 0, 1), F32(2, 1, 3).Of(-2.5, -1, -0.25, 0, 0.75, 3), F32(2, 1, 3).Of(0.25, 0.5, 1, 2, 4, 9)], Out = [F32(2, 1, 3).Of(-2.5, 0.5, 1, 0, 4, 3)] },
        new(STABLEHLO_SELECT, "one condition for all") { In = [Bool().Of(0), I32(2, 1, 3).Of(7, -7, 7, -7, 6, -6), I32(2, 1, 3).Of(2, 2, -2, -2, 3, 3)], Out = [I32(2, 1, 3).Of(2, 2, -2, -2, 3, 3)] },
        new(STABLEHLO_CONVERT, "to integers") { In = [F32(2, 1, 3).Of(-2.5, -1, -0.25, 0, 0.75, 3)], Out = [I32(2, 1, 3).Of(-2, -1, 0, 0, 0, 3)] },
        new(STABLEHLO_CONVERT, "to truths") { In = [F32(4).Of(0, 0.5, -3, 1)], Out = [Bool(4).Of(0, 1, 1, 1)] },
        new(STABLEHLO_CONVERT, "integers wrap") { In = [I32(3).Of(300, -129, 5)], Out = [S8(3).Of(44, 127, 5)] },
        new(STABLEHLO_POWER, "uint64") { In = [new Operand(TensorType.UINT64, [4]).Of(2, 6, 0, 5), new Operand(TensorType.UINT64, [4]).Of(63, 24, 100, 0)], Out = [new Operand(TensorType.UINT64, [4]).Of(9223372036854775808, 4738381338321616896, 0, 1)] },
        new(STABLEHLO_POWER, "int64, also to negative powers") { In = [I64(2, 1, 4).Of(-3, -1, -1, 7, 1, -1, -2, 0), I64(2, 1, 4).Of(3, 1000001, 64, -1, -5, -3, 63, 64)], Out = [I64(2, 1, 4).Of(-27, -1, 1, 0, 1, -1, -9223372036854775808, 0)] },
        new(STABLEHLO_SELECT, "uint64") { In = [Bool(2).Of(1, 0), new Operand(TensorType.UINT64, [2]).Of(9223372036854775808, 1), new Operand(TensorType.UINT64, [2]).Of(2, 18446744073709549568)], Out = [new Operand(TensorType.UINT64, [2]).Of(9223372036854775808, 18446744073709549568)] },
    ];

    private static Operand S8(params int[] shape) => new(TensorType.INT8, shape);

    private static Operand S16(params int[] shape) => new(TensorType.INT16, shape);
}
