using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;
using static Tflite2Onnx.Tflite.TensorType;

namespace Tflite2Onnx.Tests.Operators;

internal static class PadsCases
{
    public static OpCase[] All =>
    [
        new(PAD, "plain") { In = [F32(2, 3, 4, 5), Paddings(0, 0, 1, 2, 3, 0, 0, 1)], Out = [F32(2, 6, 7, 6)] },
        new(PAD, "int8, zero point") { In = [I8(0.1f, 3, 1, 3, 4, 2), Paddings(0, 0, 1, 1, 2, 0, 0, 0)], Out = [I8(0.1f, 3, 1, 5, 6, 2)] },
        new(PAD, "int16") { In = [I16(0.1f, 3, 4), Paddings(1, 1, 2, 0)], Out = [I16(0.1f, 5, 6)] },
        new(PAD, "int64") { In = [I64(3, 4), Paddings(1, 1, 2, 0)], Out = [I64(5, 6)] },
        .. new OpCase(PAD, "plain") { In = [A(2, 3, 4, 5), Paddings(0, 0, 1, 2, 3, 0, 0, 1)], Out = [A(2, 6, 7, 6)] }.As(UINT8, INT32, BOOL, FLOAT16),
        .. new OpCase(PADV2, "plain") { In = [A(2, 3, 4, 5), Paddings(0, 0, 1, 2, 3, 0, 0, 1), A(1).Of(1).Const], Out = [A(2, 6, 7, 6)] }.As(INT8, INT16, INT64, BOOL, FLOAT16),
        .. Mirror("reflect", MirrorPadMode.REFLECT, A(2, 3, 4, 5), Paddings(0, 0, 1, 2, 3, 0, 0, 1), A(2, 6, 7, 6)).As(UINT8, INT16, INT32, INT64),
        .. Mirror("symmetric", MirrorPadMode.SYMMETRIC, A(2, 3, 4, 5), Paddings(0, 0, 1, 2, 3, 0, 0, 1), A(2, 6, 7, 6)).As(UINT8, INT16, INT32, INT64),
        new(PADV2, "plain") { In = [F32(2, 3, 4, 5), Paddings(0, 0, 1, 2, 3, 0, 0, 1), F32().Of(-7.5).Const], Out = [F32(2, 6, 7, 6)] },
        new(PADV2, "uint8, value computed") { In = [U8(0.1f, 3, 3, 4), Paddings(1, 1, 2, 0), U8(0.1f, 3)], Out = [U8(0.1f, 3, 5, 6)] },
        new(PADV2, "int32, value in a vector") { In = [I32(3, 4), Paddings(1, 1, 2, 0), I32(1).Of(9).Const], Out = [I32(5, 6)] },
        Mirror("reflect", MirrorPadMode.REFLECT, F32(2, 3, 4, 5), Paddings(1, 0, 2, 1, 0, 3, 4, 0), F32(3, 6, 7, 9)),
        Mirror("symmetric", MirrorPadMode.SYMMETRIC, F32(2, 3, 4, 5), Paddings(1, 0, 3, 1, 0, 4, 0, 0), F32(3, 7, 8, 5)),
        Mirror("symmetric, one element", MirrorPadMode.SYMMETRIC, F32(2, 3, 4, 5), Paddings(1, 0, 1, 1, 0, 1, 0, 0), F32(3, 5, 5, 5)),
        Mirror("symmetric, int8", MirrorPadMode.SYMMETRIC, I8(0.1f, 3, 2, 3, 4), Paddings(0, 2, 1, 2, 0, 0), I8(0.1f, 3, 4, 6, 4)),
        Mirror("symmetric, paddings computed", MirrorPadMode.SYMMETRIC, F32(2, 3), I32(2, 2), F32(-1, -1)) with { Fails = "T2O2002" },
    ];

    private static Operand A(params int[] shape) => F32(shape).Between(-3, 5);

    private static Operand Paddings(params int[] values) => I32(values.Length / 2, 2).Of([.. values.Select(v => (double)v)]).Const;

    private static OpCase Mirror(string name, MirrorPadMode mode, Operand data, Operand paddings, Operand result) =>
        new(MIRROR_PAD, name) { In = [data, paddings], Out = [result], Options = new MirrorPadOptionsT { Mode = mode } };
}
