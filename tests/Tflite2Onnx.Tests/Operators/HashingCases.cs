using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Tests.Operators;

internal static class HashingCases
{
    public static OpCase[] All =>
    [
        Project("dense, int32", LSHProjectionType.DENSE, I32(5).Of(1, -7, 2147483647, 0, 12), F32(5), 12),
        Project("sparse, int64", LSHProjectionType.SPARSE, I64(5).Of(1, -7, 9007199254740991, 0, 12), F32(5), 3),
        Project("sparse, floats, no weights", LSHProjectionType.SPARSE, F32(4), null, 3),
        Project("dense, int32, many", LSHProjectionType.DENSE, I32(300).Between(-100000, 100000), F32(300), 12),
        Project("bytes", LSHProjectionType.DENSE, Byte(5), null, 12) with { Fails = "T2O2002" },
    ];

    private static OpCase Project(string name, LSHProjectionType type, Operand items, Operand? weights, int results) => new(LSH_PROJECTION, name)
    {
        In = weights is null ? [F32(3, 4).Const, items] : [F32(3, 4).Const, items, weights],
        Out = [I32(results)],
        Options = new LSHProjectionOptionsT { Type = type },
    };
}
