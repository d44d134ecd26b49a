using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Tflite2Onnx.Diagnostics;

namespace Tflite2Onnx.Tool;

/// <summary>The commands, and what becomes of a command line that makes no sense.</summary>
internal static class CommandLine
{
    public const string Name = "tflite2onnx";

    public static int Run(string[] args, CancellationToken cancellation)
    {
        var root = new RootCommand("Converts TensorFlow Lite models to ONNX.")
        {
            HelpName = Name,
            Subcommands = { ConvertCommand.Make(cancellation), InspectCommand.Make(cancellation), ProjectCommand.Make(), OpsCommand.Make() },
        };
        root.Options.OfType<VersionOption>().Single().Action = new PrintVersion();

        ParseResult parsed = root.Parse(InspectCommand.WithWords(args));
        if (parsed.Errors.Count > 0)
        {
            return Refuse(parsed.Errors.Select(error => error.Message));
        }
        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (UsageException error)
        {
            return Refuse([error.Message]);
        }
    }

    /// <summary>Says what is wrong with the command line.</summary>
    public static int Refuse(IEnumerable<string> errors)
    {
        var log = new DiagnosticBag(Name);
        foreach (string error in errors)
        {
            log.Add(Descriptors.UnknownOption, error);
        }
        foreach (Diagnostic diagnostic in log.All)
        {
            Console.Error.WriteLine(diagnostic);
        }
        Console.Error.WriteLine($"See '{Name} --help'.");
        return ExitCode.Usage;
    }

    /// <summary>The parser takes a switch it does not know for a file; this tells them apart.</summary>
    public static void RefuseSwitches(ArgumentResult files)
    {
        foreach (Token file in files.Tokens.Where(token => token.Value.StartsWith('-') && !File.Exists(token.Value)))
        {
            files.AddError($"There is no option '{file.Value}'.");
        }
    }

    private sealed class PrintVersion : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            Console.WriteLine(Converter.Version);
            return ExitCode.Done;
        }
    }
}
