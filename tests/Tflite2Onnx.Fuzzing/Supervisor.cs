using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Tflite2Onnx.Fuzzing;

/// <summary>Runs the work in a process of its own, and starts the next behind a run that ended one: a full stack or memory takes the process along.</summary>
internal sealed class Supervisor(Arguments arguments)
{
    /// <summary>What the process ends with after a conversion that does not end.</summary>
    public const int Hung = 3;

    private readonly string _place = Path.Combine(Directory.CreateDirectory(arguments.Out).FullName, "running.txt");

    /// <summary>The file that says which run is begun. It stays open: to replace a file thousands of times has the disk wait for each.</summary>
    public SafeFileHandle Open() => File.OpenHandle(_place, FileMode.Create, FileAccess.Write, FileShare.Read);

    public static void Begin(SafeFileHandle place, int run) => RandomAccess.Write(place, Encoding.ASCII.GetBytes($"{run,10}"), 0);

    /// <summary>Gives what the whole program ends with.</summary>
    public int Run()
    {
        int worst = 0;
        for (int first = arguments.First; first < arguments.First + arguments.Runs;)
        {
            int code = Start(first, arguments.First + arguments.Runs - first);
            if (code is 0 or 1)
            {
                return Math.Max(worst, code);
            }
            int last = int.Parse(File.ReadAllText(_place), CultureInfo.InvariantCulture);
            Console.WriteLine(code == Hung ? $"run {last} did not end" : $"run {last} ended the process with {code}");
            (worst, first) = (1, last + 1);
        }
        return worst;
    }

    private int Start(int first, int runs)
    {
        string[] words = ["--first", $"{first}", "--runs", $"{runs}", "--seed", $"{arguments.Seed}", "--load", $"{arguments.Load}", "--out", arguments.Out];
        using var process = Process.Start(Environment.ProcessPath!, [.. Host(), "--alone", "yes", .. words, .. arguments.Paths]);
        process.WaitForExit();
        return process.ExitCode;
    }

    // The program itself, or the host of .NET, which has to be told of it.
    private static string[] Host() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(Supervisor).Assembly.Location] : [];
}
