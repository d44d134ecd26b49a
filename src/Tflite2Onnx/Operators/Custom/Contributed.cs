using Tflite2Onnx.Arithmetic;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>Custom operators whose kernels come with TFLite, some of which became built-in ones later.</summary>
internal static class Contributed
{
    public static OpDefinition[] Operators =>
    [
        new PlainOpDefinition("aeq.hadamard_rotation")
        {
            Summary = "Runs of elements along the last axis, each times the normalized Hadamard matrix of its size.",
            Limits = "Floats of rank 2 or 3, whose last axis a power of two divides, at most 1 << 16.",
            Shapes = ShapeRules.AlongLast,
            Convert = op => Rotate(op, op.CustomOptions.Integer("hadamard_size")),
        },
        Same("Atan2", ATAN2),
        Same("Sign", SIGN),
        Pool("AveragePool3D", "AveragePool", "Average of each window in three axes."),
        Pool("AvgPool3D", "AveragePool", "Average of each window in three axes."),
        Pool("MaxPool3D", "MaxPool", "Largest element of each window in three axes."),
        // numeric_verify.cc compares and reports; in newer versions it gives the difference.
        new PlainOpDefinition("NumericVerify")
        {
            Summary = "The difference of a quantized tensor from what it should be, for debugging; nothing in older versions.",
            Layout = LayoutRule.Transparent,
            Convert = op => op.OutputCount == 0 ? Array.Empty<Value>() : op.Emit("Sub", [op.In(0), op.In(1)]),
        },
        new PlainOpDefinition("Roll")
        {
            Summary = "Rolls elements along axes: what is shifted out at one end comes in at the other.",
            Limits = "Shifts and axes have to be constants, and the dimensions known.",
            Layout = LayoutRule.Attribute(0),
            Shapes = ShapeRules.Together,
            Quant = QuantRule.Integers,
            Convert = op => Roll(op),
        },
        new PlainOpDefinition("Table")
        {
            Summary = "Looks integers up in a table, interpolating between its entries for 16 bits.",
            Limits = "The table has to be a constant: 256 integers of 8 bits, or 513 of 16.",
            Layout = LayoutRule.Attribute(0),
            Quant = QuantRule.Integers,
            Shapes = ShapeRules.Same,
            Convert = op => Look(op, op.Integers(1)),
        },
    ];

    /// <summary>A custom operator that means what a built-in one means with its default options. Integers without a scale stand for themselves.</summary>
    public static OpDefinition Same(string name, BuiltinOperator original) => BuiltIn[original] with { Key = name, NeedsScale = [] };

    /// <summary>The built-in operators that custom ones stand for, by their codes.</summary>
    private static Dictionary<BuiltinOperator, OpDefinition> BuiltIn { get; } =
        new[] { Activation.Operators, Binary.Operators, Comparison.Operators, Unary.Operators }
            .SelectMany(family => family).ToDictionary(definition => definition.Code);

    /// <summary>roll.cc, and TensorFlow's: shifts of one axis add up.</summary>
    public static Value Roll(OpContext op)
    {
        (int[] shape, long[] shifts, long[] axes) = (op.Shape(0), op.Integers(1), op.Integers(2));
        Value y = op.In(0);
        foreach (IGrouping<int, long> axis in axes.Zip(shifts).GroupBy(pair => TensorAxis.FromFront(pair.First, shape.Length), pair => pair.Second))
        {
            int dimension = shape[axis.Key] > 0 ? shape[axis.Key]
                : throw new Refusal(WayOut.GiveShapes, $"the dimension of axis {axis.Key} is not known before a run");
            long shift = ((axis.Sum() % dimension) + dimension) % dimension;
            int[] at = [op.Axis(axis.Key)];
            if (shift != 0)
            {
                (Value front, Value back) = (Slicing.Cut(op, y, at, [0], [dimension - shift]), Slicing.Cut(op, y, at, [dimension - shift], [long.MaxValue]));
                y = op.Emit("Concat", [back, front], new() { ["axis"] = (long)at[0] });
            }
        }
        return y;
    }

    // table.cc, and LUTLookup in common.h.
    private static Value Look(OpContext op, long[] table) => (op.Input(0).Type, table.Length) switch
    {
        (TensorType.INT8, 256) => Tables.Look(op, op.In(0), ElementType.Int8, v => table[v + 128]),
        (TensorType.INT16, InterpolatedTable.Length) => Tables.Look(op, op.In(0), ElementType.Int16, v => InterpolatedTable.Look(table, v)),
        var (type, length) => throw new Refusal(WayOut.Rewrite, $"it looks {type} up in a table of {length} entries"),
    };

    // hadamard_rotation.cc. The matrix of a * b is the Kronecker product of those of a and b: two small products do for a large one.
    private static Value Rotate(OpContext op, int size)
    {
        int[] shape = op.Shape(0);
        bool divides = size is > 0 and <= 1 << 16 && int.IsPow2(size) && shape.Length is 2 or 3 && shape[^1] >= 0 && shape[^1] % size == 0;
        if (!divides || op.Input(0).Type != TensorType.FLOAT32 || shape[..^1].Count(dimension => dimension < 0) > 1)
        {
            throw new Refusal(WayOut.Rewrite, $"it is no matrix of floats whose rows are divided into runs of {size} elements, a power of two");
        }
        int inner = 1 << (int.Log2(size) / 2);
        int outer = size / inner;
        Value rows = op.Emit("MatMul", [op.Reshape(op.In(0), -1, outer, inner), Hadamard(inner)]);
        return op.Reshape(op.Emit("MatMul", [Hadamard(outer), rows]), shape);
    }

    private static Value Hadamard(int size)
    {
        IEnumerable<double> signs = from i in Enumerable.Range(0, size)
                                    from j in Enumerable.Range(0, size)
                                    select int.IsEvenInteger(int.PopCount(i & j)) ? 1.0 : -1;
        return Value.Of(Constants.FromFloats(ElementType.Float, [size, size], [.. signs.Select(sign => sign / Math.Sqrt(size))]), "hadamard");
    }

    // pool3d.cc; ksize and strides have five numbers, those of batch and channels are 1.
    private static PlainOpDefinition Pool(string name, string onnx, string summary) => new(name)
    {
        Summary = summary,
        Limits = "The last axis has to be the channels.",
        Layout = LayoutRule.Implicit([new Layout("NDHWC", "NCDHW")], new Layout("NDHWC", "NCDHW")),
        Convert = op =>
        {
            CustomOptions o = op.CustomOptions;
            string padding = o.String("padding", "VALID");
            if (o.Integers("ksize") is not [1, .. { Length: 3 } kernel, 1] || o.Integers("strides") is not [1, .. { Length: 3 } strides, 1]
                || o.String("data_format", "NDHWC") != "NDHWC" || padding is not ("SAME" or "VALID"))
            {
                throw new Refusal(WayOut.Rewrite, "its window and strides are not of three axes in front of the channels, or its padding is not known");
            }
            var window = new Window(padding == "SAME" ? Padding.SAME : Padding.VALID, kernel, strides, [1, 1, 1]);
            return op.Emit(onnx, [op.In(0)], window.Attributes(op.Shape(0)[1..4]));
        },
    };
}
