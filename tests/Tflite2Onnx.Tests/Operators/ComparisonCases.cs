using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;
using static Tflite2Onnx.Tflite.TensorType;

namespace Tflite2Onnx.Tests.Operators;

internal static class ComparisonCases
{
    public static OpCase[] All =>
    [
        .. Compare(EQUAL), .. Compare(NOT_EQUAL), .. Compare(LESS), .. Compare(LESS_EQUAL), .. Compare(GREATER), .. Compare(GREATER_EQUAL),
        new(EQUAL, "bool") { In = [Bool(2, 3), Bool(2, 3)], Out = [Bool(2, 3)], Options = new EqualOptionsT() },
        new(NOT_EQUAL, "bool") { In = [Bool(2, 3), Bool(2, 3)], Out = [Bool(2, 3)], Options = new NotEqualOptionsT() },
        new(EQUAL, "int16 in units")
        {
            In = [I16(0.0001f, 40).Between(-100, 100), I16(0.0001f, 40).Between(-100, 100)],
            Out = [Bool(40)],
            Options = new EqualOptionsT(),
        },
        new(LESS, "int16 as it is") { In = [I16(0.0001f, 40).Between(-100, 100), I16(0.0002f, 40).Between(-100, 100)], Out = [Bool(40)] },
        new(EQUAL, "int8 finer than units")
        {
            In = [I8(0.001f, 0, 60).Between(-20, 20), I8(0.001f, 0, 60).Between(-20, 20)],
            Out = [Bool(60)],
            Options = new EqualOptionsT(),
        },
        new(GREATER, "uint8, scales differ") { In = [U8(0.3f, 120, 60), U8(0.2f, 70, 60)], Out = [Bool(60)] },
        new(LESS, "int8, scales above 1") { In = [I8(2f, 3, 4).Of(3, 4, 7, 1), I8(1.5f, -7, 4).Of(-7, -5, -3, -10)], Out = [Bool(4).Of(0, 1, 0, 0)] },
        new(SELECT, "plain") { In = [Bool(2, 3, 4, 5), F32(2, 3, 4, 5), F32(2, 3, 4, 5)], Out = [F32(2, 3, 4, 5)], Options = new SelectOptionsT() },
        new(SELECT, "rows") { In = [Bool(2).Of(1, 0), F32(2, 3, 2), F32(2, 3, 2)], Out = [F32(2, 3, 2)], Options = new SelectOptionsT() },
        new(SELECT, "scalar condition") { In = [Bool(), I32(2, 3), I32(2, 3)], Out = [I32(2, 3)], Options = new SelectOptionsT() },
        new(SELECT, "int8") { In = [Bool(2, 3), I8(0.05f, 7, 2, 3), I8(0.05f, 7, 2, 3)], Out = [I8(0.05f, 7, 2, 3)], Options = new SelectOptionsT() },
        new(SELECT_V2, "broadcast") { In = [Bool(2, 1, 4), F32(2, 3, 1), F32(1)], Out = [F32(2, 3, 4)], Options = new SelectV2OptionsT() },
        .. new OpCase(SELECT, "plain") { In = [Bool(2, 3, 4, 5), F32(2, 3, 4, 5), F32(2, 3, 4, 5)], Out = [F32(2, 3, 4, 5)] }.As(UINT8, INT16, INT32, INT64, UINT32, BOOL, FLOAT16),
        .. new OpCase(SELECT_V2, "by column") { In = [Bool(2, 1, 4), F32(2, 3, 1), F32(1)], Out = [F32(2, 3, 4)] }.As(INT8, UINT8, INT32, INT64, UINT32, FLOAT16),
        .. new OpCase(WHERE, "list")
        {
            In = [F32(2, 4).Of(0, 1, 0, 3, 5, 0, 0, 0)],
            Out = [I64(3, 2).Of(0, 1, 0, 3, 1, 0).Dynamic(0)],
            Options = new WhereOptionsT(),
        }.Unscaled(INT8, UINT8, INT32, UINT32, INT64),
        new(SELECT_V2, "image by channel") { In = [Bool(5), F32(2, 3, 4, 5), F32(2, 3, 4, 5)], Out = [F32(2, 3, 4, 5)], Options = new SelectV2OptionsT() },
        new(SELECT_V2, "int16") { In = [Bool(2, 3), I16(0.05f, 2, 3), I16(0.05f, 3)], Out = [I16(0.05f, 2, 3)], Options = new SelectV2OptionsT() },
        new(SELECT_V2, "bool") { In = [Bool(2, 3), Bool(2, 3), Bool(2, 3)], Out = [Bool(2, 3)], Options = new SelectV2OptionsT() },
        new(WHERE, "bool") { In = [Bool(2, 3).Of(0, 1, 0, 1, 0, 1)], Out = [I64(3, 2).Of(0, 1, 1, 0, 1, 2).Dynamic(0)], Options = new WhereOptionsT() },
        new(WHERE, "float")
        {
            In = [F32(2, 4).Of(0, 1, 0, -1, 0.5, 0, 0, 0)],
            Out = [I64(3, 2).Of(0, 1, 0, 3, 1, 0).Dynamic(0)],
            Options = new WhereOptionsT(),
        },
    ];

    private static OpCase[] Compare(BuiltinOperator code) =>
    [
        new(code, "plain") { In = [F32(2, 3, 4, 5).Of(Digits(120, 5)), F32(2, 3, 4, 5).Of(Digits(120, 7))], Out = [Bool(2, 3, 4, 5)] },
        new(code, "int32, lower rank") { In = [I32(2, 3, 4).Between(-2, 2), I32(3, 1).Between(-2, 2)], Out = [Bool(2, 3, 4)] },
        new(code, "int8") { In = [I8(0.25f, 3, 2, 3, 4, 5).Between(-8, 8), I8(0.5f, -7, 2, 3, 4, 5).Between(-10, 0)], Out = [Bool(2, 3, 4, 5)] },
        .. new OpCase(code, "plain") { In = [F32(2, 3, 4, 5).Between(-3, 2), F32(2, 3, 4, 5).Between(-2, 4)], Out = [Bool(2, 3, 4, 5)] }.As(UINT8, INT16, INT64, FLOAT16),
        new(code, "int8, one scale") { In = [I8(0.25f, 3, 2, 3, 4).Between(-2, 2), I8(0.25f, 3, 2, 3, 4).Between(-2, 2)], Out = [Bool(2, 3, 4)] },
    ];

    private static double[] Digits(int count, int step) => [.. Enumerable.Range(0, count).Select(i => (double)(i * step % 4))];
}
