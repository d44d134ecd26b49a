using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Tflite2Onnx.Build;

/// <summary>One thing the build's log is to have.</summary>
/// <param name="kind">One of the constants.</param>
/// <param name="code">The diagnostic's code; empty for a mere message.</param>
/// <param name="file">The file it is about.</param>
/// <param name="text">The sentence.</param>
internal sealed class LogLine(string kind, string code, string file, string text)
{
    public const string Error = "error";
    public const string Warning = "warning";
    public const string Message = "message";

    /// <summary>For the detailed log only.</summary>
    public const string Detail = "detail";

    /// <summary>Nothing for the log, but a part of what the task gives.</summary>
    public const string Result = "result";

    public string Kind => kind;

    public string Code => code;

    public string File => file;

    public string Text => text;

    /// <summary>The line as fields.</summary>
    public string[] Fields => [kind, code, file, text];

    /// <summary>The line of such fields; null when they are something else.</summary>
    public static LogLine? Of(string[] fields) =>
        fields.Length == 4 && fields[0] is (Error or Warning or Message or Detail or Result) ? new LogLine(fields[0], fields[1], fields[2], fields[3]) : null;
}

/// <summary>Says it the way MSBuild, editors and people read it: <c>model.tflite : error T2O2001: message</c>.</summary>
internal static class LogLines
{
    public static void Say(this TaskLoggingHelper log, LogLine line)
    {
        string? code = line.Code.Length > 0 ? line.Code : null;
        switch (line.Kind)
        {
            case LogLine.Error:
                log.LogError(null, code, code, line.File, 0, 0, 0, 0, "{0}", line.Text);
                break;
            case LogLine.Warning:
                log.LogWarning(null, code, code, line.File, 0, 0, 0, 0, "{0}", line.Text);
                break;
            default:
                MessageImportance importance = line.Kind == LogLine.Message ? MessageImportance.Normal : MessageImportance.Low;
                log.LogMessage(null, code, code, line.File.Length > 0 ? line.File : null, 0, 0, 0, 0, importance, "{0}", line.Text);
                break;
        }
    }
}
