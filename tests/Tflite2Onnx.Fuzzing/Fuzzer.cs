namespace Tflite2Onnx.Fuzzing;

/// <summary>Makes and runs trials; a run's number and the seed alone say what it does.</summary>
internal sealed class Fuzzer(SeedFiles seeds, int seed)
{
    public Trial Make(int run)
    {
        var random = new Random(unchecked((seed * 1_000_003) + run));
        Seed model = seeds.Pick(random);
        return new(model, new Mutator(random, seeds, model).Changes(), new Choices(random, model).Pick());
    }

    /// <summary>Runs trials from <paramref name="first"/> on; every <paramref name="load"/>th has its result loaded, none for 0.</summary>
    public void Run(int first, int runs, int load, Findings findings, Action<int>? begin = null)
    {
        for (int run = first; run < first + runs; run++)
        {
            begin?.Invoke(run);
            Trial trial = Make(run);
            bool isLoaded = load > 0 && run % load == 0;
            findings.Add(run, trial, trial.Run(isLoaded), isLoaded);
        }
    }
}
