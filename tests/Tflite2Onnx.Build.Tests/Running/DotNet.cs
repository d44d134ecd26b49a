using System.Diagnostics;

namespace Tflite2Onnx.Build.Tests.Running;

/// <summary>Runs the SDK as a user would: without what a test run leaves in the environment, and leaving no server behind.</summary>
internal static class DotNet
{
    private static readonly string[] s_foreign = ["MSBUILD", "VSTEST", "TESTINGPLATFORM", "DOTNET_HOST_PATH", "DOTNET_ROOT", "NUGET_PACKAGES", "COVERLET"];

    public static (int ExitCode, string Output) Run(string folder, params string[] arguments)
    {
        using Process process = Start(folder, arguments);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    public static Process Start(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string name in start.Environment.Keys.Where(n => s_foreign.Any(f => n.StartsWith(f, StringComparison.OrdinalIgnoreCase))).ToArray())
        {
            start.Environment.Remove(name);
        }
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        // An argument of build only; as a variable it serves run, watch and publish too.
        start.Environment["UseSharedCompilation"] = "false";
        return Process.Start(start)!;
    }
}
