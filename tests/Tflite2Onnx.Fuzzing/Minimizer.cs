namespace Tflite2Onnx.Fuzzing;

/// <summary>Leaves out of a trial what a fault does without: options first, then changes, one at a time.</summary>
internal static class Minimizer
{
    public static Trial Run(Trial trial, Fault fault)
    {
        for (int i = trial.Options.Length - 1; i >= 0; i--)
        {
            trial = Shorter(trial, trial with { Options = [.. trial.Options.Where((_, at) => at != i)] }, fault);
        }
        for (int i = trial.Changes.Length - 1; i >= 0; i--)
        {
            trial = Shorter(trial, trial with { Changes = [.. trial.Changes.Where((_, at) => at != i)] }, fault);
        }
        return trial;
    }

    private static Trial Shorter(Trial trial, Trial shorter, Fault fault) =>
        shorter.Run(fault.Kind == FaultKind.NotLoaded).Faults.Any(other => other.Key == fault.Key) ? shorter : trial;
}
