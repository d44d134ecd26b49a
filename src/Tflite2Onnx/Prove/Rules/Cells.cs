namespace Tflite2Onnx.Prove;

/// <summary>RNN, GRU and LSTM: steps, batch and features in; all steps and the last one out, by direction.</summary>
internal static class Cells
{
    public static int[]? Recurrent(NodeShapes node, int gates)
    {
        int ways = node.Word("direction", "forward", "reverse", "bidirectional") == "bidirectional" ? 2 : 1;
        long size = node.Integer("hidden_size");
        string[] functions = node.Take<string[]>("activations") ?? [];
        node.Take<float[]>("activation_alpha");
        node.Take<float[]>("activation_beta");
        node.Demand(node.Float("clip", 1) > 0, "its clip is not above 0");
        bool isLstm = node.Node.OpType == "LSTM";
        node.Demand(node.Node.OpType != "GRU" || node.Integer("linear_before_reset") is 0 or 1, "its reset is of no kind");
        node.Demand(!isLstm || node.Integer("input_forget") is 0 or 1, "its forgetting is of no kind");
        node.Demand(size is > 0 and < int.MaxValue / 8, "it has no units");
        node.Demand(functions.Length == 0 || functions.Length == ways * (isLstm ? 3 : gates == 3 ? 2 : 1), "it has not the functions of its gates");
        int units = (int)size, rows = gates * units;
        Demand(node, 0, [Dimensions.Unknown, Dimensions.Unknown, Dimensions.Unknown]);
        (int steps, int batch, int features) = node[0] is { } x ? (x[0], x[1], x[2]) : (Dimensions.Unknown, Dimensions.Unknown, Dimensions.Unknown);
        Demand(node, 1, [ways, rows, features]);
        Demand(node, 2, [ways, rows, units]);
        Demand(node, 3, [ways, 2 * rows]);
        Demand(node, 4, [batch]);
        int[] last = [ways, batch, units];
        Demand(node, 5, last);
        Demand(node, 6, last);
        Demand(node, 7, [ways, 3 * units]);
        for (int i = 1; i < node.OutputCount; i++)
        {
            node.Give(i, last);
        }
        return [steps, ways, batch, units];
    }

    private static void Demand(NodeShapes node, int input, int[] shape) =>
        node.Demand(Dimensions.Agree(node[input], shape), "an operand is not of its gates' shape");
}
