using Tflite2Onnx.Recorder;
using Tflite2Onnx.Testing;
using Tflite2Onnx.Tests.Operators;

if (args.Length is not (1 or 2))
{
    Console.Error.WriteLine("""
        usage: dotnet run --project tests/Tflite2Onnx.Recorder -- RIG [FILTER]

        Runs the cases whose models have no recorded results on TFLite's own runtime, and writes their families' fixtures.
        RIG is the folder of golden.cjs; FILTER is a part of a case's name ("ADD int8") or of its family's ("Binary").
        """);
    return 2;
}
string filter = args.ElementAtOrDefault(1) ?? "";
using var rig = new Rig(args[0]);
bool failed = false;
foreach ((string family, OpCase[] cases) in Families.All)
{
    Dictionary<string, Fixture> known = Fixtures.Read(family);
    OpCase[] recordable = [.. cases.Where(test => test.Fails is null && test.Given() is null)];
    OpCase[] missing = [.. recordable.Where(test => known.GetValueOrDefault(test.Key)?.Model != Fixtures.Fingerprint(test))
        .Where(test => $"{family} {test.Key}".Contains(filter, StringComparison.OrdinalIgnoreCase))];
    Dictionary<string, Fixture> recorded = rig.Record(missing);
    var kept = known.Where(fixture => !recorded.ContainsKey(fixture.Key) && recordable.Any(test => test.Key == fixture.Key)).ToList();
    if (recorded.Count > 0 || kept.Count < known.Count)
    {
        File.WriteAllText(Path.Combine(Repository.Root, Fixtures.PathOf(family)), Fixtures.Print(kept.Concat(recorded)));
    }
    foreach (string line in missing.Select(test => test.Key).Select(key => recorded.ContainsKey(key) ? $"{family}: {key}" : $"{family}: {key} FAILED"))
    {
        Console.WriteLine(line);
    }
    failed |= recorded.Count < missing.Length;
}
return failed ? 1 : 0;
