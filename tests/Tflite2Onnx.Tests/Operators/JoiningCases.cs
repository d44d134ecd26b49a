using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;
using static Tflite2Onnx.Tflite.TensorType;

namespace Tflite2Onnx.Tests.Operators;

internal static class JoiningCases
{
    public static OpCase[] All =>
    [
        Concat("plain", 1, F32(2, 7, 4, 5), F32(2, 3, 4, 5), F32(2, 4, 4, 5)),
        Concat("last axis, with a constant", -1, F32(2, 3, 4, 8), F32(2, 3, 4, 5), F32(2, 3, 4, 3).Const),
        Concat("one operand", 0, F32(2, 3), F32(2, 3)),
        Concat("int8", 3, I8(0.1f, 3, 2, 3, 4, 8), I8(0.1f, 3, 2, 3, 4, 5), I8(0.1f, 3, 2, 3, 4, 3)),
        Concat("uint8 rescaled", 0, U8(0.1f, 3, 5, 3), U8(0.1f, 3, 2, 3), U8(0.05f, 100, 3, 3)),
        Concat("activation left out", 1, F32(2, 7), F32(2, 3), F32(2, 4)) with
        {
            Options = new ConcatenationOptionsT { Axis = 1, FusedActivationFunction = ActivationFunctionType.RELU },
        },
        Concat("bool", 1, Bool(2, 7), Bool(2, 3), Bool(2, 4)),
        .. Concat("plain", -1, A(2, 3, 4, 8), A(2, 3, 4, 5), A(2, 3, 4, 3)).As(INT16, INT32, INT64, UINT32, FLOAT16),
        Concat("plain", -1, A(2, 3, 4, 8), A(2, 3, 4, 5), A(2, 3, 4, 3)).Within(BFLOAT16),
        .. Pack("plain", 1, A(2, 2, 3, 4), A(2, 3, 4), A(2, 3, 4)).As(UINT8, INT16, INT64, UINT32),
        .. Split("plain", 2, A(2, 3, 4, 5), A(2, 3, 2, 5), A(2, 3, 2, 5)).As(INT8, INT16, INT32, INT64, FLOAT16),
        .. SplitV("plain", 2, A(2, 3, 4, 5), [1, 3], A(2, 3, 1, 5), A(2, 3, 3, 5)).As(UINT8, INT16, INT32, INT64),
        .. Unpack("plain", 1, A(2, 2, 3, 4), A(2, 3, 4), A(2, 3, 4)).As(INT8, UINT8, INT32, BOOL, FLOAT16),
        Pack("axis 1", 1, F32(2, 3, 5, 4), F32(2, 5, 4), F32(2, 5, 4), F32(2, 5, 4).Const),
        Pack("last axis, int8", -1, I8(0.1f, 3, 2, 3, 4, 5, 2), I8(0.1f, 3, 2, 3, 4, 5), I8(0.1f, 3, 2, 3, 4, 5)),
        Pack("scalars", 0, I32(3), I32(), Int(4), I32()),
        Split("plain", 2, F32(2, 3, 4, 5), F32(2, 3, 2, 5), F32(2, 3, 2, 5)),
        Split("last axis, uint8", -1, U8(0.1f, 3, 2, 3), U8(0.1f, 3, 2, 1), U8(0.1f, 3, 2, 1), U8(0.1f, 3, 2, 1)),
        Split("axis computed", 0, F32(2, 4), F32(2, 2), F32(2, 2)) with { In = [I32(), F32(2, 4)], Fails = "T2O2002" },
        SplitV("plain", 2, F32(2, 3, 4, 5), [1, 3], F32(2, 3, 1, 5), F32(2, 3, 3, 5)),
        SplitV("what is left, int8", -1, I8(0.1f, 3, 2, 9), [2, -1, 3], I8(0.1f, 3, 2, 2), I8(0.1f, 3, 2, 4), I8(0.1f, 3, 2, 3)),
        SplitV("axis computed", 0, F32(2, 4), [1, 3], F32(2, 1), F32(2, 3)) with { In = [F32(2, 4), Ints(1, 3), I32()], Fails = "T2O2002" },
        Unpack("axis 2", 2, F32(2, 3, 2, 5), F32(2, 3, 5), F32(2, 3, 5)),
        Unpack("last axis, int16", -1, I16(0.1f, 4, 3, 2), I16(0.1f, 4, 3), I16(0.1f, 4, 3)),
        Unpack("one", 0, F32(1, 3, 4), F32(3, 4)),
    ];

    private static Operand A(params int[] shape) => F32(shape).Between(-3, 5);

    private static OpCase Split(string name, int axis, Operand data, params Operand[] parts) =>
        new(SPLIT, name) { In = [Int(axis), data], Out = parts, Options = new SplitOptionsT { NumSplits = parts.Length } };

    private static OpCase SplitV(string name, int axis, Operand data, int[] sizes, params Operand[] parts) =>
        new(SPLIT_V, name) { In = [data, Ints(sizes), Int(axis)], Out = parts, Options = new SplitVOptionsT { NumSplits = parts.Length } };

    private static OpCase Unpack(string name, int axis, Operand data, params Operand[] parts) =>
        new(UNPACK, name) { In = [data], Out = parts, Options = new UnpackOptionsT { Axis = axis, Num = parts.Length } };

    private static OpCase Concat(string name, int axis, Operand result, params Operand[] operands) =>
        new(CONCATENATION, name) { In = operands, Out = [result], Options = new ConcatenationOptionsT { Axis = axis } };

    private static OpCase Pack(string name, int axis, Operand result, params Operand[] operands) =>
        new(PACK, name) { In = operands, Out = [result], Options = new PackOptionsT { Axis = axis, ValuesCount = operands.Length } };
}
