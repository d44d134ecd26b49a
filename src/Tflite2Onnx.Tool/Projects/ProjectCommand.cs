using System.CommandLine;
using System.Runtime.CompilerServices;
using Microsoft.Build.Locator;
using Tflite2Onnx.Diagnostics;

namespace Tflite2Onnx.Tool;

/// <summary><c>tflite2onnx project</c>: the models that a project lists, as its own MSBuild sees them.</summary>
internal static class ProjectCommand
{
    public static Command Make()
    {
        var project = new Argument<string>("project")
        {
            Description = "A project file, or a folder that holds one.",
            Validators = { CommandLine.RefuseSwitches },
        };
        var convert = new Option<bool>("--convert") { Description = "Convert what is out of date, as a build would." };
        var configuration = new Option<string>("--configuration", "-c") { Description = "The configuration. Default: the project's.", HelpName = "name" };
        var framework = new Option<string>("--framework", "-f")
        {
            Description = "One of the project's target frameworks. Default: all of them.",
            HelpName = "name",
        };
        var properties = new Option<string[]>("--property", "-p")
        {
            Description = "A property, as for a build.",
            HelpName = "name=value",
            Validators = { RefuseForms },
        };
        Option<bool> json = Json.Switch();
        const string Summary = "List the models of a project with the options in force and where each comes from, and which are out of date and why.";
        var command = new Command("project", Summary)
        {
            project, convert, configuration, framework, properties, json,
        };
        command.SetAction(parsed =>
        {
            var globals = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (string property in parsed.GetValue(properties) ?? [])
            {
                int at = property.IndexOf('=', StringComparison.Ordinal);
                globals[property[..at]] = property[(at + 1)..];
            }
            Set(globals, "Configuration", parsed.GetValue(configuration));
            Set(globals, "TargetFramework", parsed.GetValue(framework));
            return Run(Find(parsed.GetRequiredValue(project)), globals, parsed.GetValue(convert), parsed.GetValue(json));
        });
        return command;
    }

    private static int Run(string path, Dictionary<string, string> globals, bool convert, bool json)
    {
        if (!File.Exists(path))
        {
            return Refuse(Descriptors.ProjectUnread, path, $"there is no project file {path}.");
        }
        // The SDK that the project's folder asks for, as a build there would.
        var query = new VisualStudioInstanceQueryOptions { DiscoveryTypes = DiscoveryType.DotNetSdk, WorkingDirectory = Path.GetDirectoryName(path) };
        VisualStudioInstance? sdk = MSBuildLocator.QueryVisualStudioInstances(query).FirstOrDefault();
        if (sdk is null)
        {
            return Refuse(Descriptors.ProjectUnread, path, "no .NET SDK is found that this .NET runtime can load. Install one, or see its global.json.");
        }
        MSBuildLocator.RegisterInstance(sdk);
        return Read(path, globals, convert, json);
    }

    // A method of its own, because MSBuild has to be found before what uses it is compiled.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Read(string path, Dictionary<string, string> globals, bool convert, bool json)
    {
        ProjectDocument document = ProjectReading.Read(path, globals, convert);
        foreach (BuildMessage message in document.Messages)
        {
            Console.Error.WriteLine(message);
        }
        if (json)
        {
            Json.Write(document, JsonContext.Default.ProjectDocument);
        }
        else
        {
            ProjectText.Write(document, Console.Out);
        }
        return document.ExitCode;
    }

    private static int Refuse(Descriptor descriptor, string path, string reason)
    {
        var log = new DiagnosticBag(path);
        log.Add(descriptor, reason);
        Console.Error.WriteLine(log.All[0]);
        return ExitCode.BadModel;
    }

    private static string Find(string path)
    {
        string full = Path.GetFullPath(path);
        string[] found = !Directory.Exists(full) ? [full]
            : [.. Directory.EnumerateFiles(full, "*.*proj").Where(f => Path.GetExtension(f) is ".csproj" or ".fsproj" or ".vbproj")];
        return found.Length == 1 ? found[0] : throw new UsageException($"The folder '{path}' holds {found.Length} projects; name one.");
    }

    private static void RefuseForms(System.CommandLine.Parsing.OptionResult result)
    {
        foreach (string property in (result.GetValueOrDefault<string[]>() ?? []).Where(p => p.IndexOf('=', StringComparison.Ordinal) <= 0))
        {
            result.AddError($"'{property}' is no property; write name=value.");
        }
    }

    private static void Set(Dictionary<string, string> globals, string name, string? value)
    {
        if (value is { Length: > 0 })
        {
            globals[name] = value;
        }
    }
}
