using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using Tflite2Onnx.Diagnostics;

namespace Tflite2Onnx.Build.Tests.Running;

/// <summary>A test of the task without a build around it.</summary>
public abstract class TaskTest : BuildTest
{
    private static readonly Descriptor s_warning = new("T2O3999", DiagnosticSeverity.Warning, "For tests.", "{0} to know");

    private protected TaskItem Item(string name)
    {
        Work.Write($"{name}.tflite", Models.Add(name[0]));
        var item = new TaskItem(Work[$"{name}.tflite"]);
        item.SetMetadata("OnnxFolder", Work["out"]);
        item.SetMetadata("OnnxPath", Work[$"out/{name}.onnx"]);
        item.SetMetadata("StampPath", Work[$"out/{name}.stamp"]);
        item.SetMetadata("WarningsPath", Work[$"out/{name}.json"]);
        return item;
    }

    private protected FakeEngine Run(ITaskItem[] models, ConvertModel? convert = null,
        ITaskItem[]? upToDate = null, FakeEngine? engine = null, string cache = "")
    {
        engine ??= new FakeEngine();
        var task = new ConvertTfliteModels
        {
            BuildEngine = engine,
            Models = models,
            UpToDate = upToDate ?? [],
            ProjectFile = Work["App.csproj"],
            CacheFolder = cache,
        };
        task.Converter = convert ?? task.Converter;
        bool succeeded = task.Execute();
        Assert.AreEqual(engine.Errors.Count == 0, succeeded);
        return engine;
    }

    private protected static ConversionResult Warn(byte[] model, string onnx, string what)
    {
        ConversionResult result = Converter.Convert(model, onnx);
        var log = new DiagnosticBag();
        log.Add(s_warning, what);
        return new ConversionResult(log.All, result.Summary);
    }
}
