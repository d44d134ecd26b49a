using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;
using static Tflite2Onnx.Tflite.TensorType;

namespace Tflite2Onnx.Tests.Operators;

internal static class GenerationCases
{
    public static OpCase[] All =>
    [
        new(FILL, "plain") { In = [Ints(2, 3), F32()], Out = [F32(2, 3)] },
        new(FILL, "int64") { In = [new Operand(TensorType.INT64, [2]).Of(2, 3).Const, I64()], Out = [I64(2, 3)] },
        new(FILL, "int8") { In = [Ints(2, 3), I8(0.1f, 3)], Out = [I8(0.1f, 3, 2, 3)] },
        .. new OpCase(FILL, "computed") { In = [Ints(2, 3), F32().Between(-30, 50)], Out = [F32(2, 3).Between(-30, 50)] }.As(INT16, INT32, FLOAT16),
        .. new OpCase(RANGE, "whole numbers") { In = [F32().Of(1).Const, F32().Of(9).Const, F32().Of(3).Const], Out = [F32(3)], Relayed = true }.As(INT64),
        new(FILL, "bool") { In = [Ints(2, 3), Bool()], Out = [Bool(2, 3)] },
        new(RANGE, "integers, down") { In = [Int(7), Int(-4), Int(-3)], Out = [I32(4)], Relayed = true },
        new(RANGE, "floats") { In = [F32().Of(0.5).Const, F32().Of(2.1).Const, F32().Of(0.3).Const], Out = [F32(6)], Relayed = true },
    ];
}
