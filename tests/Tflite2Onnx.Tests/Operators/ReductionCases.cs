using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;
using static Tflite2Onnx.Tflite.TensorType;

namespace Tflite2Onnx.Tests.Operators;

internal static partial class ReductionCases
{
    public static OpCase[] All =>
    [
        new(MEAN, "height and width") { In = [F32(2, 3, 4, 5), Ints(1, 2)], Out = [F32(2, 5)], Options = Drop },
        new(MEAN, "height and width kept, from the end") { In = [F32(2, 3, 4, 5), Ints(-2, -3)], Out = [F32(2, 1, 1, 5)], Options = Keep },
        new(MEAN, "channels") { In = [F32(2, 3, 4, 5), Ints(3)], Out = [F32(2, 3, 4)], Options = Drop },
        new(MEAN, "all") { In = [F32(2, 3, 4), Ints(0, 1, 2)], Out = [F32()], Options = Drop },
        new(MEAN, "one axis twice") { In = [F32(2, 3, 4), Ints(1, -2)], Out = [F32(2, 4)], Options = Drop },
        new(MEAN, "axis as scalar") { In = [F32(2, 3, 4), Int(1)], Out = [F32(2, 4)], Options = Drop },
        new(MEAN, "no axis") { In = [F32(2, 3, 4), Ints()], Out = [F32(2, 3, 4)], Options = Drop },
        new(MEAN, "dimensions not known") { In = [F32(2, 3, 4, 5).Dynamic(0, 1, 2), Ints(1, 2)], Out = [F32(2, 5).Dynamic(0)], Options = Drop },
        new(MEAN, "int32 below 0") { In = [I32(2, 3).Of(-7, -1, 0, 7, 1, 0), Ints(1)], Out = [I32(2)], Options = Drop },
        new(MEAN, "int64") { In = [I64(2, 3, 4), Ints(0, 2)], Out = [I64(3)], Options = Drop },
        new(MEAN, "int8") { In = [I8(0.05f, 7, 2, 3, 4, 5), Ints(1, 2)], Out = [I8(0.03f, -5, 2, 5)], Options = Drop },
        new(MEAN, "uint8") { In = [U8(0.05f, 120, 2, 3, 4, 5), Ints(1, 2)], Out = [U8(0.03f, 130, 2, 1, 1, 5)], Options = Keep },
        new(MEAN, "int16") { In = [I16(0.0001f, 2, 3, 4, 5), Ints(2)], Out = [I16(0.00005f, 2, 3, 5)], Options = Drop },
        new(MEAN, "int8 without a scale")
        {
            In = [new(TensorType.INT8, [2, 3]), Ints(1)],
            Out = [new(TensorType.INT8, [2])],
            Options = Drop,
            Fails = "T2O2002",
        },
        new(MEAN, "axis out of range") { In = [F32(2, 3), Ints(2)], Out = [F32(2)], Options = Drop, Fails = "T2O1005" },
        new(SUM, "height and channels") { In = [F32(2, 3, 4, 5), Ints(1, 3)], Out = [F32(2, 4)], Options = Drop },
        new(SUM, "axes computed") { In = [F32(2, 3).Of(1, 2, 3, 4, 5, 6), I32(1).Of(-2)], Out = [F32(3).Of(5, 7, 9).Dynamic(0)], Options = Drop },
        new(REDUCE_MAX, "no axis computed")
        {
            In = [F32(2, 3).Of(1, 2, 3, 4, 5, 6), I32(0)],
            Out = [F32(2, 3).Of(1, 2, 3, 4, 5, 6).Dynamic(0)],
            Options = Drop,
        },
        new(SUM, "kept") { In = [F32(2, 3, 4, 5), Ints(2)], Out = [F32(2, 3, 1, 5)], Options = Keep },
        new(SUM, "int32") { In = [I32(2, 3, 4), Ints(1)], Out = [I32(2, 4)], Options = Drop },
        new(SUM, "int8") { In = [I8(0.05f, 7, 2, 3, 4, 5), Ints(1, 2)], Out = [I8(0.3f, -5, 2, 5)], Options = Drop },
        new(SUM, "uint8 kept") { In = [U8(0.05f, 120, 2, 3, 4, 5), Ints(1, 2)], Out = [U8(0.31f, 130, 2, 1, 1, 5)], Options = Keep },
        new(SUM, "int16, first and last axis") { In = [I16(0.0001f, 2, 3, 4, 5), Ints(0, 3)], Out = [I16(0.0007f, 3, 4)], Options = Drop },
        new(SUM, "int16 without a scale")
        {
            In = [new(TensorType.INT16, [2, 3]), Ints(1)],
            Out = [new(TensorType.INT16, [2])],
            Options = Drop,
            Fails = "T2O2002",
        },
        new(REDUCE_MAX, "channels") { In = [F32(2, 3, 4, 5), Ints(-1)], Out = [F32(2, 3, 4)], Options = Drop },
        new(REDUCE_MAX, "int8 kept") { In = [I8(0.05f, 7, 2, 3, 4, 5), Ints(1, 2)], Out = [I8(0.05f, 7, 2, 1, 1, 5)], Options = Keep },
        new(REDUCE_MAX, "int16") { In = [I16(0.0001f, 2, 3, 4), Ints(1)], Out = [I16(0.0001f, 2, 4)], Options = Drop },
        new(REDUCE_MIN, "height and width kept") { In = [F32(2, 3, 4, 5), Ints(1, 2)], Out = [F32(2, 1, 1, 5)], Options = Keep },
        new(REDUCE_MIN, "uint8") { In = [U8(0.05f, 120, 2, 3, 4), Ints(2)], Out = [U8(0.05f, 120, 2, 3)], Options = Drop },
        new(REDUCE_MIN, "int64") { In = [I64(2, 3, 4), Ints(0)], Out = [I64(3, 4)], Options = Drop },
        new(REDUCE_PROD, "plain") { In = [F32(2, 3, 4, 5), Ints(1, 2)], Out = [F32(2, 5)], Options = Drop },
        new(REDUCE_PROD, "int32 kept") { In = [I32(2, 3, 4), Ints(1)], Out = [I32(2, 1, 4)], Options = Keep },
        new(REDUCE_PROD, "int8") { In = [I8(0.02f, 7, 2, 3, 4), Ints(1)], Out = [I8(0.05f, -5, 2, 4)], Options = Drop },
        new(REDUCE_PROD, "int8, two axes kept") { In = [I8(0.02f, 7, 2, 3, 4, 5), Ints(3, 1)], Out = [I8(0.2f, -5, 2, 1, 4, 1)], Options = Keep },
        new(REDUCE_PROD, "int8 that saturates") { In = [I8(0.1f, -3, 2, 5, 3), Ints(1)], Out = [I8(0.3f, 2, 2, 3)], Options = Drop },
        new(REDUCE_PROD, "int16 of large numbers") { In = [I16(0.0001f, 2, 3, 4), Ints(1)], Out = [I16(0.0002f, 2, 4)], Options = Drop },
        new(REDUCE_ANY, "plain") { In = [Bool(2, 3, 4, 5).Between(0, 0.53), Ints(1, 2)], Out = [Bool(2, 5)], Options = Drop },
        new(REDUCE_ANY, "kept") { In = [Bool(2, 3, 4).Between(0, 0.6), Ints(-1)], Out = [Bool(2, 3, 1)], Options = Keep },
        new(REDUCE_ALL, "plain") { In = [Bool(2, 3, 4, 5).Between(0.47, 1), Ints(1, 2)], Out = [Bool(2, 5)], Options = Drop },
        new(REDUCE_ALL, "all") { In = [Bool(2, 3, 4), Ints(0, 1, 2)], Out = [Bool()], Options = Drop },
        .. Folded(SUM, -20, 30).As(UINT8, INT16, INT64), .. Folded(REDUCE_PROD, -9, 9).As(INT16, INT64), .. Folded(REDUCE_PROD, 0, 9).Unscaled(UINT8),
        .. Folded(REDUCE_MAX, -1, 1.5).As(UINT8, INT32, INT64), .. Folded(REDUCE_MIN, -1, 1.5).As(INT8, INT16, INT32),
        .. (Folded(REDUCE_MAX, -2, 1) with { Name = "as they are" }).As(INT8, UINT8), .. Folded(REDUCE_MIN, -9, 9).Unscaled(INT8, INT16),
        .. Along,
    ];

    private static OpCase Folded(BuiltinOperator code, double lowest, double highest) =>
        new(code, "plain") { In = [F32(2, 3, 4, 5).Between(-1, 1.5), Ints(1, 2)], Out = [F32(2, 5).Between(lowest, highest)], Options = Drop };

    private static ReducerOptionsT Drop => new();

    private static ReducerOptionsT Keep => new() { KeepDims = true };
}
