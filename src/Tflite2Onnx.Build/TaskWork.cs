using System.Globalization;

namespace Tflite2Onnx.Build;

/// <summary>Converts a model in memory to a file.</summary>
internal delegate ConversionResult ConvertModel(byte[] model, string onnx, ConversionOptions options, CancellationToken cancellation);

/// <summary>Does what a task asks for, whichever process it is asked in; it knows nothing of MSBuild.</summary>
internal sealed class TaskWork(TaskRequest request, Action<LogLine> say, ICoreLender cores, ConvertModel convert, CancellationToken cancellation)
{
    private readonly HashSet<string> _notAsErrors =
        [.. request.Value("WarningsNotAsErrors").Split([';', ',', ' '], StringSplitOptions.RemoveEmptyEntries)];

    private readonly object _log = new();
    private bool _failed;

    public ICoreLender Cores => cores;

    public ConvertModel Convert => convert;

    public CancellationToken Cancellation => cancellation;

    /// <summary>The folder that relative paths are relative to: a build may run several projects in one process, with any current folder.</summary>
    public string ProjectFolder { get; } = Path.GetDirectoryName(request.Value("ProjectFile"))!;

    /// <summary>Whether it went well; when not, the log says why. Does not throw.</summary>
    public bool Run()
    {
        try
        {
            Work();
        }
#pragma warning disable CA1031 // The user reads a sentence and not a stack trace.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            var log = new DiagnosticBag();
            log.Add(Descriptors.Internal, request.Work, $"{fault.GetType().Name}: {fault.Message}");
            Say(new Outcome(log.All, Fault: fault));
        }
        return !_failed;
    }

    /// <summary>Puts what came of a model in the log.</summary>
    public void Say(Outcome outcome)
    {
        foreach (Diagnostic diagnostic in outcome.Diagnostics)
        {
            Say(diagnostic);
        }
        if (outcome.Fault is { } fault)
        {
            Tell(LogLine.Detail, fault.ToString());
        }
    }

    /// <summary>Puts a diagnostic in the log; one that is about no model is about the project.</summary>
    public void Say(Diagnostic diagnostic)
    {
        string kind = diagnostic.Severity switch
        {
            DiagnosticSeverity.Error => LogLine.Error,
            DiagnosticSeverity.Warning when request.Value("TreatWarningsAsErrors").Length > 0 && !_notAsErrors.Contains(diagnostic.Code) => LogLine.Error,
            DiagnosticSeverity.Warning => LogLine.Warning,
            _ => LogLine.Detail,
        };
        _failed |= kind == LogLine.Error;
        Put(new LogLine(kind, diagnostic.Code, diagnostic.Model ?? request.Value("ProjectFile"), diagnostic.Message));
    }

    /// <summary>Puts a mere message in the log.</summary>
    public void Tell(string kind, string text) => Put(new LogLine(kind, "", "", text));

    // Several models are under way at a time.
    private void Put(LogLine line)
    {
        lock (_log)
        {
            say(line);
        }
    }

    private void Work()
    {
        switch (request.Work)
        {
            case nameof(ConvertTfliteModels):
                new Conversions(this).Run(Models("Models"), Models("UpToDate"), request.Value("CacheFolder"));
                break;
            case nameof(ReadTfliteModels):
                new Reading(this, request.Value("RootNamespace")).Run(Models("Models"), Models("AllModels"));
                break;
            case nameof(CheckTfliteModels):
                ModelList.Check([.. request.List("Models")], Say);
                break;
            case nameof(ListSignatures):
                ListSignatures(Models("Models"));
                break;
            default:
                throw new InvalidOperationException($"There is no task {request.Work}");
        }
    }

    private void ListSignatures(BuildModel[] models)
    {
        for (int i = 0; i < models.Length; i++)
        {
            foreach ((_, string suffix) in BuildModel.Signatures(ModelBytes.TryRead(models[i].Path, new DiagnosticBag())))
            {
                Put(new LogLine(LogLine.Result, i.ToString(CultureInfo.InvariantCulture), models[i].Path, suffix));
            }
        }
    }

    private BuildModel[] Models(string list) => [.. request.List(list).Select(model => new BuildModel(model, ProjectFolder))];
}
