namespace Tflite2Onnx.Planning;

/// <summary>The layouts of a conversion, and what is left of Transposes: which, how many bytes each moves in a run, and why.</summary>
internal sealed record LayoutReport(TensorLayout[] Tensors, OperatorLayout[] Operators, KeptTranspose[] Transposes)
{
    public static LayoutReport Of(TfliteGraph source, LayoutPlan plan, Graph converted)
    {
        IEnumerable<TfliteTensor> computed =
            source.Inputs.Concat(source.Operators.SelectMany(op => op.Outputs).Where(t => t >= 0)).Distinct().Select(t => source.Tensors[t]);
        return new LayoutReport(
            [.. computed.Select(t => new TensorLayout(t.Name, t.Shape, plan.OfTensor(t.Index)?.ToString()))],
            [.. source.Operators.Select(op => new OperatorLayout(op.Index, op.Name, plan.UseOf(op).Rule.Class.ToString(), plan.Working(op)?.ToString()))],
            [.. converted.Transposes().Select(KeptTranspose.Of)]);
    }
}

/// <summary>A tensor and the layout it is made in; null for TFLite's order.</summary>
internal sealed record TensorLayout(string Name, int[]? Shape, string? Layout);

/// <summary>How an operator stands to the order of axes in this use, and the layout its operands come in where it has the choice.</summary>
internal sealed record OperatorLayout(int Index, string Operator, string Class, string? Layout);

/// <summary>A Transpose of the converted model.</summary>
internal sealed record KeptTranspose(string Value, int[] Perm, long Bytes, string Reason)
{
    public static KeptTranspose Of(Node node) => new(
        node.Outputs[0].Name, [.. (node.Attributes.Integers("perm") ?? []).Select(axis => (int)axis)], node.Outputs[0].Bytes,
        node.Reason.Length > 0 ? node.Reason : $"{node.Origin} is about the order of axes itself");
}
