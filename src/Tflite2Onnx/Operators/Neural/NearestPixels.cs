namespace Tflite2Onnx.Operators;

/// <summary>
/// Which pixels RESIZE_NEAREST_NEIGHBOR takes along an axis: the arithmetic of GetNearestNeighbor (resize_nearest_neighbor.h), in single
/// precision as there.
/// </summary>
internal sealed class NearestPixels
{
    public NearestPixels(int from, int to, bool alignCorners, bool halfPixelCenters)
    {
        bool corners = alignCorners && to > 1;
        float scale = corners ? (from - 1) / (float)(to - 1) : from / (float)to;
        float offset = halfPixelCenters ? 0.5f : 0;
        Pixels = [.. Enumerable.Range(0, to).Select(i => (i + offset) * scale)
            .Select(at => (int)(alignCorners ? MathF.Round(at, MidpointRounding.AwayFromZero) : MathF.Floor(at)))
            .Select(pixel => Math.Clamp(pixel, 0, from - 1))];
        IsBeyondRounding = Enumerable.Range(0, to).All(IsCertain);

        // Between two pixels, what a runtime takes hangs on how it rounds the ratio, unless that is a whole number or comes out even.
        bool IsCertain(int i)
        {
            long unit = 2L * (corners ? to - 1 : to), step = 2L * (corners ? from - 1 : from);
            long at = (i * step) + (halfPixelCenters ? step / 2 : 0) + (alignCorners ? unit / 2 : 0);
            bool comesOutEven = alignCorners || to % from == 0 || (from % to == 0 && int.IsPow2(from / to));
            return Pixels[i] == Math.Min(at / unit, from - 1) && (i == 0 || at % unit != 0 || comesOutEven);
        }
    }

    /// <summary>For each place of the result, the pixel of the operand.</summary>
    public int[] Pixels { get; }

    /// <summary>Whether exact arithmetic, and any that rounds, takes the same pixels.</summary>
    public bool IsBeyondRounding { get; }

    public bool IsIdentity => Permutation.IsIdentity(Pixels);
}
