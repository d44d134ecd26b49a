using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Tests.Operators;

internal static class BitwiseCases
{
    public static OpCase[] All =>
    [
        new(BITWISE_XOR, "int8") { In = [SByte(4).Of(-128, -1, 127, 5), SByte(2, 3, 4)], Out = [SByte(2, 3, 4)], Options = new BitwiseXorOptionsT() },
        new(BITWISE_XOR, "uint8") { In = [Byte(4).Of(255, 128, 1, 77), Byte(2, 3, 4)], Out = [Byte(2, 3, 4)], Options = new BitwiseXorOptionsT() },
        new(BITWISE_XOR, "int16") { In = [Short(4).Of(-32768, -1, 32767, 500), Short(2, 3, 4)], Out = [Short(2, 3, 4)], Options = new BitwiseXorOptionsT() },
        new(BITWISE_XOR, "uint16") { In = [U16(4).Of(65535, 32768, 1, 777), U16(2, 3, 4)], Out = [U16(2, 3, 4)], Options = new BitwiseXorOptionsT() },
        new(BITWISE_XOR, "int32") { In = [I32(4).Of(-2147483648, -1, 2147483647, 500), I32(2, 3, 4)], Out = [I32(2, 3, 4)], Options = new BitwiseXorOptionsT() },
        new(BITWISE_XOR, "uint32") { In = [U32(4).Of(4294967295, 2147483648, 1, 777), U32(2, 3, 4)], Out = [U32(2, 3, 4)], Options = new BitwiseXorOptionsT() },
        new(RIGHT_SHIFT, "int8") { In = [SByte(4).Of(-128, -1, 127, 5), SByte(5, 1).Of(0, 1, 7, 8, -2)], Out = [SByte(5, 4)], Options = new RightShiftOptionsT() },
        new(RIGHT_SHIFT, "uint8") { In = [Byte(4).Of(255, 128, 1, 77), Byte(5, 1).Of(0, 1, 7, 8, 3)], Out = [Byte(5, 4)], Options = new RightShiftOptionsT() },
        new(RIGHT_SHIFT, "int16") { In = [Short(4).Of(-32768, -1, 32767, 500), Short(5, 1).Of(0, 1, 15, 16, -2)], Out = [Short(5, 4)], Options = new RightShiftOptionsT() },
        new(RIGHT_SHIFT, "uint16") { In = [U16(4).Of(65535, 32768, 1, 777), U16(5, 1).Of(0, 1, 15, 16, 3)], Out = [U16(5, 4)], Options = new RightShiftOptionsT() },
        new(RIGHT_SHIFT, "int32") { In = [I32(4).Of(-2147483648, -1, 2147483647, 500), I32(5, 1).Of(0, 1, 31, 32, -2)], Out = [I32(5, 4)], Options = new RightShiftOptionsT() },
        new(RIGHT_SHIFT, "uint32") { In = [U32(4).Of(4294967295, 2147483648, 1, 777), U32(5, 1).Of(0, 1, 31, 32, 3)], Out = [U32(5, 4)], Options = new RightShiftOptionsT() },
        Bitcast("int8 to uint8", SByte(4).Of(-128, -1, 127, 5), Byte(4)),
        Bitcast("uint32 to int32", U32(3).Of(4294967295, 2147483648, 7), I32(3)),
        Bitcast("int32 to uint8", I32(2, 3).Of(-2147483648, -1, 2147483647, 16909060, 0, -300), Byte(2, 3, 4)),
        Bitcast("int32 to int16", I32(3).Of(-2147483648, -32769, 2147483647), Short(3, 2)),
        Bitcast("int8 to int32", SByte(2, 3, 4), I32(2, 3)),
        Bitcast("uint16 to int64", U16(3, 4), I64(3)),
        Bitcast("int64 to int32", I64(3).Of(-9007199254740991, 9007199254740991, -1), I32(3, 2)),
        Bitcast("float to int32", F32(8).Of(0, 1, -2.5, 1.4e-45, -1.1754942e-38, 3.4028235e38, 0.1, -65504), I32(8)),
        Bitcast("float to int32, no numbers", F32(4).Of(double.PositiveInfinity, double.NegativeInfinity, double.NaN, -0.0), I32(4).Of(0x7f800000, -0x800000, 0x7fc00000, int.MinValue)),
        Bitcast("float to uint8", F32(2, 3), Byte(2, 3, 4)),
        Bitcast("int32 to float", I32(6).Of(0x3f800000, -0x40000000, 0x40490fdb, 0x00800000, 0, 0x447a0000), F32(6)),
        Bitcast("int32 to float, no numbers", I32(4).Of(0x7f800000, -0x800000, 0x7fc00001, int.MinValue), F32(4).Of(double.PositiveInfinity, double.NegativeInfinity, double.NaN, 0)),
        Bitcast("int16 to float", Short(3, 2).Of(0, 0x3f80, 0, -0x4000, 0x0fdb, 0x4049), F32(3)),
        Bitcast("float16 to int16", F16(6).Of(1, -2, 65504, 5.9604645e-8, 0, -0.1), Short(6).Of(0x3c00, -0x4000, 0x7bff, 1, 0, unchecked((short)0xae66))),
        Bitcast("int16 to float16", Short(4).Of(0x3c00, -0x4000, 0x7bff, 0x3555), F16(4).Of(1, -2, 65504, 0.33325195)),
        Bitcast("float64 to int64", F64(3), I64(3)) with { Fails = "T2O2002" },
    ];

    private static OpCase Bitcast(string name, Operand from, Operand to) => new(BITCAST, name) { In = [from], Out = [to], Options = new BitcastOptionsT() };
}
