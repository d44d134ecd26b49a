using System.Diagnostics;
using System.Globalization;

namespace Tflite2Onnx.Build;

/// <summary>Converts the models that are out of date, several at a time, and repeats the warnings of the others.</summary>
internal sealed class Conversions(TaskWork task)
{
    public void Run(BuildModel[] models, BuildModel[] upToDate, string cacheFolder)
    {
        foreach (BuildModel model in upToDate)
        {
            task.Say(new Outcome(StoredWarnings.Load(model.WarningsPath, model.Path)));
        }
        foreach (BuildModel model in models.Concat(upToDate))
        {
            task.Say(new Outcome(StoredWarnings.Load(model.FilesWarningsPath, model.Path)));
        }
        if (models.Length == 0)
        {
            return;
        }
        long start = Stopwatch.GetTimestamp();
        Outcome[] outcomes = Convert(models, cacheFolder.Length > 0 ? Cache(cacheFolder) : null);
        // In the order of the items, whatever order the models came to their end in.
        foreach (Outcome outcome in outcomes)
        {
            task.Say(outcome);
        }
        Summarize(models.Length, [.. outcomes.Where(o => o.Converted is not null)], Stopwatch.GetElapsedTime(start));
    }

    private ConversionCache Cache(string folder) =>
        new(Path.GetFullPath(folder, task.ProjectFolder), new TurnWaits(text => task.Tell(LogLine.Message, text), task.Cancellation));

    private Outcome[] Convert(BuildModel[] models, ConversionCache? cache)
    {
        var outcomes = new Outcome?[models.Length];
        int cores = task.Cores.Borrow(Useful(models));
        try
        {
            var conversion = new Conversion(task.Convert, cache, task.Cancellation);
            var limit = new ParallelOptions { MaxDegreeOfParallelism = cores };
            Parallel.For(0, models.Length, limit, i => outcomes[i] = task.Cancellation.IsCancellationRequested ? null : conversion.Run(models[i]));
        }
        finally
        {
            task.Cores.GiveBack(cores);
        }
        return [.. outcomes.OfType<Outcome>()];
    }

    // A conversion needs the file and at most as much again; half of the memory is left to the rest of the build.
    private static int Useful(BuildModel[] models)
    {
        long largest = models.Max(m => File.Exists(m.Path) ? new FileInfo(m.Path).Length : 0);
        long fit = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (4 * Math.Max(largest, 1));
        return (int)Math.Clamp(fit, 1, models.Length);
    }

    private void Summarize(int asked, Outcome[] converted, TimeSpan time)
    {
        if (converted.Length > 0)
        {
            (int cached, int written) = (converted.Count(o => o.Converted!.FromCache), converted.Count(o => o.Written));
            string figures = string.Create(CultureInfo.InvariantCulture,
                $"{cached} from the cache, {written} with a new result, {converted.Sum(o => o.Converted!.Bytes):N0} bytes, {time.TotalSeconds:N1} s");
            task.Tell(LogLine.Message, $"TensorFlow Lite models converted to ONNX: {converted.Length} of {asked}, {figures}");
        }
    }
}
