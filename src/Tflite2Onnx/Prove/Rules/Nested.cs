namespace Tflite2Onnx.Prove;

/// <summary>Operators that run graphs, which are proven before them: what goes in and out has the same type and shape on both sides.</summary>
internal static class Nested
{
    public static int[]? If(NodeShapes node)
    {
        Graph then = Body(node, "then_branch"), otherwise = Body(node, "else_branch");
        node.Demand(then.Inputs.Count + otherwise.Inputs.Count == 0, "a branch has inputs");
        node.Demand(then.Outputs.Count == node.OutputCount && otherwise.Outputs.Count == node.OutputCount,
            "a branch has not as many outputs as it has results");
        node.Demand(node[0] is null or [] or [1 or Dimensions.Unknown], "its condition is no single value");
        for (int i = 0; i < node.OutputCount; i++)
        {
            (Value one, Value other) = (then.Outputs[i], otherwise.Outputs[i]);
            node.Demand(one.Type == other.Type && one.Type == node.Node.Outputs[i].Type, "a branch gives another type");
            node.Give(i, Dimensions.Either(node.Of(one), node.Of(other)));
        }
        return null;
    }

    public static int[]? Loop(NodeShapes node)
    {
        Graph body = Body(node, "body");
        int carried = node.InputCount - 2;
        node.Demand(body.Inputs.Count == node.InputCount && body.Outputs.Count == node.OutputCount + 1 && node.OutputCount >= carried,
            "its body carries other values");
        node.Demand(IsSingle(node[0]) && IsSingle(node[1]) && IsSingle(body.Inputs[0].Shape) && IsSingle(body.Inputs[1].Shape),
            "a count or a condition is no single value");
        node.Demand(body.Inputs[0].Type == ElementType.Int64 && body.Inputs[1].Type == ElementType.Bool && body.Outputs[0].Type == ElementType.Bool
            && IsSingle(node.Of(body.Outputs[0])), "its body has no count or no condition");
        for (int i = 0; i < carried; i++)
        {
            Carry(node, node.Node.Inputs[i + 2]!, body.Inputs[i + 2], body.Outputs[i + 1], i);
        }
        for (int i = carried; i < node.OutputCount; i++)
        {
            Value part = body.Outputs[i + 1];
            node.Demand(part.Type == node.Node.Outputs[i].Type, "its body gives another type");
            node.Give(i, node.Of(part) is { } shape ? [Dimensions.Unknown, .. shape] : null);
        }
        return null;
    }

    public static int[]? Scan(NodeShapes node)
    {
        Graph body = Body(node, "body");
        var scanned = (int)node.Integer("num_scan_inputs");
        int carried = node.InputCount - scanned;
        bool isWhole = scanned > 0 && carried >= 0 && node.OutputCount >= carried;
        node.Demand(isWhole && body.Inputs.Count == node.InputCount && body.Outputs.Count == node.OutputCount, "its body carries other values");
        long[] axesIn = Each(node, "scan_input_axes", scanned), axesOut = Each(node, "scan_output_axes", node.OutputCount - carried);
        long[] ways = [.. Each(node, "scan_input_directions", scanned), .. Each(node, "scan_output_directions", axesOut.Length)];
        node.Demand(Array.TrueForAll(ways, way => way is 0 or 1), "a direction is neither forward nor backward");
        for (int i = 0; i < carried; i++)
        {
            Carry(node, node.Node.Inputs[i]!, body.Inputs[i], body.Outputs[i], i);
        }
        int steps = Dimensions.Unknown;
        for (int i = 0; i < scanned; i++)
        {
            (Value whole, Value part) = (node.Node.Inputs[carried + i]!, body.Inputs[carried + i]);
            node.Demand(whole.Type == part.Type, "its body reads another type");
            if (node.Of(whole) is { } shape)
            {
                int axis = node.Axis(axesIn[i], shape.Length);
                node.Demand(Dimensions.Agree(steps, shape[axis]), "what it reads has different numbers of steps");
                steps = Math.Max(steps, shape[axis]);
                node.Demand(Dimensions.Agree(part.Shape, [.. shape[..axis], .. shape[(axis + 1)..]]), "its body reads another shape");
            }
        }
        for (int i = carried; i < node.OutputCount; i++)
        {
            Value part = body.Outputs[i];
            node.Demand(part.Type == node.Node.Outputs[i].Type, "its body gives another type");
            if (node.Of(part) is { } shape)
            {
                int axis = node.Axis(axesOut[i - carried], shape.Length + 1);
                node.Give(i, [.. shape[..axis], steps, .. shape[axis..]]);
            }
        }
        return null;
    }

    // What a round begins with, the same within it, and what it leaves: one type, and one shape where it is written.
    private static void Carry(NodeShapes node, Value before, Value within, Value after, int result)
    {
        Value behind = node.Node.Outputs[result];
        node.Demand(before.Type == within.Type && within.Type == after.Type && after.Type == behind.Type, "what its body carries changes its type");
        node.Demand(Dimensions.Agree(node.Of(before), within.Shape) && Dimensions.Agree(node.Of(after), within.Shape)
            && Dimensions.Agree(node.Of(before), behind.Shape) && Dimensions.Agree(node.Of(after), behind.Shape), "what its body carries changes its shape");
    }

    private static Graph Body(NodeShapes node, string name)
    {
        Graph? body = node.Take<Graph>(name);
        node.Demand(body is not null, "it has no body");
        return body!;
    }

    private static long[] Each(NodeShapes node, string name, int count)
    {
        long[] numbers = node.Take<long[]>(name) ?? new long[count];
        node.Demand(numbers.Length == count, "it has not one number for each of what it scans");
        return numbers;
    }

    private static bool IsSingle(int[]? shape) => shape is null or [] or [1 or Dimensions.Unknown];
}
