using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Prepare;

/// <summary>The formulas of a loop body's tensors of floats, [batch, width].</summary>
internal sealed class BodyForms
{
    private const int MaxDepth = 64;
    private const int MaxSize = 2048;

    // Constants are kept for each column, which a hostile shape can have any number of.
    private const int MaxWidth = 1 << 16;

    private readonly LoopBody _body;
    private readonly BodyProducts _products;
    private readonly BodySlices _slices;
    private readonly Dictionary<int, Form?> _known = [];
    private int _depth;

    /// <param name="body">The loop.</param>
    /// <param name="keepsIntegers">Whether 8-bit weights stand for floats as they are, and nothing is rounded to 8 bits beside them.</param>
    public BodyForms(LoopBody body, bool keepsIntegers) =>
        (_body, _products, _slices) = (body, new BodyProducts(this, body.Flow, keepsIntegers), new BodySlices(body, Of));

    private Dataflow Flow => _body.Flow;

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
            known = Derive(tensor);
            _depth--;
            _known[tensor] = known = known?.Size <= MaxSize ? known : null;
        }
        return known;
    }

    /// <summary>A step in front of whose axes one of dimension 1 stands: [1, batch, width]. Null where it is none.</summary>
    public Form? Row(int tensor) => Flow.Maker(Flow.Origin(tensor))?.Op switch
    {
        { Code: EXPAND_DIMS, Inputs: [int step, int axis] } when _body.Integers.One(axis) is { } at && (at.Is(0) || at.Is(-3)) => Of(step),
        { Code: RESHAPE, Inputs: [int step, ..], Outputs: [int row] } when Of(step) is { } form && Flow.Tensor(row).Shape is [1, _, int width]
            && form.Width == width => form,
        _ => null,
    };

    private Form? Derive(int tensor)
    {
        if (Flow.Tensor(tensor) is not { Type: TensorType.FLOAT32, Quantization: null, Shape: [_, > 0 and <= MaxWidth and int width] })
        {
            return null;
        }
        if (_body.StateOf(tensor) is { } link)
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
            FULLY_CONNECTED => Activated(_products.FullyConnected(op), op.Options<FullyConnectedOptions>()?.FusedActivationFunction),
            BATCH_MATMUL => _products.Matrix(op),
            ADD => Activated(Addition(op, 1), op.Options<AddOptions>()?.FusedActivationFunction),
            SUB => Activated(Addition(op, -1), op.Options<SubOptions>()?.FusedActivationFunction),
            MUL => Activated(ElementProduct(op), op.Options<MulOptions>()?.FusedActivationFunction),
            DIV => Activated(Quotient(op), op.Options<DivOptions>()?.FusedActivationFunction),
            NEG => Of(op.Operand(0)) is { } x ? Sum.Of(x).Times(-1) : null,
            LOGISTIC => Of(op.Operand(0)) is { } x ? new Applied("Sigmoid", x) : null,
            TANH => Of(op.Operand(0)) is { } x ? new Applied("Tanh", x) : null,
            RELU => Clip(op.Operand(0), 0, float.PositiveInfinity),
            RELU6 => Clip(op.Operand(0), 0, 6),
            RELU_0_TO_1 => Clip(op.Operand(0), 0, 1),
            RELU_N1_TO_1 => Clip(op.Operand(0), -1, 1),
            MINIMUM => Bounded(op, bound => (float.NegativeInfinity, bound)),
            MAXIMUM => Bounded(op, bound => (bound, float.PositiveInfinity)),
            SPLIT or SPLIT_V or SLICE or STRIDED_SLICE => _slices.Step(op) ?? _slices.Part(op, result),
            GATHER => _slices.Step(op),
            RESHAPE or SQUEEZE => Of(op.Operand(0)) ?? _slices.Step(op),
            CONCATENATION when op.Options<ConcatenationOptions>() is { Axis: 1 or -1, FusedActivationFunction: ActivationFunctionType.NONE } => Concat(op),
            _ => null,
        };
        return form?.Width == width ? form : null;
    }

    private static Form? Activated(Form? x, ActivationFunctionType? function) => (x, function) switch
    {
        (null, _) => null,
        (_, ActivationFunctionType.NONE) => x,
        (_, ActivationFunctionType.RELU) => Clipped.Between(x, 0, float.PositiveInfinity),
        (_, ActivationFunctionType.RELU6) => Clipped.Between(x, 0, 6),
        (_, ActivationFunctionType.RELU_N1_TO_1) => Clipped.Between(x, -1, 1),
        _ => null,
    };

    private Sum? Addition(TfliteOperator op, float factor)
    {
        if (op.Inputs.Length != 2)
        {
            return null;
        }
        (Form? a, Form? b) = (Of(op.Operand(0)), Of(op.Operand(1)));
        return (a, b) switch
        {
            ({ } x, { } y) => x.Width == y.Width ? Sum.Add(Sum.Of(x), Sum.Of(y), factor) : null,
            ({ } x, null) => Constant(op.Operand(1), x.Width) is { } constant ? Sum.Of(x).Plus(constant, factor) : null,
            (null, { } y) => Constant(op.Operand(0), y.Width) is { } constant ? Sum.Of(y).Times(factor).Plus(constant, 1) : null,
            _ => null,
        };
    }

    private Form? ElementProduct(TfliteOperator op)
    {
        if (op.Inputs.Length != 2)
        {
            return null;
        }
        (Form? a, Form? b) = (Of(op.Operand(0)), Of(op.Operand(1)));
        return (a, b) switch
        {
            ({ } x, { } y) => x.Width == y.Width ? new Times(x, y) : null,
            ({ } x, null) => Constant(op.Operand(1), x.Width) is [float only] ? Sum.Of(x).Times(only) : null,
            (null, { } y) => Constant(op.Operand(0), y.Width) is [float only] ? Sum.Of(y).Times(only) : null,
            _ => null,
        };
    }

    private Sum? Quotient(TfliteOperator op) =>
        op.Inputs.Length == 2 && Of(op.Operand(0)) is { } x && Constant(op.Operand(1), x.Width) is [float divisor and not 0]
            ? Sum.Of(x).Times(1 / divisor) : null;

    // A constant that adds no rows: one number, or one for each column.
    private float[]? Constant(int tensor, int width) =>
        tensor >= 0 && Flow.Tensor(Flow.Origin(tensor)).Shape is [] or [_] or [1, _] && Flow.Floats(tensor) is { } floats && floats.All(float.IsFinite)
            && (floats.Length == 1 || floats.Length == width) ? floats : null;

    private Clipped? Clip(int tensor, float low, float high) => Of(tensor) is { } x ? Clipped.Between(x, low, high) : null;

    private Clipped? Bounded(TfliteOperator op, Func<float, (float Low, float High)> bounds)
    {
        (int a, int b) = op.Inputs is [int first, int second] ? (first, second) : (-1, -1);
        (int of, float[]? bound) = Constant(b, 1) is { } behind ? (a, behind) : (b, Constant(a, 1));
        return bound is [float only] ? Clip(of, bounds(only).Low, bounds(only).High) : null;
    }

    private Concatenation? Concat(TfliteOperator op)
    {
        Form?[] parts = [.. op.Inputs.Select(Of)];
        return parts.All(part => part is not null) ? new Concatenation([.. parts.Select(part => part!)]) : null;
    }
}
