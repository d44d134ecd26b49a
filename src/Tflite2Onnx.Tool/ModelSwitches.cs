using System.CommandLine;
using System.CommandLine.Parsing;
using Tflite2Onnx.Diagnostics;

namespace Tflite2Onnx.Tool;

/// <summary>The switches that say how to convert: one per row of <see cref="OptionTable"/>.</summary>
internal sealed class ModelSwitches
{
    private readonly (OptionRow Row, Option<string[]> Switch)[] _all = [.. OptionTable.Rows.Select(row => (row, Make(row)))];

    public void AddTo(Command command)
    {
        foreach ((_, Option<string[]> option) in _all)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Whether a switch was given.</summary>
    public bool Has(ParseResult parsed, string name) => parsed.GetResult(_all.Single(pair => pair.Row.Switch == name).Switch) is { Implicit: false };

    public ConversionOptions Read(ParseResult parsed)
    {
        var options = new ConversionOptions();
        foreach ((OptionRow row, Option<string[]> option) in _all)
        {
            options = (parsed.GetValue(option) ?? []).Aggregate(options, (sofar, value) => Apply(sofar, row, value, new DiagnosticBag()));
        }
        return options;
    }

    private static Option<string[]> Make(OptionRow row)
    {
        var option = new Option<string[]>(row.Switch)
        {
            Arity = ArgumentArity.OneOrMore,
            Description = row.Words.Length > 0 ? $"{row.Summary} Default: {row.Words[0]}." : row.Summary,
            HelpName = row.Words.Length > 0 ? string.Join('|', row.Words) : row.Values,
        };
        option.CompletionSources.Add(row.Words);
        option.Validators.Add(result => Validate(result, row));
        return option;
    }

    // Unknown words are told of together with whatever else is wrong with the command line.
    private static void Validate(OptionResult result, OptionRow row)
    {
        var log = new DiagnosticBag();
        if (result.IdentifierTokenCount > 1 && !row.IsList)
        {
            result.AddError($"The option '{row.Switch}' is given more than once.");
        }
        foreach (string value in result.GetValueOrDefault<string[]>() ?? [])
        {
            Apply(new ConversionOptions(), row, value, log);
        }
        foreach (Diagnostic diagnostic in log.All)
        {
            result.AddError(diagnostic.Message);
        }
    }

    private static ConversionOptions Apply(ConversionOptions options, OptionRow row, string value, DiagnosticBag log) =>
        OptionTable.Apply(options, row, row.Switch, value, log) ?? options;
}
