using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Tflite2Onnx.Build;

/// <summary>The tasks of a build that cannot hold the engine: they ask a process on .NET, and hand its words on.</summary>
public abstract partial class ModelTask
{
    private const string NoHost = "T2O4009";

    // What the build's own MSBuild needs would lead another one astray.
    private static readonly string[] s_foreign = ["MSBUILD", "DOTNET_HOST_PATH", "COMPLUS_", "COREHOST_"];

    private volatile Process? _process;

    /// <inheritdoc/>
    public override bool Execute()
    {
        try
        {
            using Process process = Process.Start(StartInfo())!;
            _process = process;
            return Converse(process) && !_cancelled;
        }
        catch (Exception failure) when (failure is Win32Exception or IOException or InvalidOperationException)
        {
            return !_cancelled && Refuse(failure.Message);
        }
    }

    private bool Converse(Process process)
    {
        // Read all the while: a pipe nobody reads holds its writer up.
        var complaints = new StringBuilder();
        process.ErrorDataReceived += (_, line) => complaints.AppendLine(line.Data);
        process.BeginErrorReadLine();
        byte[] request = Encoding.ASCII.GetBytes(Request().ToText());
        process.StandardInput.BaseStream.Write(request, 0, request.Length);
        process.StandardInput.Close();
        string done = "";
        for (string? line = process.StandardOutput.ReadLine(); line is not null; line = process.StandardOutput.ReadLine())
        {
            string[] fields = TaskRequest.Fields(line);
            if (LogLine.Of(fields) is { } said)
            {
                Hear(said);
            }
            else if (fields[0] == "done")
            {
                done = fields[fields.Length - 1];
            }
        }
        process.WaitForExit();
        bool isCut = done.Length == 0 || (process.ExitCode != 0 && done == "true");
        return isCut && !_cancelled ? Refuse($"it ended with exit code {process.ExitCode}. {complaints.ToString().Trim()}") : done == "true";
    }

    private bool Refuse(string reason)
    {
        const string Advice = "Install the .NET SDK 8 or newer, or set the property DOTNET_HOST_PATH to its dotnet.";
        Log.Say(new LogLine(LogLine.Error, NoHost, ProjectFile, $"The converter cannot be started with {DotNetHost}: {reason} {Advice}"));
        return false;
    }

    private ProcessStartInfo StartInfo()
    {
        var start = new ProcessStartInfo(DotNetHost.Length > 0 ? DotNetHost : "dotnet", $"exec \"{HostAssembly}\"")
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(ProjectFile)!,
        };
        string[] inherited = [.. start.EnvironmentVariables.Keys.Cast<string>()];
        foreach (string name in inherited.Where(n => s_foreign.Any(f => n.StartsWith(f, StringComparison.OrdinalIgnoreCase))))
        {
            start.EnvironmentVariables.Remove(name);
        }
        return start;
    }

    partial void OnCancelled()
    {
        try
        {
            _process?.Kill();
        }
        catch (Exception failure) when (failure is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }
    }
}
