using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;
using static Tflite2Onnx.Tflite.TensorType;

namespace Tflite2Onnx.Tests.Operators;

internal static class SlicingCases
{
    public static OpCase[] All =>
    [
        new(DYNAMIC_UPDATE_SLICE, "float") { In = [F32(4, 5), F32(2, 3), Ints(1, 2)], Out = [F32(4, 5)] },
        new(DYNAMIC_UPDATE_SLICE, "bool") { In = [Bool(4, 5), Bool(2, 3), Ints(1, 2)], Out = [Bool(4, 5)] },
        new(DYNAMIC_UPDATE_SLICE, "int8") { In = [SByte(4, 5), SByte(2, 3), Ints(1, 2)], Out = [SByte(4, 5)] },
        new(DYNAMIC_UPDATE_SLICE, "int16") { In = [Short(4, 5), Short(2, 3), Ints(1, 2)], Out = [Short(4, 5)] },
        new(DYNAMIC_UPDATE_SLICE, "int32") { In = [I32(4, 5), I32(2, 3), Ints(1, 2)], Out = [I32(4, 5)] },
        new(DYNAMIC_UPDATE_SLICE, "int64") { In = [I64(4, 5), I64(2, 3), Ints(1, 2)], Out = [I64(4, 5)] },
        new(DYNAMIC_UPDATE_SLICE, "quantized integers as they are") { In = [I8(0.1f, 3, 4, 5), I8(0.1f, 3, 4, 3), Ints(0, 1)], Out = [I8(0.1f, 3, 4, 5)] },
        new(DYNAMIC_UPDATE_SLICE, "moved to fit, four axes") { In = [F32(2, 3, 4, 5), F32(1, 3, 2, 4), Ints(7, 1, -2, 1)], Out = [F32(2, 3, 4, 5)] },
        new(DYNAMIC_UPDATE_SLICE, "starts given") { In = [F32(2, 3, 4, 5), F32(2, 1, 4, 2), I32(4).Of(1, 1, 1, 9)], Out = [F32(2, 3, 4, 5)] },
        new(DYNAMIC_UPDATE_SLICE, "all of it") { In = [F32(4, 5), F32(4, 5), Ints(1, 2)], Out = [F32(4, 5)] },
        new(SLICE, "plain") { In = [F32(2, 3, 4, 5), Ints(0, 1, 1, 2), Ints(2, 2, 3, 1)], Out = [F32(2, 2, 3, 1)] },
        new(SLICE, "to the end, int8") { In = [I8(0.1f, 3, 2, 3, 4), Ints(1, 0, 2), Ints(-1, 2, -1)], Out = [I8(0.1f, 3, 1, 2, 2)] },
        new(SLICE, "begin is computed") { In = [F32(2, 3, 4, 5), I32(4).Of(0, 1, 1, 2), Ints(2, 2, 3, 1)], Out = [F32(2, 2, 3, 1)] },
        .. new OpCase(SLICE, "plain") { In = [A(2, 3, 4, 5), Ints(0, 1, 1, 2), Ints(2, 2, 3, 1)], Out = [A(2, 2, 3, 1)] }.As(UINT8, INT16, INT32, INT64, UINT32, BOOL, FLOAT16),
        .. Strided("plain", A(2, 7, 8, 5), [0, 1, 6, 0], [2, 7, 0, 5], [1, 2, -2, 1], A(2, 3, 3, 5)).As(INT8, UINT8, INT16, INT32, INT64, UINT32, BOOL, FLOAT16),
        .. new OpCase(DYNAMIC_UPDATE_SLICE, "plain") { In = [A(4, 5), A(2, 3), Ints(1, 2)], Out = [A(4, 5)] }.As(FLOAT16),
        Strided("plain", F32(2, 7, 8, 5), [0, 1, 6, 0], [2, 7, 0, 5], [1, 2, -2, 1], F32(2, 3, 3, 5)),
        Strided("masks", F32(2, 7, 8, 5), [1, 1, 3, 4], [1, 5, 5, 0], [1, 2, 1, -1], F32(2, 3, 5, 5), new() { BeginMask = 5, EndMask = 11 }),
        Strided("counted from the end", F32(2, 7, 8), [-1, -6, -9], [2, -1, -1], [1, 2, 3], F32(1, 3, 3)),
        Strided("shrinking", F32(2, 3, 4, 5), [0, -1, 0, 2], [2, 0, 4, 3], [1, 1, 1, 1], F32(2, 4), new() { ShrinkAxisMask = 10 }),
        Strided("new axes", F32(2, 3, 4), [0, 0, 0, 1], [1, 2, 1, 3], [1, 1, 1, 1], F32(1, 2, 1, 2, 4), new() { NewAxisMask = 5 }),
        Strided("ellipsis, new axis, shrinking", F32(2, 3, 4, 5), [1, 0, 0, 1], [2, 0, 1, 4], [1, 1, 1, 2], F32(3, 4, 1, 2),
            new() { EllipsisMask = 2, NewAxisMask = 4, ShrinkAxisMask = 1 }),
        Strided("fewer than the rank, int16", I16(0.1f, 2, 3, 4, 5), [1], [2], [1], I16(0.1f, 1, 3, 4, 5)),
        Strided("offset", F32(2, 7, 8), [1, 2, -4], [1, 4, 3], [1, 2, 1], F32(1, 2, 3), new() { Offset = true }),
        new(STRIDED_SLICE, "begin is computed, offset")
        {
            In = [F32(2, 7, 8), I32(3).Of(1, 2, -4), Ints(1, 4, 3), Ints(1, 2, 1)],
            Out = [F32(1, 2, 3)],
            Options = new StridedSliceOptionsT { Offset = true },
        },
        new(STRIDED_SLICE, "masks and computed strides")
        {
            In = [F32(2, 7), Ints(0, 0), Ints(2, 7), I32(2)],
            Out = [F32(-1, -1)],
            Options = new StridedSliceOptionsT { BeginMask = 1 },
            Fails = "T2O2002",
        },
    ];

    private static Operand A(params int[] shape) => F32(shape).Between(-30, 50);

    private static OpCase Strided(string name, Operand data, int[] begin, int[] end, int[] strides, Operand result, StridedSliceOptionsT? options = null) =>
        new(STRIDED_SLICE, name) { In = [data, Ints(begin), Ints(end), Ints(strides)], Out = [result], Options = options ?? new() };
}
