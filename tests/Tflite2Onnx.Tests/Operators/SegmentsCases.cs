using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Tests.Operators;

internal static class SegmentsCases
{
    public static OpCase[] All =>
    [
        new(SEGMENT_SUM, "float") { In = [F32(4, 2).Of(1, 2, 3, 4, 5, 6, 7, 8), I32(4).Of(0, 1, 1, 2).Const], Out = [F32(3, 2).Of(1, 2, 8, 10, 7, 8)] },
        new(SEGMENT_SUM, "int32, ids given") { In = [I32(3, 1, 2).Of(1, 2, 3, 4, 5, 6), I32(3).Of(0, 0, 1)], Out = [I32(2, 1, 2).Of(4, 6, 5, 6)] },
        Unsorted(UNSORTED_SEGMENT_MAX, "float, ids below 0 and segments without rows", F32(6, 3), F32(5, 3)),
        new(UNSORTED_SEGMENT_MAX, "int32, ids of two axes") { In = [I32(2, 3, 4), I32(2, 3).Of(1, 0, 1, 3, 3, 0).Const, Int(4)], Out = [I32(4, 4)] },
        Unsorted(UNSORTED_SEGMENT_MAX, "int32, a list", I32(6), I32(5)),
        Unsorted(UNSORTED_SEGMENT_MIN, "float, ids below 0 and segments without rows", F32(6, 3), F32(5, 3)),
        new(UNSORTED_SEGMENT_MIN, "int32, ids of two axes") { In = [I32(2, 3, 4), I32(2, 3).Of(1, 0, 1, 3, 3, 0).Const, Int(4)], Out = [I32(4, 4)] },
        Unsorted(UNSORTED_SEGMENT_MIN, "int32, a list", I32(6), I32(5)),
        Unsorted(UNSORTED_SEGMENT_PROD, "float, ids below 0 and segments without rows", F32(6, 3), F32(5, 3)),
        new(UNSORTED_SEGMENT_PROD, "int32, ids of two axes") { In = [I32(2, 3, 4), I32(2, 3).Of(1, 0, 1, 3, 3, 0).Const, Int(4)], Out = [I32(4, 4)] },
        Unsorted(UNSORTED_SEGMENT_PROD, "int32, a list", I32(6), I32(5)),
        Unsorted(UNSORTED_SEGMENT_SUM, "float, ids below 0 and segments without rows", F32(6, 3), F32(5, 3)),
        new(UNSORTED_SEGMENT_SUM, "int32, ids of two axes") { In = [I32(2, 3, 4), I32(2, 3).Of(1, 0, 1, 3, 3, 0).Const, Int(4)], Out = [I32(4, 4)] },
        Unsorted(UNSORTED_SEGMENT_SUM, "int32, a list", I32(6), I32(5)),
    ];

    private static OpCase Unsorted(BuiltinOperator code, string name, Operand data, Operand result) =>
        new(code, name) { In = [data, I32(6).Of(2, -1, 0, 2, 0, 4).Const, Int(5)], Out = [result] };
}
