using Tflite2Onnx.Arithmetic;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>Tensors joined along an axis, and taken apart again.</summary>
internal static class Joining
{
    public static OpDefinition[] Operators =>
    [
        // TFLite rescales uint8 operands to the result's quantization, and refuses others that differ from it.
        new OpDefinition<ConcatenationOptions>(CONCATENATION)
        {
            Summary = "Concatenates tensors along an axis.",
            Layout = LayoutRule.Attribute(),
            Quant = QuantRule.Carry,
            // A fused activation is left out, as XNNPACK does; TFLite's own kernel refuses it (concatenation.cc).
            Shapes = (op, o) => JoiningShapes.Concatenation(op, o.Axis),
            Convert = (op, o) => Concat(op, op.Axis(o.Axis), i => Repeated(op, i, op.In(i))),
            Exact = Rescaled,
        },
        new OpDefinition<PackOptions>(PACK)
        {
            Summary = "Stacks tensors along a new axis.",
            Layout = LayoutRule.Attribute() with { Origins = op => LayoutRule.Inserted(op.Rank(0), NewAxis(op)) },
            Quant = QuantRule.Own,
            Shapes = (op, o) => JoiningShapes.Pack(op, o),
            Convert = (op, _) =>
            {
                int axis = op.ResultAxis(NewAxis(op));
                return Concat(op, axis, i =>
                {
                    op.Expect(i, op.Rank(0));
                    return op.Unsqueeze(Repeated(op, i, op.In(i)), axis);
                });
            },
        },
        new PlainOpDefinition(SPLIT)
        {
            Summary = "Splits a tensor into equal parts along an axis.",
            Limits = "The axis has to be a constant.",
            Layout = LayoutRule.Attribute(1),
            Quant = QuantRule.Own,
            Shapes = JoiningShapes.Split,
            Convert = op => Split(op),
        },
        new PlainOpDefinition(SPLIT_V)
        {
            Summary = "Splits a tensor into parts of given sizes along an axis, one of which may be the rest.",
            Limits = "The axis has to be a constant.",
            Layout = LayoutRule.Attribute(0),
            Quant = QuantRule.Own,
            Shapes = JoiningShapes.SplitBySizes,
            Convert = op => SplitBySizes(op),
        },
        new OpDefinition<UnpackOptions>(UNPACK)
        {
            Summary = "The slices along an axis, without that axis.",
            Layout = LayoutRule.Attribute(0) with { Origins = OriginsOfUnpack },
            Quant = QuantRule.Own,
            Shapes = (op, o) => JoiningShapes.Unpack(op, o),
            Convert = (op, o) =>
            {
                int axis = op.Axis(o.Axis);
                Value[] parts = Parts(op, op.In(0), axis, Value.Ints(Enumerable.Repeat(1, op.OutputCount)));
                return parts.Select(part => op.Squeeze(part, axis)).ToArray();
            },
        },
    ];

    private static int NewAxis(OpView op) => TensorAxis.FromFront(op.Options<PackOptions>().Axis, op.Rank(0) + 1);

    private static int[] OriginsOfUnpack(OpView op) => LayoutRule.Without(op.Rank(0), TensorAxis.FromFront(op.Options<UnpackOptions>().Axis, op.Rank(0)));

    /// <summary>The operands, as they are given, one behind the other along an axis of theirs.</summary>
    public static Value Concat(OpContext op, int axis, Func<int, Value> operand) => op.InputCount == 1 ? operand(0)
        : op.Emit("Concat", [.. Enumerable.Range(0, op.InputCount).Select(operand)], new() { ["axis"] = (long)axis });

