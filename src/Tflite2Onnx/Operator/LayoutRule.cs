namespace Tflite2Onnx.Operator;

/// <summary>How an operator stands to the order of axes.</summary>
internal enum LayoutClass
{
    /// <summary>It needs TFLite's order (a general Reshape).</summary>
    Terminate,

    /// <summary>All operands share one layout, whichever (Add, Relu).</summary>
    Transparent,

    /// <summary>The same, with axes or per-axis operands to remap (Concat, Softmax, Pad, Slice).</summary>
    Attribute,

    /// <summary>Its ONNX form fixes the layout (Conv, pools, Resize).</summary>
    Implicit,
}

/// <summary>What an operator demands of its operands' layouts, and how a layout travels through it.</summary>
internal sealed record LayoutRule
{
    private LayoutRule(LayoutClass kind) => Class = kind;

    public static LayoutRule Terminate { get; } = new(LayoutClass.Terminate);

    /// <summary>Operands of lower rank are brought to the result's rank first, as broadcasting does.</summary>
    public static LayoutRule Transparent { get; } = new(LayoutClass.Transparent);

    public LayoutClass Class { get; }

    /// <summary>The input whose axes the operator's own axes mean.</summary>
    public int Carrier => Data.Length > 0 ? Data[0] : 0;

    /// <summary>Inputs that carry the layout; none named means all.</summary>
    public int[] Data { get; private init; } = [];

    /// <summary>
    /// For Implicit: the layout of each input and output; null, or beyond the end, is TFLite's own order. For others: what they would
    /// work in best, if their neighbours do.
    /// </summary>
    public Layout?[] Inputs { get; private init; } = [];

    /// <inheritdoc cref="Inputs"/>
    public Layout?[] Outputs { get; private init; } = [];

    /// <summary>For each axis of the outputs the axis of the data input it comes from, or -1 for a new one. Null: axes stay as they are.</summary>
    public Func<OpView, int[]>? Origins { get; init; }

    /// <summary>The same for axes that are merged and split; null from it is a use that terminates the layout.</summary>
    public Func<OpView, AxisMap?>? Map { get; init; }

    /// <summary>Whether the elements stay where they are in memory, so that an axis whose elements have another order passes through.</summary>
    public bool IsRelabelling { get; init; }

    /// <summary>Whether the conversion gives its result in whatever order of axes is asked for.</summary>
    public bool IsReordering { get; init; }

    /// <summary>Whether the first input may come in a layout that the operator needs no Transpose for: its conversion permutes constants instead.</summary>
    public Func<OpView, Layout, bool> Absorbs { get; init; } = (_, _) => false;

    /// <summary>Whether the conversion can give its result in a layout at no cost.</summary>
    public Func<OpView, Layout, bool> Offers { get; init; } = (_, _) => false;

    /// <summary>Whether an operator that has the choice works in a layout of its operands; TFLite's own order is always one.</summary>
    public Func<OpView, Layout, bool> Accepts { get; init; } = (_, _) => true;

    /// <summary>How many times ONNX Runtime transposes the operator's floats by itself where it works in a layout; in TFLite's order it does not.</summary>
    public Func<OpView, Layout, int> Inside { get; init; } = (_, _) => 0;

    /// <summary>Whether the rule holds for this use of the operator.</summary>
    public Func<OpView, bool> When { get; init; } = _ => true;

    /// <summary>The rule of a use for which this one does not hold. Default: it terminates the layout.</summary>
    public LayoutRule? Otherwise { get; init; }

    /// <summary>Axes or per-axis operands are remapped; <paramref name="data"/> are the inputs that carry the layout, none named means all.</summary>
    public static LayoutRule Attribute(params int[] data) => new(LayoutClass.Attribute) { Data = data };

    /// <summary>ONNX fixes the layout of these inputs and outputs.</summary>
    public static LayoutRule Implicit(Layout?[] inputs, params Layout?[] outputs) => new(LayoutClass.Implicit) { Inputs = inputs, Outputs = outputs };

    /// <summary>The same rule for an operator that has ONNX's own form in this layout.</summary>
    public LayoutRule At(Layout layout) => this with { Inputs = [layout], Outputs = [layout] };

    /// <summary>The origins of a result that has one axis more than the operand of this rank, at <paramref name="axis"/>.</summary>
    public static int[] Inserted(int rank, int axis) => [.. Enumerable.Range(0, axis), -1, .. Enumerable.Range(axis, rank - axis)];

    /// <summary>The origins of a result that lacks some of the operand's axes.</summary>
    public static int[] Without(int rank, params int[] axes) => [.. Enumerable.Range(0, rank).Where(axis => !axes.Contains(axis))];

    public bool Carries(int input) => Data.Length == 0 || Data.Contains(input);
}
