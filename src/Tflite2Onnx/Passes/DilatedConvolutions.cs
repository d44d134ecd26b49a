using static Tflite2Onnx.Passes.Padding;

namespace Tflite2Onnx.Passes;

/// <summary>
/// Given a convolution of an image whose blocks stand in the batch (SPACE_TO_BATCH_ND, CONV_2D, BATCH_TO_SPACE_ND: how TensorFlow dilates);
/// result: a dilated convolution of the image itself. Left alone are convolutions with strides, values in between that are used elsewhere,
/// shapes that a run computes, and crops that take away more than was padded.
/// </summary>
internal static class DilatedConvolutions
{
    private static readonly long[] IntoBatch = [3, 5, 0, 1, 2, 4];
    private static readonly long[] IntoSpace = [2, 3, 4, 0, 5, 1];

    // They work element by element, wherever the elements stand.
    private static readonly HashSet<string> Pointwise = ["Clip", "DequantizeLinear", "QuantizeLinear", "Relu"];

    /// <summary>What stands in front of the convolution. Of pads and crops the first two are at the beginnings of height and width.</summary>
    private sealed record Front(Value Image, Node? Dequantize, long[] Block, long[] Pads);

    /// <summary>What stands behind it, up to the node that makes the result.</summary>
    private sealed record Back(Node[] Pointwise, Node Last, long[] Block, long[] Crops);

    public static bool Run(Graph graph)
    {
        Dictionary<Value, List<Node?>> uses = graph.Uses();
        var replaced = new Dictionary<Node, Node[]>();
        foreach (Node conv in graph.Nodes.Where(IsPlain))
        {
            if (FrontOf(conv, uses) is { } front && BackOf(conv, uses) is { } back && Dilated(conv, front, back) is { } nodes)
            {
                replaced[back.Last] = nodes;
            }
        }
        graph.Nodes = [.. graph.Nodes.SelectMany(node => replaced.GetValueOrDefault(node, [node]))];
        return replaced.Count > 0;
    }

    private static bool IsPlain(Node node) => node.OpType == "Conv" && !node.Attributes.ContainsKey("auto_pad")
        && (node.Attributes.Integers("strides") ?? []).Concat(node.Attributes.Integers("dilations") ?? []).All(step => step == 1);

    private static Front? FrontOf(Node conv, Dictionary<Value, List<Node?>> uses)
    {
        Node? dequantize = Maker(conv.Inputs[0], "DequantizeLinear");
        if (Maker((dequantize ?? conv).Inputs[0], "Reshape") is not { } last || Maker(last.Inputs[0], "Transpose") is not { } turn
            || Maker(turn.Inputs[0], "Reshape") is not { } first || Block(first, turn, last, IntoBatch) is not { } block
            || Maker(first.Inputs[0], "Pad") is not { } pad || Padding.Zeros(pad, dequantize) is not { Length: 4 } pads)
        {
            return null;
        }
        bool isAlone = new[] { pad, first, turn, last, dequantize }.OfType<Node>().All(node => uses.GetValueOrDefault(node.Outputs[0]) is [_]);
        return isAlone ? new Front(pad.Inputs[0]!, dequantize, block, pads) : null;
    }

    private static Back? BackOf(Node conv, Dictionary<Value, List<Node?>> uses)
    {
        var pointwise = new List<Node>();
        while (User(pointwise.LastOrDefault(conv)) is { } next && Pointwise.Contains(next.OpType))
        {
            pointwise.Add(next);
        }
        if (User(pointwise.LastOrDefault(conv)) is not { OpType: "Reshape" } first || User(first) is not { OpType: "Transpose" } turn
            || User(turn) is not { OpType: "Reshape" } last || Block(first, turn, last, IntoSpace) is not { } block)
        {
            return null;
        }
        return User(last) is { OpType: "Slice" } slice && Crops(slice) is { } crops
            ? new Back([.. pointwise], slice, block, crops)
            : new Back([.. pointwise], last, block, [0, 0, 0, 0]);

        // The one node that reads a result, as the operand it works on.
        Node? User(Node node) => uses.GetValueOrDefault(node.Outputs[0]) is [{ } user] && user.Inputs[0] == node.Outputs[0] ? user : null;
    }

    // The height and width of the blocks that a Reshape, a Transpose and a Reshape exchange between space and batch.
    private static long[]? Block(Node first, Node turn, Node last, long[] order)
    {
        if (first.Inputs[1]?.Constant?.Integers() is not { Length: 6 } apart || last.Inputs[1]?.Constant?.Integers() is not { } whole
            || !turn.Attributes.Integers("perm")!.SequenceEqual(order))
        {
            return null;
        }
        static long Times(long dimension, long factor) => dimension < 0 ? -1 : dimension * factor;
        (long height, long width) = order == IntoBatch ? (apart[3], apart[5]) : (apart[0], apart[1]);
        long[] expected = order == IntoBatch
            ? [Times(apart[0], height * width), apart[1], apart[2], apart[4]]
            : [apart[2], apart[3], Times(apart[4], height), Times(apart[5], width)];
        return whole.SequenceEqual(expected) ? [height, width] : null;
    }

    private static long[]? Crops(Node slice)
    {
        long[]?[] lists = [.. slice.Inputs.Skip(1).Select(list => list?.Constant?.Integers())];
        if (lists is not [{ } starts, { } ends, { } axes] || axes.Any(axis => axis is not (2 or 3)) || starts.Any(start => start < 0))
        {
            return null;
        }
        long[] crops = [0, 0, 0, 0];
        for (int i = 0; i < axes.Length; i++)
        {
            (crops[axes[i] - 2], crops[axes[i]]) = (starts[i], ends[i] == long.MaxValue ? 0 : -ends[i]);
        }
        return crops.All(crop => crop >= 0) ? crops : null;
    }

    // The same nodes on the image, the last of them making what the last one made; null where padding would be negative.
    private static Node[]? Dilated(Node conv, Front front, Back back)
    {
        long[] inner = conv.Attributes.Integers("pads") ?? [0, 0, 0, 0];
        long[] pads = [.. inner.Select((pad, i) => (pad * front.Block[i % 2]) + front.Pads[i] - back.Crops[i])];
        if (!front.Block.SequenceEqual(back.Block) || pads.Any(pad => pad < 0))
        {
            return null;
        }
        var attributes = new Attributes { ["dilations"] = front.Block, ["pads"] = pads };
        foreach ((string name, object value) in conv.Attributes.Where(a => a.Key is not ("dilations" or "pads")))
        {
            attributes[name] = value;
        }
        var nodes = new List<Node>();
        Value made = front.Image;
        foreach (Node node in (Node[])[.. front.Dequantize is { } dequantize ? [dequantize] : Array.Empty<Node>(), conv, .. back.Pointwise])
        {
            Value old = node.Outputs[0];
            Value result = node == back.Pointwise.LastOrDefault(conv) ? back.Last.Outputs[0] : new Value(old.Type, null, old.Name) { Hint = old.Hint };
            nodes.Add(new Node(node.OpType, [made, .. node.Inputs.Skip(1)], [result], node == conv ? attributes : node.Attributes) { Origin = node.Origin });
            made = result;
        }
        return [.. nodes];
    }
}
