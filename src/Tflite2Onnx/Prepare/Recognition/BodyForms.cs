using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Prepare;

/// <summary>The formulas of a loop body's tensors of floats, [batch, width].</summary>
/// <param name="body">The loop.</param>
/// <param name="keepsIntegers">Whether 8-bit weights stand for floats as they are, and nothing is rounded to 8 bits beside them.</param>
internal sealed partial class BodyForms(LoopBody body, bool keepsIntegers)
{
    private const int MaxDepth = 64;
    private const int MaxSize = 2048;

    // Constants are kept for each column, which a hostile shape can have any number of.
    private const int MaxWidth = 1 << 16;

    private readonly Dictionary<int, Form?> _known = [];
    private int _depth;

    private Dataflow Flow => body.Flow;

    /// <summary>The formula of a tensor; null where it has none.</summary>
    public Form? Of(int tensor)
    {
        if (tensor < 0 || _depth > MaxDepth)
        {
            return null;
        }
        tensor = Flow.Origin(tensor);
        if (!_known.TryGetValue(tensor, out Form? known))
        {
            _depth++;
            known = Made(tensor);
            _depth--;
            _known[tensor] = known = known?.Size <= MaxSize ? known : null;
        }
        return known;
    }

    /// <summary>A step in front of whose axes one of dimension 1 stands: [1, batch, width]. Null where it is none.</summary>
    public Form? Row(int tensor) => Flow.Maker(Flow.Origin(tensor))?.Op switch
    {
        { Code: EXPAND_DIMS, Inputs: [int step, int axis] } when body.Integers.One(axis) is { } at && (at.Is(0) || at.Is(-3)) => Of(step),
        { Code: RESHAPE, Inputs: [int step, ..], Outputs: [int row] } when Of(step) is { } form && Flow.Tensor(row).Shape is [1, _, int width]
            && form.Width == width => form,
        _ => null,
    };

    private Form? Made(int tensor)
    {
        if (Flow.Tensor(tensor) is not { Type: TensorType.FLOAT32, Quantization: null, Shape: [_, > 0 and <= MaxWidth and int width] })
        {
            return null;
        }
        if (body.StateOf(tensor) is { } link)
        {
            return new Given(width, link);
        }
        if (Flow.Maker(tensor) is not { } maker)
        {
            return null;
        }
        (TfliteOperator op, int result) = maker;
        Form? form = op.Code switch
        {
            FULLY_CONNECTED => FullyConnected(op),
            BATCH_MATMUL => Matrix(op),
            ADD => Fused(Added(op, 1), op.Options<AddOptions>()?.FusedActivationFunction),
            SUB => Fused(Added(op, -1), op.Options<SubOptions>()?.FusedActivationFunction),
            MUL => Fused(Multiplied(op), op.Options<MulOptions>()?.FusedActivationFunction),
            DIV => Fused(Divided(op), op.Options<DivOptions>()?.FusedActivationFunction),
            NEG => Of(op.Inputs[0]) is { } x ? Sum.Of(x).Times(-1) : null,
            LOGISTIC => Of(op.Inputs[0]) is { } x ? new Applied("Sigmoid", x) : null,
            TANH => Of(op.Inputs[0]) is { } x ? new Applied("Tanh", x) : null,
            RELU => Clip(op.Inputs[0], 0, float.PositiveInfinity),
            RELU6 => Clip(op.Inputs[0], 0, 6),
            RELU_0_TO_1 => Clip(op.Inputs[0], 0, 1),
            RELU_N1_TO_1 => Clip(op.Inputs[0], -1, 1),
            MINIMUM => Bounded(op, bound => (float.NegativeInfinity, bound)),
            MAXIMUM => Bounded(op, bound => (bound, float.PositiveInfinity)),
            SPLIT or SPLIT_V or SLICE or STRIDED_SLICE => Step(op) ?? Part(op, result),
            GATHER => Step(op),
            RESHAPE or SQUEEZE => Of(op.Inputs[0]) ?? Step(op),
            CONCATENATION when op.Options<ConcatenationOptions>() is { Axis: 1 or -1, FusedActivationFunction: ActivationFunctionType.NONE } => Beside(op),
            _ => null,
        };
        return form?.Width == width ? form : null;
    }

    private Form? FullyConnected(TfliteOperator op)
    {
        if (op.Options<FullyConnectedOptions>() is not { WeightsFormat: FullyConnectedOptionsWeightsFormat.DEFAULT } o || op.Inputs.Length < 2)
        {
            return null;
        }
        Sum? product = Multiplied(op.Inputs[0], op.Inputs[1], isTurned: false);
        if (product is not null && op.Inputs.Length > 2 && op.Inputs[2] >= 0)
        {
            product = Flow.Floats(op.Inputs[2]) is { } bias && bias.Length == product.Width ? product.Plus(bias, 1) : null;
        }
        return Fused(product, o.FusedActivationFunction);
    }

    private Sum? Matrix(TfliteOperator op) => op.Options<BatchMatMulOptions>() is { AdjX: false } o && op.Inputs.Length == 2
        ? Multiplied(op.Inputs[0], op.Inputs[1], isTurned: !o.AdjY) : null;

    // A formula times a constant matrix; what stands side by side in the formula has its own columns of the matrix.
    private Sum? Multiplied(int left, int right, bool isTurned)
    {
        if (Of(left) is not { } form || Weights(right, isTurned) is not { } tensor || Flow.Tensor(tensor).Shape is not [int first, int second])
        {
            return null;
        }
        (int rows, int columns) = isTurned ? (second, first) : (first, second);
        if (columns != form.Width || rows < 1)
        {
            return null;
        }
        var terms = new List<(float, Form)>();
        int column = 0;
        foreach (Form part in form is Joined joined ? joined.Parts : [form])
        {
            terms.Add((1, new Product(part, new WeightBlock(tensor, 0, rows, column, part.Width, isTurned))));
            column += part.Width;
        }
        return new Sum(rows, [.. terms], new float[rows]);
    }

    // The tensor that holds the matrix: floats, or 8-bit integers that stand for floats by a scale per row.
    private int? Weights(int tensor, bool isTurned)
    {
        if (tensor < 0)
        {
            return null;
        }
        tensor = Flow.Origin(tensor);
        bool isUnpacked = false;
        if (Flow.Tensor(tensor) is { IsConstant: false, Type: TensorType.FLOAT32 }
            && Flow.Maker(tensor)?.Op is { Code: DEQUANTIZE, Inputs: [>= 0 and int from] })
        {
            (tensor, isUnpacked) = (Flow.Origin(from), true);
        }
        TfliteTensor t = Flow.Tensor(tensor);
        bool isTaken = t.IsConstant && t.Type switch
        {
            TensorType.FLOAT32 => t.Quantization is null,
            TensorType.INT8 => !isTurned && (isUnpacked || keepsIntegers) && t.Quantization is { Block: 0 } q && q.ZeroPoint.All(z => z == 0)
                && (!q.PerAxis || (q.Axis == 0 && q.Scale.Length == t.Shape?[0])),
            _ => false,
        };
        return isTaken ? tensor : null;
    }
}
