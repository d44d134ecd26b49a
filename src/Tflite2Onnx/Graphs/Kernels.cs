using System.Collections.Concurrent;

namespace Tflite2Onnx.Graphs;

/// <summary>
/// The kernels that ONNX Runtime has on a CPU for the operators that are emitted: in every release from the lowest one supported on
/// that reads the operator set.
/// </summary>
internal static partial class Kernels
{
    private static readonly ConcurrentDictionary<string, Kernel?> Read = new(StringComparer.Ordinal);

    /// <summary>What there is for an operator of ONNX's own domains; null where the table does not have it.</summary>
    public static Kernel? Find(string opType) => Read.GetOrAdd(opType, Parse);

    private static Kernel? Parse(string opType)
    {
        foreach (ReadOnlySpan<char> row in Table.AsSpan().EnumerateLines())
        {
            if (row.StartsWith(opType, StringComparison.Ordinal) && row[opType.Length] == ' ')
            {
                return Kernel.Parse(row[opType.Length..].ToString());
            }
        }
        return null;
    }
}
