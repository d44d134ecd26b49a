using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;

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
        Concat("bool", 1, Bool(2, 7), Bool(2, 3), Bool(2, 4)),
        Pack("axis 1", 1, F32(2, 3, 5, 4), F32(2, 5, 4), F32(2, 5, 4), F32(2, 5, 4).Const),
        Pack("last axis, int8", -1, I8(0.1f, 3, 2, 3, 4, 5, 2), I8(0.1f, 3, 2, 3, 4, 5), I8(0.1f, 3, 2, 3, 4, 5)),
        Pack("scalars", 0, I32(3), I32(), Int(4), I32()),
        new(SPLIT, "plain") { In = [Int(2), F32(2, 3, 4, 5)], Out = [F32(2, 3, 2, 5), F32(2, 3, 2, 5)], Options = new SplitOptionsT { NumSplits = 2 } },
        new(SPLIT, "last axis, uint8") { In = [Int(-1), U8(0.1f, 3, 2, 3)], Out = [U8(0.1f, 3, 2, 1), U8(0.1f, 3, 2, 1), U8(0.1f, 3, 2, 1)], Options = new SplitOptionsT { NumSplits = 3 } },
        new(SPLIT, "axis computed") { In = [I32(), F32(2, 4)], Out = [F32(2, 2), F32(2, 2)], Options = new SplitOptionsT { NumSplits = 2 }, Fails = "T2O2002" },
        new(SPLIT_V, "plain") { In = [F32(2, 3, 4, 5), Ints(1, 3), Int(2)], Out = [F32(2, 3, 1, 5), F32(2, 3, 3, 5)], Options = new SplitVOptionsT { NumSplits = 2 } },
        new(SPLIT_V, "what is left, int8")
        {
            In = [I8(0.1f, 3, 2, 9), Ints(2, -1, 3), Int(-1)],
            Out = [I8(0.1f, 3, 2, 2), I8(0.1f, 3, 2, 4), I8(0.1f, 3, 2, 3)],
            Options = new SplitVOptionsT { NumSplits = 3 },
        },
        new(SPLIT_V, "axis computed") { In = [F32(2, 4), Ints(1, 3), I32()], Out = [F32(2, 1), F32(2, 3)], Options = new SplitVOptionsT { NumSplits = 2 }, Fails = "T2O2002" },
        new(UNPACK, "axis 2") { In = [F32(2, 3, 2, 5)], Out = [F32(2, 3, 5), F32(2, 3, 5)], Options = new UnpackOptionsT { Num = 2, Axis = 2 } },
        new(UNPACK, "last axis, int16") { In = [I16(0.1f, 4, 3, 2)], Out = [I16(0.1f, 4, 3), I16(0.1f, 4, 3)], Options = new UnpackOptionsT { Num = 2, Axis = -1 } },
        new(UNPACK, "one") { In = [F32(1, 3, 4)], Out = [F32(3, 4)], Options = new UnpackOptionsT { Num = 1 } },
    ];

    private static OpCase Concat(string name, int axis, Operand result, params Operand[] operands) =>
        new(CONCATENATION, name) { In = operands, Out = [result], Options = new ConcatenationOptionsT { Axis = axis } };

    private static OpCase Pack(string name, int axis, Operand result, params Operand[] operands) =>
        new(PACK, name) { In = operands, Out = [result], Options = new PackOptionsT { Axis = axis, ValuesCount = operands.Length } };
}
