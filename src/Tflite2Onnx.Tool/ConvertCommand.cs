using System.Collections.Concurrent;
using System.CommandLine;

namespace Tflite2Onnx.Tool;

/// <summary><c>tflite2onnx convert</c>: models to ONNX files, several at a time.</summary>
internal static class ConvertCommand
{
    public static Command Make(CancellationToken cancellation)
    {
        var models = new Argument<string[]>("models")
        {
            Description = "TensorFlow Lite models: files, folders, or patterns such as models/*.tflite.",
            Arity = ArgumentArity.OneOrMore,
            Validators = { CommandLine.RefuseSwitches },
        };
        var output = new Option<string>("--output", "-o")
        {
            Description = "The ONNX file for one model, or the folder for any number. Without it each result goes beside its model.",
            HelpName = "file|folder",
        };
        var switches = new ModelSwitches();
        Option<bool> json = Json.Switch();
        Option<string> verbosity = Messages.Switch();
        var command = new Command("convert", "Convert models to ONNX.") { models, output };
        switches.AddTo(command);
        command.Options.Add(json);
        command.Options.Add(verbosity);
        command.SetAction(parsed =>
        {
            ConversionOptions options = switches.Read(parsed);
            Job[] jobs = Job.Plan(parsed.GetRequiredValue(models), parsed.GetValue(output), options.Signature);
            var messages = new Messages(parsed.GetValue(verbosity)!, jobs.Length);
            return Run(jobs, options, messages, parsed.GetValue(json), cancellation);
        });
        return command;
    }

    private static int Run(Job[] jobs, ConversionOptions options, Messages messages, bool json, CancellationToken cancellation)
    {
        var done = new List<(Job Job, ConversionResult Result)>();
        try
        {
            foreach ((Job Job, ConversionResult Result) pair in Results(jobs, options, cancellation))
            {
                done.Add(pair);
                messages.Tell(pair.Job, pair.Result);
            }
        }
        finally
        {
            messages.Clear();
        }
        messages.Sum(done.Count(pair => pair.Result.Succeeded));
        if (json)
        {
            Json.Write(ConvertDocument.Of(done), JsonContext.Default.ConvertDocument);
        }
        return ExitCode.Of(done.SelectMany(pair => pair.Result.Diagnostics));
    }

    // In the order of the command line, each as soon as it and those before it are done. A single model does without the threads.
    private static IEnumerable<(Job Job, ConversionResult Result)> Results(Job[] jobs, ConversionOptions options, CancellationToken cancellation) =>
        jobs.Length == 1 ? jobs.Select(job => (job, Convert(job, options, cancellation)))
            : Partitioner.Create(jobs, loadBalance: true).AsParallel().AsOrdered().WithCancellation(cancellation)
                .WithMergeOptions(ParallelMergeOptions.NotBuffered).Select(job => (job, Convert(job, options, cancellation)));

    private static ConversionResult Convert(Job job, ConversionOptions options, CancellationToken cancellation)
    {
        try
        {
            return Converter.Convert(job.Model, job.Onnx, options with { Signature = job.Signature }, cancellation);
        }
#pragma warning disable CA1031 // One model's fault must not keep the others from being converted.
        catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return new ConversionResult([Faults.Of(fault, job.Model)]);
        }
    }
}
