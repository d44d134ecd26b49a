using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>The content of a table beside the graph: <c>long[]</c> or <c>string[]</c> each, every key once.</summary>
internal sealed record HashTable(Array Keys, Array Values)
{
    /// <summary>The table that an operator has as an operand. Tables of the same number are the same one in all subgraphs.</summary>
    public static HashTable Of(OpContext op, int input)
    {
        int id = Number(op.Graph, op.Source.Operand(input)) ?? throw new Refusal(WayOut.Rewrite, "its table comes from another subgraph");
        foreach (TfliteGraph graph in op.Graph.Subgraphs)
        {
            // Of several imports the first one counts (StaticHashtable in static_hashtable.h).
            if (graph.Operators.FirstOrDefault(o => o is { Code: HASHTABLE_IMPORT, Inputs.Length: 3 } && Number(graph, o.Inputs[0]) == id) is { } import)
            {
                return From(graph.Tensors[import.Operand(1)], graph.Tensors[import.Operand(2)]);
            }
        }
        throw new Refusal(WayOut.ReExport, $"nothing fills its table (number {id})");
    }

    private static int? Number(TfliteGraph graph, int tensor) =>
        graph.Operators.FirstOrDefault(o => o.Code == HASHTABLE && o.Outputs.Contains(tensor))?.Options<HashtableOptions>()?.TableId;

    // Of equal keys the first one counts.
    private static HashTable From(TfliteTensor keys, TfliteTensor values)
    {
        if (!keys.IsConstant || !values.IsConstant)
        {
            throw new Refusal(WayOut.MakeConstant, "the content of its table is computed");
        }
        (Array from, Array to) = (Elements(keys), Elements(values));
        if (from.Length != to.Length)
        {
            throw new FileContradiction($"Its table has {from.Length} keys and {to.Length} values");
        }
        var seen = new HashSet<object>();
        int[] first = [.. Enumerable.Range(0, from.Length).Where(i => seen.Add(from.GetValue(i)!))];
        return new HashTable(Pick(from, first), Pick(to, first));
    }

    private static Array Pick(Array elements, int[] places) =>
        elements is string[] strings ? places.Select(i => strings[i]).ToArray() : places.Select(i => ((long[])elements)[i]).ToArray();

    private static Array Elements(TfliteTensor tensor)
    {
        Constant constant = Constants.Of(tensor);
        return constant.Strings is { } strings ? strings
            : constant.Type.IsFloat() ? throw new Refusal(WayOut.Rewrite, $"its table has {tensor.Type}") : constant.Integers();
    }
}
