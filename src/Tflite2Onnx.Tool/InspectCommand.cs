using System.CommandLine;
using Tflite2Onnx.Planning;
using Tflite2Onnx.Diagnostics;
using Tflite2Onnx.Tflite;

namespace Tflite2Onnx.Tool;

/// <summary><c>tflite2onnx inspect</c>: what is in a model, and what converting it would come to. Nothing is written.</summary>
internal static class InspectCommand
{
    public static Command Make(CancellationToken cancellation)
    {
        var model = new Argument<string>("model") { Description = "A TensorFlow Lite model.", Validators = { CommandLine.RefuseSwitches } };
        Option<bool> json = Json.Switch();
        var switches = new ModelSwitches();
        var command = new Command("inspect", "Show what is in a model and what would come of it; the exit code is the one convert would have.") { model };
        switches.AddTo(command);
        command.Options.Add(json);
        command.SetAction(parsed =>
            Run(parsed.GetRequiredValue(model), switches.Read(parsed), switches.Has(parsed, "--layout"), parsed.GetValue(json), cancellation));
        return command;
    }

    /// <summary>Here <c>--layout</c> alone asks for the report; followed by one of its words, for that of the other form.</summary>
    public static string[] WithWords(string[] args)
    {
        string[] words = OptionTable.Rows.Single(row => row.Switch == "--layout").Words;
        bool IsAlone(int i) => args[0] == "inspect" && args[i] == "--layout"
            && !words.Contains(args.ElementAtOrDefault(i + 1), StringComparer.OrdinalIgnoreCase);
        return [.. args.Select((arg, i) => IsAlone(i) ? $"{arg}={words[0]}" : arg)];
    }

    private static int Run(string path, ConversionOptions options, bool layout, bool json, CancellationToken cancellation)
    {
        var log = new DiagnosticBag(path);
        byte[]? bytes = ModelBytes.TryRead(path, log);
        TfliteModel? model = bytes is null ? null : TfliteModel.Read(bytes, log);
        ConversionResult result = model is null ? new ConversionResult(log.All) : Converter.Convert(bytes, Stream.Null, options, cancellation);
        LayoutReport? report = layout && result.Succeeded && Converter.Lower(bytes!, options, new DiagnosticBag(), null, cancellation) is { } lowered
            ? LayoutReport.Of(lowered.Source, lowered.Plan, lowered.Graph) : null;
        var document = InspectDocument.Of(path, bytes?.Length, model, options.Signature, result, report);
        if (json)
        {
            Json.Write(document, JsonContext.Default.InspectDocument);
        }
        else
        {
            InspectText.Write(document, Console.Out);
        }
        return ExitCode.Of(result.Diagnostics);
    }
}
