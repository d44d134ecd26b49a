using Microsoft.ML.OnnxRuntime;

namespace Tflite2Onnx.Fuzzing;

/// <summary>Loads results in ONNX Runtime, which checks types and shapes and looks for kernels.</summary>
internal static class Loading
{
    /// <summary>Why a model does not load; null when it does.</summary>
    public static string? Failure(MemoryStream onnx)
    {
        // Folding constants would compute whatever a hostile model asks for.
        using var options = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL, IntraOpNumThreads = 1, InterOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        try
        {
            using var session = new InferenceSession(onnx.ToArray(), options);
            return null;
        }
        catch (OnnxRuntimeException failure)
        {
            return failure.Message;
        }
    }
}
