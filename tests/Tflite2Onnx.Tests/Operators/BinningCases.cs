using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Tests.Operators;

internal static class BinningCases
{
    public static OpCase[] All =>
    [
        new(BUCKETIZE, "float, on boundaries") { In = [F32(2, 3, 4).Between(-5, 12)], Out = [I32(2, 3, 4)], Options = Boundaries },
        new(BUCKETIZE, "float, equal ones and NaN") { In = [F32(4).Of(3, double.NaN, 10, -7)], Out = [I32(4).Of(2, 4, 4, 0)], Options = Boundaries },
        new(BUCKETIZE, "int32") { In = [I32(7).Of(-1, 0, 2, 3, 9, 10, 16777217)], Out = [I32(7)], Options = Boundaries },
        new(BUCKETIZE, "int64") { In = [I64(7).Of(-1, 0, 2, 3, 9, 10, 16777217)], Out = [I32(7)], Options = Boundaries },
        new(BUCKETIZE, "float64") { In = [F64(5).Of(-1, 0, 2.9999999999, 3, 11)], Out = [I32(5).Of(0, 1, 1, 2, 4)], Options = Boundaries },
        Unique("float", F32(6).Of(2.5, -1, 2.5, 0, -1, 7), F32(4).Of(2.5, -1, 0, 7), I32(6)),
        Unique("int8", I8(0.1f, 3, 6).Of(5, -1, 5, 0, -1, 7), I8(0.1f, 3, 4).Of(5, -1, 0, 7), I32(6)),
        Unique("uint8", Byte(6).Of(255, 1, 255, 0, 1, 7), Byte(4).Of(255, 1, 0, 7), I32(6)),
        Unique("int16", Short(6).Of(-300, 1, -300, 0, 1, 7), Short(4).Of(-300, 1, 0, 7), I32(6)),
        Unique("int32", I32(6).Of(70000, 1, 70000, 0, 1, 7), I32(4).Of(70000, 1, 0, 7), I32(6)),
        Unique("int64, long indices", I64(6).Of(5e9, 1, 5e9, 0, 1, 7), I64(4).Of(5e9, 1, 0, 7), I64(6)),
    ];

    private static BucketizeOptionsT Boundaries => new() { Boundaries = [0, 3, 8, 10] };

    // LiteRT knows only in a run how many there are.
    private static OpCase Unique(string name, Operand list, Operand values, Operand places) => new(UNIQUE, name)
    {
        In = [list],
        Out = [values, places.Of(0, 1, 0, 2, 1, 3)],
        Options = new UniqueOptionsT { IdxOutType = places.Type },
    };
}
