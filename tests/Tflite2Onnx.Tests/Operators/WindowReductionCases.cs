using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Tests.Operators;

internal static class WindowReductionCases
{
    public static OpCase[] All =>
    [
        new(DILATE, "float") { In = [F32(3, 4), Ints(2, 3), F32().Of(7).Const], Out = [F32(5, 10)], Options = new DilateOptionsT() },
        new(DILATE, "int8") { In = [SByte(3, 4), Ints(2, 3), SByte().Of(7).Const], Out = [SByte(5, 10)], Options = new DilateOptionsT() },
        new(DILATE, "uint8") { In = [Byte(3, 4), Ints(2, 3), Byte().Of(7).Const], Out = [Byte(5, 10)], Options = new DilateOptionsT() },
        new(DILATE, "int16") { In = [Short(3, 4), Ints(2, 3), Short().Of(7).Const], Out = [Short(5, 10)], Options = new DilateOptionsT() },
        new(DILATE, "uint16") { In = [U16(3, 4), Ints(2, 3), U16().Of(7).Const], Out = [U16(5, 10)], Options = new DilateOptionsT() },
        new(DILATE, "int32") { In = [I32(3, 4), Ints(2, 3), I32().Of(7).Const], Out = [I32(5, 10)], Options = new DilateOptionsT() },
        new(DILATE, "uint32") { In = [U32(3, 4), Ints(2, 3), U32().Of(7).Const], Out = [U32(5, 10)], Options = new DilateOptionsT() },
        new(DILATE, "int64") { In = [I64(3, 4), Ints(2, 3), I64().Of(7).Const], Out = [I64(5, 10)], Options = new DilateOptionsT() },
        new(DILATE, "four axes, two apart") { In = [F32(2, 3, 4, 5), Ints(1, 2, 3, 1), F32().Of(0.25).Const], Out = [F32(2, 5, 10, 5)], Options = new DilateOptionsT() },
        new(DILATE, "none apart") { In = [F32(3, 4), Ints(1, 1), F32().Of(0.25).Const], Out = [F32(3, 4)], Options = new DilateOptionsT() },
        new(DILATE, "steps computed") { In = [F32(3, 4), I32(2), F32()], Out = [F32(-1, -1)], Options = new DilateOptionsT(), Fails = "T2O2002" },
        Fold(ReduceWindowFunction.ADD, "float", F32(5, 7), F32(), F32(2, 3)),
        Fold(ReduceWindowFunction.ADD, "int8", SByte(5, 7), SByte(), SByte(2, 3)),
        Fold(ReduceWindowFunction.ADD, "uint8", Byte(5, 7), Byte(), Byte(2, 3)),
        Fold(ReduceWindowFunction.ADD, "int16", Short(5, 7), Short(), Short(2, 3)),
        Fold(ReduceWindowFunction.ADD, "int32", I32(5, 7), I32(), I32(2, 3)),
        Fold(ReduceWindowFunction.ADD, "int64", I64(5, 7), I64(), I64(2, 3)),
        Fold(ReduceWindowFunction.MUL, "float", F32(5, 7), F32(), F32(2, 3)),
        Fold(ReduceWindowFunction.MUL, "int8", SByte(5, 7), SByte(), SByte(2, 3)),
        Fold(ReduceWindowFunction.MUL, "uint8", Byte(5, 7), Byte(), Byte(2, 3)),
        Fold(ReduceWindowFunction.MUL, "int16", Short(5, 7), Short(), Short(2, 3)),
        Fold(ReduceWindowFunction.MUL, "int32", I32(5, 7), I32(), I32(2, 3)),
        Fold(ReduceWindowFunction.MUL, "int64", I64(5, 7), I64(), I64(2, 3)),
        Fold(ReduceWindowFunction.MINIMUM, "float", F32(5, 7), F32(), F32(2, 3)),
        Fold(ReduceWindowFunction.MINIMUM, "int8", SByte(5, 7), SByte(), SByte(2, 3)),
        Fold(ReduceWindowFunction.MINIMUM, "uint8", Byte(5, 7), Byte(), Byte(2, 3)),
        Fold(ReduceWindowFunction.MINIMUM, "int16", Short(5, 7), Short(), Short(2, 3)),
        Fold(ReduceWindowFunction.MINIMUM, "int32", I32(5, 7), I32(), I32(2, 3)),
        Fold(ReduceWindowFunction.MINIMUM, "int64", I64(5, 7), I64(), I64(2, 3)),
        Fold(ReduceWindowFunction.MAXIMUM, "float", F32(5, 7), F32(), F32(2, 3)),
        Fold(ReduceWindowFunction.MAXIMUM, "int8", SByte(5, 7), SByte(), SByte(2, 3)),
        Fold(ReduceWindowFunction.MAXIMUM, "uint8", Byte(5, 7), Byte(), Byte(2, 3)),
        Fold(ReduceWindowFunction.MAXIMUM, "int16", Short(5, 7), Short(), Short(2, 3)),
        Fold(ReduceWindowFunction.MAXIMUM, "int32", I32(5, 7), I32(), I32(2, 3)),
        Fold(ReduceWindowFunction.MAXIMUM, "int64", I64(5, 7), I64(), I64(2, 3)),
        Fold(ReduceWindowFunction.ALL, "bool", Bool(5, 7).Between(0.2, 1.2), Bool().Of(1), Bool(2, 3)),
        Fold(ReduceWindowFunction.ANY, "bool", Bool(5, 7).Between(-0.2, 0.8), Bool().Of(0), Bool(2, 3)),
        Fold(ReduceWindowFunction.ALL, "float", F32(5, 7).Between(0, 1.2), F32().Of(1), F32(2, 3)),
        Fold(ReduceWindowFunction.ALL, "int32", I32(5, 7).Between(0, 1.2), I32().Of(1), I32(2, 3)),
        Fold(ReduceWindowFunction.ALL, "uint8", Byte(5, 7).Between(0, 1.2), Byte().Of(1), Byte(2, 3)),
        Fold(ReduceWindowFunction.ANY, "float", F32(5, 7).Between(0, 1.2), F32().Of(0), F32(2, 3)),
        Fold(ReduceWindowFunction.ANY, "int32", I32(5, 7).Between(0, 1.2), I32().Of(0), I32(2, 3)),
        Fold(ReduceWindowFunction.ANY, "uint8", Byte(5, 7).Between(0, 1.2), Byte().Of(0), Byte(2, 3)),
        Fold(ReduceWindowFunction.MAXIMUM, "four axes", F32(2, 5, 7, 3), F32().Of(-0.5), F32(2, 2, 3, 3)) with { In = [F32(2, 5, 7, 3), F32().Of(-0.5).Const, Longs(1, 2, 3, 1), Longs(1, 2, 1, 1), Longs(1, 2, 2, 1)] },
        new(REDUCE_WINDOW, "window computed") { In = [F32(5, 7), F32(), I64(2), Longs(1, 1), Longs(1, 1)], Out = [F32(-1, -1)], Options = new ReduceWindowOptionsT { ReduceFunction = ReduceWindowFunction.ADD }, Fails = "T2O2002" },
    ];

    // Windows of 2x3, 2 and 1 elements on, of elements 1 and 2 apart.
    private static OpCase Fold(ReduceWindowFunction function, string name, Operand data, Operand start, Operand result) =>
        new(REDUCE_WINDOW, $"{function} {name}")
        {
            In = [data, start.Const, Longs(2, 3), Longs(2, 1), Longs(1, 2)],
            Out = [result],
            Options = new ReduceWindowOptionsT { ReduceFunction = function },
        };

    private static Operand Longs(params double[] values) => I64(values.Length).Of(values).Const;
}
