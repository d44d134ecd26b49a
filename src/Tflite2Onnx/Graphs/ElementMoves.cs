using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tflite2Onnx.Graphs;

/// <summary>Moves elements from their places in one order of axes to those in another.</summary>
internal static class ElementMoves
{
    // Elements along the side of a square that stays in the first-level cache while it is turned.
    private const int Tile = 64;

    /// <summary>
    /// Fills <paramref name="target"/> with the elements of <paramref name="source"/>, whose axes have these dimensions: result axis i is axis order[i].
    /// </summary>
    public static void Move(ReadOnlySpan<byte> source, Span<byte> target, int[] dimensions, int[] order, int bits)
    {
        switch (bits)
        {
            case 8: Move(source, target, dimensions, order); break;
            case 16: Move(Cast<ushort>(source), Cast<ushort>(target), dimensions, order); break;
            case 32: Move(Cast<uint>(source), Cast<uint>(target), dimensions, order); break;
            case 64: Move(Cast<ulong>(source), Cast<ulong>(target), dimensions, order); break;
            default: Move(Cast<UInt128>(source), Cast<UInt128>(target), dimensions, order); break;
        }
    }

    private static void Move<T>(ReadOnlySpan<T> source, Span<T> target, ReadOnlySpan<int> dimensions, ReadOnlySpan<int> order)
        where T : struct
    {
        if (source.IsEmpty)
        {
            return;
        }
        switch (order)
        {
            case [] or [0]:
                source.CopyTo(target);
                return;
            case [1, 0]:
                Turn(source, target, dimensions[0], dimensions[1]);
                return;
            case [0, ..]:
                int[] inner = [.. order[1..].ToArray().Select(axis => axis - 1)];
                int block = source.Length / dimensions[0];
                for (int at = 0; at < source.Length; at += block)
                {
                    Move(source.Slice(at, block), target.Slice(at, block), dimensions[1..], inner);
                }
                return;
            default:
                Walk(source, target, dimensions, order);
                return;
        }
    }

    // Optimized from the first call: a conversion is over before a hot loop would be compiled again.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Turn<T>(ReadOnlySpan<T> source, Span<T> target, int rows, int columns)
        where T : struct
    {
        for (int top = 0; top < rows; top += Tile)
        {
            int bottom = Math.Min(top + Tile, rows);
            for (int left = 0; left < columns; left += Tile)
            {
                int width = Math.Min(Tile, columns - left);
                for (int row = top; row < bottom; row++)
                {
                    ReadOnlySpan<T> line = source.Slice((row * columns) + left, width);
                    int at = (left * rows) + row;
                    foreach (T element in line)
                    {
                        target[at] = element;
                        at += rows;
                    }
                }
            }
        }
    }

    // Any order of axes: a counter over the result's axes, with the innermost one as a tight loop.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Walk<T>(ReadOnlySpan<T> source, Span<T> target, ReadOnlySpan<int> dimensions, ReadOnlySpan<int> order)
        where T : struct
    {
        int rank = order.Length;
        int[] strides = new int[rank];
        strides[^1] = 1;
        for (int axis = rank - 2; axis >= 0; axis--)
        {
            strides[axis] = strides[axis + 1] * dimensions[axis + 1];
        }
        int[] index = new int[rank];
        (int inner, int innerStride) = (dimensions[order[^1]], strides[order[^1]]);
        for (int written = 0, from = 0; written < target.Length;)
        {
            for (int i = 0, at = from; i < inner; i++, at += innerStride)
            {
                target[written++] = source[at];
            }
            for (int axis = rank - 2; axis >= 0; axis--)
            {
                from += strides[order[axis]];
                if (++index[axis] < dimensions[order[axis]])
                {
                    break;
                }
                from -= strides[order[axis]] * dimensions[order[axis]];
                index[axis] = 0;
            }
        }
    }

    private static ReadOnlySpan<T> Cast<T>(ReadOnlySpan<byte> bytes)
        where T : struct => MemoryMarshal.Cast<byte, T>(bytes);

    private static Span<T> Cast<T>(Span<byte> bytes)
        where T : struct => MemoryMarshal.Cast<byte, T>(bytes);
}
