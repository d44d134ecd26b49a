using System.Text;

namespace Tflite2Onnx.Build;

/// <summary>
/// The tasks' work in a process of its own, for builds on .NET Framework. A request comes on stdin; what the log is to have goes to stdout,
/// line by line, and at the end whether it went well.
/// </summary>
internal static class Program
{
    private static int Main()
    {
        using Stream stdin = Console.OpenStandardInput();
        using Stream stdout = Console.OpenStandardOutput();
        using var requests = new StreamReader(stdin, Encoding.ASCII);
        if (TaskRequest.Read(requests) is not { } request)
        {
            Console.Error.WriteLine("This program is started by the tasks of the package Tflite2Onnx.Build. The command line tool is Tflite2Onnx.Tool.");
            return 2;
        }
        bool succeeded = new TaskWork(request, line => Write(stdout, line.Fields), new MachineCores(), Conversion.Engine, CancellationToken.None).Run();
        Write(stdout, "done", succeeded ? "true" : "false");
        return succeeded ? 0 : 1;
    }

    private static void Write(Stream stdout, params string[] fields)
    {
        stdout.Write(Encoding.ASCII.GetBytes(TaskRequest.Line(fields)));
        stdout.Flush();
    }
}
