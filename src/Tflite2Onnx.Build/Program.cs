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
        bool succeeded = Run(request, stdout);
        Write(stdout, "done", succeeded ? "true" : "false");
        return succeeded ? 0 : 1;
    }

    private static bool Run(TaskRequest request, Stream stdout)
    {
        try
        {
            return new TaskWork(request, line => Write(stdout, line.Fields), new MachineCores(), Conversion.Engine, () => false).Run();
        }
#pragma warning disable CA1031 // The other end reads a sentence and not a stack trace.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            var log = new DiagnosticBag();
            log.Add(Descriptors.Internal, request.Work, $"{fault.GetType().Name}: {fault.Message}");
            Write(stdout, LogLine.Error, log.All[0].Code, request.Value("ProjectFile"), log.All[0].Message);
            Write(stdout, LogLine.Detail, "", "", fault.ToString());
            return false;
        }
    }

    private static void Write(Stream stdout, params string[] fields)
    {
        stdout.Write(Encoding.ASCII.GetBytes(TaskRequest.Line(fields)));
        stdout.Flush();
    }
}