    /// <summary>An operand that has one image (or whatever an option asks for more of), repeated for each that the others have.</summary>
    public static Value Repeated(OpContext op, int input, Value x)
    {
        for (int axis = 0; axis < op.Rank(input); axis++)
        {
            int of = op.Shape(input)[axis] != 1 ? -1 : Array.FindIndex(op.Source.Inputs, t => IsRepeated(op.Graph.Tensors[t], axis));
            if (of >= 0)
            {
                (int at, Value one) = (op.Axis(axis), Value.Ints(1L));
                Value[] shape = [.. Enumerable.Range(0, op.Rank(input)).Select(i => i == at ? op.Dimension(op.In(of), at) : one)];
                x = op.Emit("Expand", [x, shape.Length == 1 ? shape[0] : op.Emit("Concat", shape, new() { ["axis"] = 0L })]);
            }
        }
        return x;
    }

    private static bool IsRepeated(TfliteTensor tensor, int axis) =>
        tensor is { FileShape: { } had, Shape: { } has } && axis < Math.Min(had.Length, has.Length) && had[axis] == 1 && has[axis] != 1;

    // Bytes of other parameters are brought to the result's one by one (ConcatenationWithScaling in concatenation.h).
    private static Value? Rescaled(OpContext op, ConcatenationOptions o)
    {
        Affine?[] operands = [.. Enumerable.Range(0, op.InputCount).Select(i => Affine.Of(op.Input(i)))];
        if (Affine.Of(op.Output(0)) is not { Type: ElementType.UInt8 } y || operands.Any(x => x?.Type != y.Type) || operands.All(x => x == y))
        {
            return null;
        }
        Value Operand(int i) => Repeated(op, i, operands[i] == y ? op.Raw(i)
            : Tables.Look(op, op.Raw(i), y.Type, integer => y.Clamp(Functions.Concatenated(operands[i]!, y, integer))));
        return Concat(op, op.Axis(o.Axis), Operand);
    }

    private static Results Split(OpContext op)
    {
        (int axis, int count) = (TensorAxis.FromFront(op.Integer(0), op.Rank(1)), FileNumber.Divisor(op.OutputCount));
        (Value x, int dimension) = (op.In(1), op.Shape(1)[axis]);
        if (dimension >= 0)
        {
            return Parts(op, x, op.Axis(axis), Value.Ints(Enumerable.Repeat(dimension / count, count)));
        }
        Value size = op.Emit("Div", [op.Dimension(x, op.Axis(axis)), Constants.Scalar(count, ElementType.Int64)]);
        return Parts(op, x, op.Axis(axis), op.Emit("Expand", [size, Value.Ints(count)]));
    }

    private static Results SplitBySizes(OpContext op)
    {
        (int axis, Value x) = (TensorAxis.FromFront(op.Integer(2), op.Rank(0)), op.In(0));
        long[]? sizes = op.TryIntegers(1);
        if (sizes is not null && sizes.Contains(-1) && op.Shape(0)[axis] is >= 0 and int dimension)
        {
            long rest = dimension - sizes.Where(size => size >= 0).Sum();
            sizes = [.. sizes.Select(size => size < 0 ? rest : size)];
        }
        return Parts(op, x, op.Axis(axis), sizes is not null && !sizes.Contains(-1) ? Value.Ints(sizes) : Completed(op, x, op.Axis(axis)));
    }

    // The sizes, with what is left for -1: that one counts in the sum of all as well.
    private static Value Completed(OpContext op, Value x, int axis)
    {
        (Value sizes, Value one) = (op.IndexList(1), Constants.Scalar(1, ElementType.Int64));
        Value sum = op.Emit("Add", [op.Emit("ReduceSum", [sizes]), one]);
        Value isRest = op.Emit("Less", [sizes, Constants.Scalar(0, ElementType.Int64)]);
        return op.Emit("Where", [isRest, op.Emit("Sub", [op.Dimension(x, axis), sum]), sizes]);
    }

    // The sizes are always written: without them, operator sets differ in how the number of parts is given.
    private static Value[] Parts(OpContext op, Value x, int axis, Value sizes) =>
        op.OutputCount == 1 ? [x] : op.Emit("Split", [x, sizes], new() { ["axis"] = (long)axis }, op.OutputCount);
}
