using System.Diagnostics;
using System.Globalization;
using Microsoft.Build.Framework;
using MSBuildTask = Microsoft.Build.Utilities.Task;

namespace Tflite2Onnx.Build;

/// <summary>Converts the models of a project that are out of date, several at a time, and repeats the warnings of the others.</summary>
[MSBuildMultiThreadableTask]
public sealed class ConvertTfliteModels : MSBuildTask, ICancelableTask
{
    private volatile bool _cancelled;

    /// <summary>The models to convert, with the metadata that the targets gave them.</summary>
    public ITaskItem[] Models { get; set; } = [];

    /// <summary>Models that need no conversion and have warnings stored.</summary>
    public ITaskItem[] UpToDate { get; set; } = [];

    /// <summary>The project file, absolute.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>What converts a file to a file; tests give their own.</summary>
    internal Func<string, string, ConversionOptions, ConversionResult> Converter { get; set; } =
        (model, onnx, options) => Tflite2Onnx.Converter.Convert(model, onnx, options);

    /// <inheritdoc/>
    public override bool Execute()
    {
        foreach (BuildModel model in UpToDate.Select(item => BuildModel.Of(item, ProjectFile)))
        {
            Say(StoredWarnings.Load(model.WarningsPath, model.Path));
        }
        if (Models.Length > 0)
        {
            Convert([.. Models.Select(item => BuildModel.Of(item, ProjectFile))]);
        }
        return !Log.HasLoggedErrors && !_cancelled;
    }

    /// <summary>Starts no further model. One that is being converted is finished: its output appears whole or not at all.</summary>
    public void Cancel() => _cancelled = true;

    private void Convert(BuildModel[] models)
    {
        long start = Stopwatch.GetTimestamp();
        var outcomes = new Outcome?[models.Length];
        using (var cores = new Cores(BuildEngine, models))
        {
            var limit = new ParallelOptions { MaxDegreeOfParallelism = cores.Count };
            Parallel.For(0, models.Length, limit, i => outcomes[i] = _cancelled ? null : Conversion.Run(models[i], Converter));
        }
        // In the order of the items, whatever order the models came to their end in.
        foreach (Outcome outcome in outcomes.OfType<Outcome>())
        {
            Say(outcome.Diagnostics);
            if (outcome.Fault is { } fault)
            {
                Log.LogMessage(MessageImportance.Low, fault.ToString());
            }
        }
        Summarize([.. outcomes.OfType<Outcome>().Where(o => o.Summary is not null)], Stopwatch.GetElapsedTime(start));
    }

    private void Say(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (Diagnostic diagnostic in diagnostics)
        {
            Log.LogDiagnostic(diagnostic, ProjectFile);
        }
    }

    private void Summarize(Outcome[] converted, TimeSpan time)
    {
        if (converted.Length > 0)
        {
            (int written, long bytes) = (converted.Count(o => o.Written), converted.Sum(o => o.Summary!.Bytes));
            string figures = string.Create(CultureInfo.InvariantCulture, $"{written} with a new result, {bytes:N0} bytes, {time.TotalSeconds:N1} s");
            Log.LogMessage(MessageImportance.Normal, $"TensorFlow Lite models converted to ONNX: {converted.Length} of {Models.Length}, {figures}");
        }
    }
}
