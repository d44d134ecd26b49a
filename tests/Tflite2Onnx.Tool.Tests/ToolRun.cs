using System.Diagnostics;
using System.Text.Json;

namespace Tflite2Onnx.Tool.Tests;

/// <summary>One run of the tool as users have it: a process of its own.</summary>
internal sealed record ToolRun(int Code, string Out, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static ToolRun Of(params string[] arguments)
    {
        using Process process = Start(arguments);
        return Finish(process);
    }

    /// <summary>How a shell starts the tool.</summary>
    public static string Line => $"{Host} {Tool}";

    private static string Host => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private static string Tool => Path.Combine(AppContext.BaseDirectory, "Tflite2Onnx.Tool.dll");

    /// <summary>A run of a shell, for what is redirected.</summary>
    public static ToolRun Shell(string line)
    {
        using Process process = Start("sh", ["-c", line]);
        return Finish(process);
    }

    public static Process Start(params string[] arguments) => Start(Host, [Tool, .. arguments]);

    private static Process Start(string program, string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    public static ToolRun Finish(Process process)
    {
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new ToolRun(process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
