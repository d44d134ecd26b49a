using Microsoft.Build.Framework;

namespace Tflite2Onnx.Tool;

/// <summary>Keeps what MSBuild and the conversion complain of.</summary>
internal sealed class BuildListener : ILogger
{
    private static readonly int[] s_gravestFirst = [Tool.ExitCode.Failed, Tool.ExitCode.BadModel, Tool.ExitCode.Unsupported];

    private readonly List<BuildMessage> _messages = [];

    public IReadOnlyList<BuildMessage> Messages => _messages;

    /// <summary>As for the command that converts; what is not the converter's error is the project's.</summary>
    public int ExitCode
    {
        get
        {
            IEnumerable<string> errors = _messages.Where(m => m.Severity == "error").Select(m => m.Code);
            int[] codes = [.. errors.Select(code => code.StartsWith("T2O", StringComparison.Ordinal) ? Tool.ExitCode.Of(code) : Tool.ExitCode.BadModel)];
            return s_gravestFirst.FirstOrDefault(codes.Contains, Tool.ExitCode.Done);
        }
    }

    public LoggerVerbosity Verbosity { get; set; }

    public string? Parameters { get; set; }

    public void Initialize(IEventSource eventSource)
    {
        eventSource.ErrorRaised += (_, e) => Add(e.File ?? e.ProjectFile ?? "", e.LineNumber, e.ColumnNumber, "error", e.Code ?? "", e.Message ?? "");
        eventSource.WarningRaised += (_, e) => Add(e.File ?? e.ProjectFile ?? "", e.LineNumber, e.ColumnNumber, "warning", e.Code ?? "", e.Message ?? "");
    }

    public void Add(string file, int line, int column, string severity, string code, string message) =>
        _messages.Add(new BuildMessage(file, line, column, severity, code, message));

    public void Shutdown()
    {
    }
}
