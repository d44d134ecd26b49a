namespace Tflite2Onnx.Prepare;

/// <summary>
/// An integer within a loop: <c>Constant + Rounds * (rounds done so far) + Extent</c>, the extent being that of a tensor's axis, by a name that
/// only this axis has; empty for none.
/// </summary>
internal readonly record struct Linear(long Constant, long Rounds = 0, string Extent = "")
{
    /// <summary>How many rounds are done.</summary>
    public static Linear Round { get; } = new(0, 1);

    public static Linear? Add(Linear a, Linear b) => a.Extent.Length > 0 && b.Extent.Length > 0 ? null
        : new(a.Constant + b.Constant, a.Rounds + b.Rounds, a.Extent + b.Extent);

    public static Linear? Subtract(Linear a, Linear b) => b.Extent.Length > 0 && b.Extent != a.Extent ? null
        : new(a.Constant - b.Constant, a.Rounds - b.Rounds, b.Extent.Length > 0 ? "" : a.Extent);

    /// <summary>Whether it is a number known at conversion.</summary>
    public bool Is(long number) => this == new Linear(number);

    public Linear Plus(long number) => this with { Constant = Constant + number };
}
