namespace Tflite2Onnx.Tflite;

/// <summary>
/// How a tensor's integers stand for floats: <c>real = Scale * (integer - ZeroPoint)</c>, one pair for the whole tensor or one per index
/// of <paramref name="Axis"/> (TFLite's order of axes). A tensor without such parameters is not quantized, and has none of these.
/// </summary>
internal sealed record QuantParams(float[] Scale, long[] ZeroPoint, int Axis)
{
    /// <summary>
    /// How many elements in a row along <see cref="Axis"/>, the last one, share a scale; 0 where all do. <see cref="Scale"/> then has the scales
    /// of the first row's blocks, those of the second, and so on.
    /// </summary>
    public int Block { get; init; }

    public bool PerAxis => Scale.Length > 1 || Block > 0;

    public bool Equals(QuantParams? other) => other is not null && Scale.AsSpan().SequenceEqual(other.Scale)
        && ZeroPoint.AsSpan().SequenceEqual(other.ZeroPoint) && (!PerAxis || Axis == other.Axis) && Block == other.Block;

    public override int GetHashCode() => HashCode.Combine(Scale.Length, Scale[0], ZeroPoint[0]);

    /// <summary>
    /// What the file says, or null when it says nothing that quantizes: exporters leave empty tables, ranges without scales
    /// and scales of 0 on tensors that are not quantized.
    /// </summary>
    public static QuantParams? From(QuantizationParameters? table)
    {
        if (table is not { } q || q.Scale is not { Length: > 0 } scale || scale.All(s => s == 0))
        {
            return null;
        }
        long[] zeros = q.ZeroPoint;
        long[] zeroPoint = zeros.Length == scale.Length ? zeros : [.. scale.Select(_ => zeros.Length == 1 ? zeros[0] : 0L)];
        return new QuantParams(scale, zeroPoint, q.QuantizedDimension);
    }
}
