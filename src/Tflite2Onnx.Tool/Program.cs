using System.Runtime.InteropServices;

namespace Tflite2Onnx.Tool;

internal static class Program
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(400);

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
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Every other file's failure is told where it happens, by the file's name.
            return Told(() => Faults.OfOutput(failure));
        }
#pragma warning disable CA1031 // Nobody is to see a stack trace.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return Told(() => Faults.Of(fault, null));
        }

        // Where stderr is full or closed too, the exit code has to do.
        static int Told(Func<Diagnostic> diagnostic)
        {
            try
            {
                Console.Error.WriteLine(diagnostic());
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
            }
            return ExitCode.Failed;
        }

        // The first signal lets what is under way put its files right, which is a matter of milliseconds but for work on a single huge tensor or graph;
        // such work is left where it is. A second signal, not held up here, ends the process.
        void Cancel(PosixSignalContext signal)
        {
            signal.Cancel = !cancellation.IsCancellationRequested;
            new Thread(Quit) { IsBackground = true }.Start();
            cancellation.Cancel();
        }
    }

    private static void Quit()
    {
        Thread.Sleep(Patience);
        OutputFile.RemoveAll();
        Environment.Exit(ExitCode.Cancelled);
    }
}
