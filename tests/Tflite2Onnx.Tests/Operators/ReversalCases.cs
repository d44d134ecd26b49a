using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;
using static Tflite2Onnx.Tflite.TensorType;

namespace Tflite2Onnx.Tests.Operators;

internal static class ReversalCases
{
    public static OpCase[] All =>
    [
        new(REVERSE_V2, "one axis") { In = [F32(2, 3, 4, 5), Ints(2)], Out = [F32(2, 3, 4, 5)] },
        new(REVERSE_V2, "two axes, int8") { In = [I8(0.1f, 3, 2, 3, 4), Ints(-1, 1)], Out = [I8(0.1f, 3, 2, 3, 4)] },
        .. new OpCase(REVERSE_V2, "plain") { In = [A(2, 3, 4, 5), Ints(2)], Out = [A(2, 3, 4, 5)] }.As(UINT8, INT16, INT32, INT64, FLOAT16),
        .. Sequence("plain", A(2, 3, 4), I32(2).Of(3, 2), seq: 1, batch: 0).As(INT32, INT64),
        new(REVERSE_V2, "bool") { In = [Bool(5), Ints(0)], Out = [Bool(5)] },
        new(REVERSE_V2, "unknown number of axes") { In = [F32(2, 3), I32(-1)], Out = [F32(2, 3)], Fails = "T2O2002" },
        Sequence("leading axes", F32(2, 3, 4), I32(2).Of(3, 2), seq: 1, batch: 0),
        Sequence("other axes", F32(2, 3, 4, 5), I64(5).Of(4, 0, 1, 2, 3), seq: 2, batch: 3),
        Sequence("sequence in front, int16", I16(0.1f, 4, 3, 2), I32(2).Of(3, 2), seq: 0, batch: 2),
        Sequence("uint8", U8(0.1f, 3, 3, 4), I32(4).Of(3, 1, 0, 2), seq: 0, batch: 1),
    ];

    private static Operand A(params int[] shape) => F32(shape).Between(-3, 5);

    private static OpCase Sequence(string name, Operand data, Operand lengths, int seq, int batch) =>
        new(REVERSE_SEQUENCE, name) { In = [data, lengths], Out = [data], Options = new ReverseSequenceOptionsT { SeqDim = seq, BatchDim = batch } };
}
