namespace Tflite2Onnx.Lowering.Layouts;

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

    /// <summary>Inputs that carry the layout; none named means all.</summary>
    public int[] Data { get; private init; } = [];

    /// <summary>For Implicit: the layout of each input and output; null, or beyond the end, is TFLite's own order.</summary>
    public Layout?[] Inputs { get; private init; } = [];

    /// <inheritdoc cref="Inputs"/>
    public Layout?[] Outputs { get; private init; } = [];

    /// <summary>For each axis of the outputs the axis of the data input it comes from, or -1 for a new one. Null: axes stay as they are.</summary>
    public Func<OpView, int[]>? Origins { get; init; }

    /// <summary>Whether the rule holds for this use of the operator; where it does not, the use terminates the layout.</summary>
    public Func<OpView, bool> When { get; init; } = _ => true;

    /// <summary>Axes or per-axis operands are remapped; <paramref name="data"/> are the inputs that carry the layout, none named means all.</summary>
    public static LayoutRule Attribute(params int[] data) => new(LayoutClass.Attribute) { Data = data };

    /// <summary>ONNX fixes the layout of these inputs and outputs.</summary>
    public static LayoutRule Implicit(Layout?[] inputs, params Layout?[] outputs) => new(LayoutClass.Implicit) { Inputs = inputs, Outputs = outputs };

    public bool Carries(int input) => Data.Length == 0 || Data.Contains(input);
}
