using System.CommandLine;
using Tflite2Onnx.Diagnostics;

namespace Tflite2Onnx.Tool;

/// <summary>What goes to stderr while models are converted: diagnostics as far as they are wanted, and on a terminal how far things are.</summary>
internal sealed class Messages(string verbosity, int total)
{
    private static readonly string[] Words = ["quiet", "normal", "detailed"];

    private readonly int _level = Array.FindIndex(Words, word => word.Equals(verbosity, StringComparison.OrdinalIgnoreCase));
    private readonly bool _isTerminal = !Console.IsErrorRedirected;
    private int _told;
    private string _progress = "";

    public static Option<string> Switch()
    {
        var option = new Option<string>("--verbosity", "-v")
        {
            Description = "What to tell on stderr: errors only, warnings too, or everything.",
            HelpName = string.Join('|', Words),
            DefaultValueFactory = _ => "normal",
        };
        return option.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, Words);
    }

    /// <summary>One model is done.</summary>
    public void Tell(Job job, ConversionResult result)
    {
        _told++;
        Clear();
        foreach (Diagnostic diagnostic in result.Diagnostics.Where(IsWanted))
        {
            Console.Error.WriteLine(diagnostic);
        }
        if (result.Summary is { } s && (_level == 2 || (_level == 1 && _isTerminal && total == 1)))
        {
            string what = VisibleText.Of($"{job.Model} -> {job.Onnx}");
            Console.Error.WriteLine(
                Text($"{what} (opset {s.Opset}, nodes {s.Nodes}, Transposes {s.Transposes} of {s.TransposedBytes} bytes, {s.Bytes} bytes)"));
        }
        if (_isTerminal && _told < total)
        {
            _progress = Text($"{_told} of {total}");
            Console.Error.Write(_progress);
        }
    }

    /// <summary>All models are done.</summary>
    public void Sum(int converted)
    {
        if (total > 1 && _level > 0)
        {
            Console.Error.WriteLine(Text($"{converted} of {total} models converted."));
        }
    }

    /// <summary>Takes the progress off the terminal.</summary>
    public void Clear()
    {
        if (_progress.Length > 0)
        {
            Console.Error.Write($"\r{new string(' ', _progress.Length)}\r");
            _progress = "";
        }
    }

    private bool IsWanted(Diagnostic diagnostic) => diagnostic.Severity switch
    {
        DiagnosticSeverity.Error => true,
        DiagnosticSeverity.Warning => _level > 0,
        _ => _level > 1,
    };

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
