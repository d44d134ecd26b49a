using Tflite2Onnx.Diagnostics;

namespace Tflite2Onnx.Tool;

/// <summary>What did not work out, as a diagnostic.</summary>
internal static class Faults
{
    /// <summary>An exception nobody foresaw: a fault of this program, in words that can be reported.</summary>
    public static Diagnostic Of(Exception fault, string? model)
    {
        var log = new DiagnosticBag(model ?? CommandLine.Name);
        log.Add(Descriptors.Internal, fault.GetType().Name, fault.Message.ReplaceLineEndings(" "));
        return log.All[0];
    }

    /// <summary>Standard output takes no more.</summary>
    public static Diagnostic OfOutput(Exception failure)
    {
        var log = new DiagnosticBag(CommandLine.Name);
        log.Add(Descriptors.CannotPrint, failure.Message);
        return log.All[0];
    }
}

/// <summary>The command line makes no sense; the message says why.</summary>
internal sealed class UsageException(string message) : Exception(message);
