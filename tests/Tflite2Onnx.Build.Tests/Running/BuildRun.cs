using System.Globalization;
using Microsoft.Build.Framework;
using Microsoft.Build.Logging.StructuredLogger;

namespace Tflite2Onnx.Build.Tests.Running;

/// <summary>What a build did, read from its binary log.</summary>
internal sealed class BuildRun(int exitCode, string output, string log)
{
    private readonly BuildEventArgs[] _events = File.Exists(log) ? [.. BinaryLog.ReadRecords(log).Select(r => r.Args).OfType<BuildEventArgs>()] : [];

    public bool Succeeded => exitCode == 0;

    /// <summary>What the console showed.</summary>
    public string Output => output;

    public IEnumerable<BuildErrorEventArgs> Errors => _events.OfType<BuildErrorEventArgs>();

    public IEnumerable<BuildWarningEventArgs> Warnings => _events.OfType<BuildWarningEventArgs>();

    /// <summary>The file names of the models that were converted, or tried, in order; a model several times when several builds of it were run.</summary>
    public string Converted => string.Join(", ", Given("Models", "ConvertTfliteModels"));

    /// <summary>Whether an assembly of the package was loaded. By the message, because the type of these events is the log reader's own.</summary>
    public bool LoadedTask =>
        Messages.Any(m => m.StartsWith("Assembly loaded", StringComparison.Ordinal) && m.Contains("Tflite2Onnx", StringComparison.Ordinal));

    public bool Compiled => Ran("Csc");

    /// <summary>All messages, of whatever importance.</summary>
    public IEnumerable<string> Messages => _events.Select(e => e.Message).OfType<string>();

    /// <summary>How many calls of the task said what they converted.</summary>
    public int Summaries => Messages.Count(m => m.StartsWith("TensorFlow Lite models converted", StringComparison.Ordinal));

    /// <summary>How many models were not converted, because that was done before.</summary>
    public int FromCache => Messages.Where(m => m.StartsWith("TensorFlow Lite models converted", StringComparison.Ordinal))
        .Sum(m => int.Parse(m.Split(", ")[1].Split(' ')[0], CultureInfo.InvariantCulture));

    public bool Ran(string task) => _events.OfType<TaskStartedEventArgs>().Any(t => LastName(t.TaskName) == task);

    public bool Skipped(string target) =>
        _events.OfType<TargetSkippedEventArgs>().Any(t => t.TargetName == target && t.SkipReason == TargetSkipReason.OutputsUpToDate);

    /// <summary>File names of the items that were added in targets.</summary>
    public string[] Added(string itemType) => [.. Parameters(TaskParameterMessageKind.AddItem).Where(p => p.ItemType == itemType).SelectMany(FileNames)];

    private IEnumerable<string> Given(string parameter, string task)
    {
        (int, int)[] contexts = [.. _events.OfType<TaskStartedEventArgs>().Where(t => LastName(t.TaskName) == task).Select(t => Context(t))];
        return Parameters(TaskParameterMessageKind.TaskInput).Where(p => p.ItemType == parameter && contexts.Contains(Context(p))).SelectMany(FileNames);
    }

    private IEnumerable<TaskParameterEventArgs> Parameters(TaskParameterMessageKind kind) =>
        _events.OfType<TaskParameterEventArgs>().Where(p => p.Kind == kind);

    private static (int Project, int Task) Context(BuildEventArgs args) => (args.BuildEventContext!.ProjectContextId, args.BuildEventContext.TaskId);

    private static string LastName(string name) => name[(name.LastIndexOf('.') + 1)..];

    private static IEnumerable<string> FileNames(TaskParameterEventArgs parameter) =>
        parameter.Items.Cast<ITaskItem>().Select(i => Path.GetFileName(i.ItemSpec));
}
