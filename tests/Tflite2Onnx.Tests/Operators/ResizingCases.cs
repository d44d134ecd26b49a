using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Tests.Operators;

internal static class ResizingCases
{
    public static OpCase[] All =>
    [
        Bilinear("plain", F32(2, 3, 4, 2), F32(2, 7, 6, 2)),
        Bilinear("half-pixel centers", F32(2, 3, 4, 2), F32(2, 6, 3, 2), half: true),
        Bilinear("aligned corners", F32(2, 3, 4, 2), F32(2, 5, 1, 2), align: true),
        Bilinear("same size", F32(2, 3, 4, 2), F32(2, 3, 4, 2), half: true),
        Bilinear("int8", I8(0.1f, 3, 1, 3, 4, 2), I8(0.1f, 3, 1, 6, 8, 2), half: true),
        Bilinear("uint8", U8(0.1f, 3, 1, 3, 4, 2), U8(0.1f, 3, 1, 5, 7, 2)),
        Bilinear("int16", I16(0.1f, 1, 3, 4, 2).Between(-400, 400), I16(0.1f, 1, 7, 6, 2)),
        Bilinear("int16, half-pixel centers", I16(0.1f, 1, 3, 4, 2).Between(-400, 400), I16(0.1f, 1, 6, 8, 2), half: true),
        Bilinear("int8 without a scale", SByte(1, 3, 4, 2), SByte(1, 6, 8, 2)) with { Fails = "T2O2002" },
        Bilinear("both", F32(2, 3, 4, 2), F32(2, 6, 8, 2), align: true, half: true) with { Fails = "T2O2002" },
        Nearest("plain", F32(2, 3, 4, 2), F32(2, 6, 8, 2)),
        Nearest("a ratio that rounding decides", F32(1, 9, 7, 2), F32(1, 3, 10, 2)),
        Nearest("half-pixel centers", F32(2, 3, 8, 2), F32(2, 7, 4, 2), half: true),
        Nearest("aligned corners", F32(2, 3, 4, 2), F32(2, 6, 7, 2), align: true),
        Nearest("both", F32(2, 3, 4, 2), F32(2, 3, 9, 2), align: true, half: true),
        Nearest("same size", F32(2, 3, 4, 2), F32(2, 3, 4, 2)),
        Nearest("int8", I8(0.1f, 3, 1, 3, 4, 2), I8(0.1f, 3, 1, 6, 8, 2), half: true),
        Nearest("uint8", U8(0.1f, 3, 1, 3, 4, 2), U8(0.1f, 3, 1, 7, 5, 2), align: true),
        Nearest("uint32", U32(1, 3, 4, 2), U32(1, 6, 8, 2)),
        Nearest("int16", I16(0.1f, 1, 3, 4, 2), I16(0.1f, 1, 6, 8, 2)),
        Nearest("both, size not known", F32(2, -1, 4, 2), F32(2, 6, 8, 2), align: true, half: true) with { Fails = "T2O2002" },
    ];

    private static OpCase Bilinear(string name, Operand data, Operand result, bool align = false, bool half = false) =>
        new(RESIZE_BILINEAR, name)
        {
            In = [data, Ints(result.Shape[1..3])],
            Out = [result],
            Options = new ResizeBilinearOptionsT { AlignCorners = align, HalfPixelCenters = half },
        };

    private static OpCase Nearest(string name, Operand data, Operand result, bool align = false, bool half = false) =>
        new(RESIZE_NEAREST_NEIGHBOR, name)
        {
            In = [data, Ints(result.Shape[1..3])],
            Out = [result],
            Options = new ResizeNearestNeighborOptionsT { AlignCorners = align, HalfPixelCenters = half },
        };
}
