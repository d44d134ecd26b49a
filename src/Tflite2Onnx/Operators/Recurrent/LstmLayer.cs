namespace Tflite2Onnx.Operators;

/// <summary>
/// A long short-term memory, x [batch, inputs] to h [batch, outputs] with cells c [batch, units] (lstm_eval.cc):
/// <code>
/// i, f = sigmoid(W x + R h + P * c + b)        g = activation(W x + R h + b)
/// c    = clip(f * c + i * g)
/// o    = sigmoid(W x + R h + P * c + b)        h = clip(V (o * activation(c)) + d), or o * activation(c) without a projection V
/// </code>
/// Without weights of an input gate it is coupled: i = 1 - f. With normalization, each gate's sum is normalized, scaled, and only then biased.
/// </summary>
internal sealed class LstmLayer(OpContext op, LstmInputs at, RecurrentForm form) : RecurrentLayer(op, at.Data, at.Aux, form)
{
    /// <summary>The gates by TFLite's order.</summary>
    private const int In = 0, Forget = 1, Cell = 2, Out = 3;

    private readonly int _units = op.Shape(at.Weights + Forget)[0];
    private readonly bool _isCoupled = !op.Has(at.Weights + In);
    private readonly bool _isNormalized = at.Norm >= 0 && op.Has(at.Norm + Forget);
    private readonly bool _isInteger = op.Input(at.Data).Type == TensorType.INT8;

    public Value Convert()
    {
        if (Form.Activation == ActivationFunctionType.NONE)
        {
            // ApplyActivationToVector in tensor_utils.h: where there is nothing to apply, nothing is copied.
            throw new Refusal(WayOut.ReExport, "it has no activation, and TFLite then computes with what its buffers happen to hold");
        }
        return IsOneNode() ? Node() : Stepwise();
    }

    private bool IsOneNode() => !_isInteger && !_isNormalized && !Op.Has(at.Projection) && !ClipActs()
        && Form.Activation is ActivationFunctionType.RELU or ActivationFunctionType.TANH;

    // ONNX clips what goes into activations, the gates' sums, and not the cells. From zeros, though, with tanh a cell grows by less than 1 a
    // step, and a coupled one not beyond 1.
    private bool ClipActs()
    {
        bool isBounded = Form.Activation == ActivationFunctionType.TANH && Op.KeepsZeros(at.Cell) && Steps >= 0;
        return Form.CellClip > 0 && !(isBounded && Form.CellClip >= (_isCoupled ? 1 : Steps));
    }

    private Value Node()
    {
        // ONNX's order. A coupled input gate is 1 - sigmoid(s) = sigmoid(-s).
        int[] order = [In, Out, Forget, Cell];
        Rows Part(int first, int beside, int gate) => _isCoupled && gate == In
            ? new(first + Forget, beside < 0 ? -1 : beside + Forget, IsNegative: true) : new(first + gate, beside < 0 ? -1 : beside + gate);
        Value w = RecurrentWeights.Stack(Op, [.. order.Select(gate => Part(at.Weights, at.Aux < 0 ? -1 : at.AuxWeights, gate))], isNode: true);
        Value r = RecurrentWeights.Stack(Op, [.. order.Select(gate => Part(at.Recurrent, -1, gate))], isNode: true);
        float[] bias = [.. order.SelectMany(gate => Signed(at.Bias, gate)), .. new float[4 * _units]];
        IEnumerable<float> cells = new[] { In, Out, Forget }.SelectMany(gate => Signed(at.Peephole, gate));
        Value? peepholes = HasPeepholes ? RecurrentWeights.Vector(cells, "peepholes", rank: 2) : null;
        string activation = Form.Activation == ActivationFunctionType.RELU ? "Relu" : "Tanh";
        var attributes = new Attributes
        {
            ["activations"] = new[] { "Sigmoid", activation, activation },
            ["direction"] = Form.IsBackward ? "reverse" : "forward",
            ["hidden_size"] = (long)_units,
        };
        Value?[] inputs = [Sequence(), w, r, RecurrentWeights.Vector(bias, "bias", rank: 2), null, Initial(at.State), Initial(at.Cell), peepholes];
        Value[] results = Op.Emit("LSTM", inputs, attributes, 3);
        KeepLast(at.State, results[1]);
        KeepLast(at.Cell, results[2]);
        return Result(results[0], _units);
    }

    private bool HasPeepholes => Op.Has(at.Peephole + 2);

    private float[] Signed(int first, int gate) => _isCoupled && gate == In
        ? [.. RecurrentWeights.Floats(Op, Operand(first, Forget)).Select(v => -v)] : RecurrentWeights.Floats(Op, Operand(first, gate));

    // The cell's gate has no peephole.
    private int Operand(int first, int gate) => first == at.Peephole && gate == Out ? first + 2 : first + gate;

    private Value Stepwise()
    {
        int[] gates = _isCoupled ? [Forget, Cell, Out] : [In, Forget, Cell, Out];
        LstmCell cell = new(Op, _isInteger ? new LstmGrid(Op, at, _isNormalized) : null)
        {
            Units = _units,
            Gates = gates.Length,
            Form = Form,
            Recurrent = RecurrentWeights.Stack(Op, [.. gates.Select(gate => new Rows(at.Recurrent + gate))], isNode: false),
            Peepholes = HasPeepholes ? [.. new[] { In, Forget, Out }.Select(gate => _isCoupled && gate == In ? null : Vector(at.Peephole, gate))] : null,
            Norms = _isNormalized ? [.. gates.Select(gate => (Vector(at.Norm, gate), NormBias(gate)))] : null,
            Projection = Op.Has(at.Projection) ? RecurrentWeights.Stack(Op, [new(at.Projection)], isNode: false) : null,
            ProjectionBias = Op.Has(at.Projection) && Op.Has(at.Projection + 1) ? ProjectionBias() : null,
        };
        Rows[] rows = [.. gates.Select(gate => new Rows(at.Weights + gate, at.Aux < 0 ? -1 : at.AuxWeights + gate))];
        IEnumerable<float> biases = gates.SelectMany(gate => RecurrentWeights.Floats(Op, at.Bias + gate, Unit(at.Weights + gate)));
        Value? bias = _isNormalized ? null : RecurrentWeights.Vector(biases, "bias");
        Kept[] kept = [new(at.State, cell.Recurrent.Shape![1]), new(at.Cell, _units)];
        return StepByStep(RecurrentWeights.Stack(Op, rows, isNode: false), bias, kept, (x, now) => cell.Step(x, now[0], now[1]));
    }

    private Value Vector(int first, int gate) => RecurrentWeights.Vector(RecurrentWeights.Floats(Op, Operand(first, gate)), "gate");

    // The units of an integer bias: those of the sum it is added to.
    private double? Unit(int weights) =>
        _isInteger ? Op.Input(at.Data).Quantization?.Scale[0] * (double?)Op.Input(weights).Quantization?.Scale[0] : null;

    // Normalized values count in 2^-10 (layer_norm_lstm in lstm_eval.cc).
    private Value NormBias(int gate)
    {
        double? unit = _isInteger ? Op.Input(at.Norm + gate).Quantization?.Scale[0] / 1024.0 : null;
        return RecurrentWeights.Vector(RecurrentWeights.Floats(Op, at.Bias + gate, unit), "bias");
    }

    private Value ProjectionBias()
    {
        double? unit = _isInteger ? Op.Intermediate(4).Scale[0] * (double?)Op.Input(at.Projection).Quantization?.Scale[0] : null;
        return RecurrentWeights.Vector(RecurrentWeights.Floats(Op, at.Projection + 1, unit), "bias");
    }
}
