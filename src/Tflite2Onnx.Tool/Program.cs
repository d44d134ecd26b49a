using System.Runtime.InteropServices;

namespace Tflite2Onnx.Tool;

internal static class Program
{
    private static int Main(string[] args)
    {
        using var cancellation = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        try
        {
            return CommandLine.Run(args, cancellation.Token);
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Cancelled;
        }
        catch (UsageException error)
        {
            return CommandLine.Refuse([error.Message]);
        }
#pragma warning disable CA1031 // Nobody is to see a stack trace.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Console.Error.WriteLine(Faults.Of(fault, null));
            return ExitCode.Failed;
        }

        // The first signal lets what is under way put its files right; a second one, not held up here, ends the process.
        void Cancel(PosixSignalContext signal)
        {
            signal.Cancel = !cancellation.IsCancellationRequested;
            cancellation.Cancel();
        }
    }
}
