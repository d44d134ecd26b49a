using Tflite2Onnx.Diagnostics;
using Tflite2Onnx.Onnx;
using Tflite2Onnx.Planning;

namespace Tflite2Onnx.Tests.Layouts;

/// <summary>Conversions whose layouts a test chooses, in the plan's place where it does.</summary>
internal static class ChosenLayouts
{
    /// <summary>Every operator that has the choice works on moved operands.</summary>
    public static bool[] AllMoved(LayoutPlan plan) => [.. Enumerable.Repeat(true, plan.Operators)];

    /// <summary>The ONNX model; null when the model is refused, and the log then says why.</summary>
    public static byte[]? Convert(byte[] model, ConversionOptions options, Func<LayoutPlan, bool[]>? choose, DiagnosticBag log)
    {
        if (Converter.Lower(model, options, log, choose) is not { } lowered)
        {
            return null;
        }
        using var onnx = new MemoryStream();
        OnnxWriter.Prepare(lowered.Graph, Converter.Version).Write(onnx);
        return onnx.ToArray();
    }
}
