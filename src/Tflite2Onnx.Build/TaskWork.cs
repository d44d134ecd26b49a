using System.Globalization;

namespace Tflite2Onnx.Build;

/// <summary>Converts a file to a file.</summary>
internal delegate ConversionResult ConvertFile(string model, string onnx, ConversionOptions options);

/// <summary>Does what a task asks for, whichever process it is asked in; it knows nothing of MSBuild.</summary>
internal sealed class TaskWork(TaskRequest request, Action<LogLine> say, ICoreLender cores, ConvertFile convert, Func<bool> isCancelled)
{
    private readonly HashSet<string> _notAsErrors =
        [.. request.Value("WarningsNotAsErrors").Split([';', ',', ' '], StringSplitOptions.RemoveEmptyEntries)];

    private bool _failed;

    public ICoreLender Cores => cores;

    public ConvertFile Convert => convert;

    public bool IsCancelled => isCancelled();

    /// <summary>The folder that relative paths are relative to: a build may run several projects in one process, with any current folder.</summary>
    public string ProjectFolder { get; } = Path.GetDirectoryName(request.Value("ProjectFile"))!;

    /// <summary>Whether it went well; when not, the log says why.</summary>
    public bool Run()
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
        return !_failed;
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
        say(new LogLine(kind, diagnostic.Code, diagnostic.Model ?? request.Value("ProjectFile"), diagnostic.Message));
    }

    /// <summary>Puts a mere message in the log.</summary>
    public void Tell(string kind, string text) => say(new LogLine(kind, "", "", text));

    private void ListSignatures(BuildModel[] models)
    {
        const string Stem = "x";
        for (int i = 0; i < models.Length; i++)
        {
            foreach (SignatureFile file in SignatureFile.Of(models[i].Path, Stem))
            {
                say(new LogLine(LogLine.Result, i.ToString(CultureInfo.InvariantCulture), file.Key ?? "", file.Path[Stem.Length..]));
            }
        }
    }

    private BuildModel[] Models(string list) => [.. request.List(list).Select(model => new BuildModel(model, ProjectFolder))];
}
