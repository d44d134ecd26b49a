using Microsoft.Win32.SafeHandles;
using Tflite2Onnx.Fuzzing;

if (Arguments.Parse(args) is not { } arguments)
{
    Console.Error.WriteLine(Arguments.Usage);
    return 2;
}
var supervisor = new Supervisor(arguments);
if (!arguments.IsAlone)
{
    return supervisor.Run();
}
using SafeFileHandle place = supervisor.Open();
var seeds = new SeedFiles(arguments.Paths);
var findings = new Findings(arguments.Out);
Console.WriteLine($"{seeds.Count} models, runs {arguments.First} to {arguments.First + arguments.Runs - 1} of seed {arguments.Seed}");
var fuzzer = new Fuzzer(seeds, arguments.Seed);
if (arguments.Runs == 1)
{
    // Whoever repeats one run wants to see it, above all when it does not end.
    Console.WriteLine(fuzzer.Make(arguments.First));
}
fuzzer.Run(arguments.First, arguments.Runs, arguments.Load, findings, run => Supervisor.Begin(place, run));
findings.Print(Console.Out);
return findings.Faults.Any() ? 1 : 0;
