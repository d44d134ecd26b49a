namespace Tflite2Onnx.Tool;

/// <summary>What the process says to scripts. Of several models the gravest counts.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The result cannot be written, or the program is at fault.</summary>
    public const int Failed = 1;

    /// <summary>The command line makes no sense; nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>The model is missing, damaged, or no model.</summary>
    public const int BadModel = 3;

    /// <summary>The model is sound, but holds something that is not supported.</summary>
    public const int Unsupported = 4;

    /// <summary>Ended by Ctrl+C or a termination signal.</summary>
    public const int Cancelled = 130;

    private static readonly int[] GravestFirst = [Failed, BadModel, Unsupported];

    public static int Of(IEnumerable<Diagnostic> diagnostics)
    {
        int[] found = [.. diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => Of(d.Code)).Distinct()];
        return GravestFirst.FirstOrDefault(found.Contains, Done);
    }

    public static int Of(string code) => code[..4] switch
    {
        "T2O1" => BadModel,
        "T2O2" => Unsupported,
        _ => Failed,
    };
}
