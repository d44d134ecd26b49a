using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Tflite2Onnx.Build;

/// <summary>Says the engine's diagnostics the way MSBuild, editors and people read them: <c>model.tflite : error T2O2001: message</c>.</summary>
internal static class DiagnosticLogging
{
    /// <summary>Logs a diagnostic with its code; one that is about no model is about the project.</summary>
    public static void LogDiagnostic(this TaskLoggingHelper log, Diagnostic diagnostic, string projectFile)
    {
        string file = diagnostic.Model ?? projectFile;
        switch (diagnostic.Severity)
        {
            case DiagnosticSeverity.Error:
                log.LogError(null, diagnostic.Code, diagnostic.Code, null, file, 0, 0, 0, 0, diagnostic.Message);
                break;
            case DiagnosticSeverity.Warning:
                log.LogWarning(null, diagnostic.Code, diagnostic.Code, null, file, 0, 0, 0, 0, diagnostic.Message);
                break;
            default:
                log.LogMessage(null, diagnostic.Code, diagnostic.Code, file, 0, 0, 0, 0, MessageImportance.Low, diagnostic.Message);
                break;
        }
    }
}
