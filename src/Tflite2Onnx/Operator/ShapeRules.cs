namespace Tflite2Onnx.Operator;

/// <summary>Rules for shapes that many operators share.</summary>
internal static class ShapeRules
{
    /// <summary>That of the first operand.</summary>
    public static ResultShapes Same(ShapeView op) => op.Dims(0);

    /// <summary>That of the first operand, of whose elements those along its last axis are seen together.</summary>
    public static ResultShapes AlongLast(ShapeView op) => Along(op, 0, -1);

    /// <summary>That of an operand, of whose elements those along some axes are seen together.</summary>
    public static Dim[] Along(ShapeView op, int input, params int[] axes)
    {
        op.Alone(input, axes);
        return op.Dims(input);
    }

    /// <summary>That of the first operand, all of whose elements are seen together.</summary>
    public static ResultShapes Together(ShapeView op) => Along(op, 0, [.. Enumerable.Range(0, op.Dims(0).Length)]);

    /// <summary>That of the first operand, whose elements are seen together but for those of its first axis.</summary>
    public static ResultShapes EachRow(ShapeView op) => Along(op, 0, [.. Enumerable.Range(1, Math.Max(0, op.Dims(0).Length - 1))]);

    /// <summary>That to which all operands broadcast.</summary>
    public static ResultShapes Broadcast(ShapeView op) => Broadcast(op, [.. Enumerable.Range(0, op.InputCount).Where(op.Has).Select(op.Dims)]);

    /// <summary>The shape to which these broadcast.</summary>
    public static Dim[] Broadcast(ShapeView op, params Dim[][] shapes)
    {
        if (shapes is [var only])
        {
            return only;
        }
        Dim[] result = shapes.MaxBy(shape => shape.Length) is { } longest ? [.. longest] : [];
        foreach (Dim[] shape in shapes)
        {
            for (int i = 1; i <= shape.Length; i++)
            {
                result[^i] = Broadcast(op, result[^i], shape[^i]);
            }
        }
        return result;
    }

    /// <summary>What two dimensions become that stand against each other, one of which may be 1.</summary>
    public static Dim Broadcast(ShapeView op, Dim a, Dim b) => a == b || b == Dim.One ? a : a == Dim.One ? b : Meet(op, a, b);

    /// <summary>What two dimensions are that have to be one; the batch may meet a 1, which is repeated for each image.</summary>
    public static Dim Joined(ShapeView op, Dim a, Dim b) =>
        a == b || (b == Dim.One && IsUnitBatch(a)) ? a : a == Dim.One && IsUnitBatch(b) ? b : Meet(op, a, b);

    /// <summary>The result of an operand whose axes are kept, each result axis named by the operand's it comes from, -1 for a new one.</summary>
    public static Dim[] Kept(ShapeView op, int[] origins, int input = 0)
    {
        Dim[] from = op.Dims(input);
        return [.. origins.Select(axis => axis < 0 ? Dim.One : from[axis])];
    }

    /// <summary>The result of an operand without some of its axes, along which its elements are seen together.</summary>
    public static Dim[] Without(ShapeView op, int[] axes, int input = 0)
    {
        op.Alone(input, axes);
        return Kept(op, LayoutRule.Without(op.Dims(input).Length, axes), input);
    }

    private static bool IsUnitBatch(Dim dim) => dim.HasBatch && dim.File == 1;

    private static Dim Meet(ShapeView op, Dim a, Dim b)
    {
        if (a.HasBatch || b.HasBatch)
        {
            throw ShapeView.Mixing($"{(a.HasBatch ? a : b)} elements stand against {(a.HasBatch ? b : a)}, and not each image against its own");
        }
        if (a.Number is { } known && b.Number is { } other)
        {
            throw new FileContradiction($"Dimensions of {known} and {other} stand against each other");
        }
        bool isOfOption = a.IsChanged || b.IsChanged;
        if (isOfOption && (a.Now >= 0 && b.Now >= 0 ? a.Now != b.Now : a.File != b.File))
        {
            throw ShapeView.Unfitting($"dimensions of {a} and {b} stand against each other, which are both {a.File} in the file");
        }
        return isOfOption || a.Number is not null ? a : b.Number is not null ? b : op.Unknown();
    }
}
