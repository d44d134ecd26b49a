namespace Tflite2Onnx.Prepare;

/// <summary>
/// An integer within a loop: <c>Constant + Rounds * (rounds done so far) + Dimension</c>, the dimension being that of a tensor's axis, by a name that
/// only this axis has; empty for none.
/// </summary>
internal readonly record struct Linear(long Constant, long Rounds = 0, string Dimension = "")
{
    /// <summary>How many rounds are done.</summary>
    public static Linear Round { get; } = new(0, 1);

    public static Linear? Add(Linear a, Linear b) => a.Dimension.Length > 0 && b.Dimension.Length > 0 ? null
        : new(a.Constant + b.Constant, a.Rounds + b.Rounds, a.Dimension + b.Dimension);

    public static Linear? Subtract(Linear a, Linear b) => b.Dimension.Length > 0 && b.Dimension != a.Dimension ? null
        : new(a.Constant - b.Constant, a.Rounds - b.Rounds, b.Dimension.Length > 0 ? "" : a.Dimension);

    /// <summary>Whether it is a number known at conversion.</summary>
    public bool Is(long number) => this == new Linear(number);

    public Linear Plus(long number) => this with { Constant = Constant + number };
}
