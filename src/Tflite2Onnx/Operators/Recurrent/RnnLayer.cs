namespace Tflite2Onnx.Operators;

/// <summary>Which inputs of its operator a plain recurrent layer has; -1 for none.</summary>
internal sealed record RnnInputs(int Data, int Weights, int Recurrent, int Bias, int State, int Aux = -1, int AuxWeights = -1)
{
    public static RnnInputs Single { get; } = new(0, 1, 2, 3, 4);
}

/// <summary><c>h = activation(W x + R h + b)</c>, for x [batch, features] and h [batch, units] (basic_rnn.cc, kernel_utils.cc).</summary>
internal sealed class RnnLayer(OpContext op, RnnInputs at, RecurrentForm form) : RecurrentLayer(op, at.Data, at.Aux, form)
{
    private readonly int _units = op.Shape(at.Weights)[0];

    public Value Convert() => Form.Activation is ActivationFunctionType.RELU or ActivationFunctionType.TANH ? Node() : Stepwise();

    private Value Node()
    {
        float[] bias = [.. RecurrentWeights.Floats(Op, at.Bias), .. new float[_units]];
        var attributes = new Attributes
        {
            ["activations"] = new[] { Form.Activation == ActivationFunctionType.RELU ? "Relu" : "Tanh" },
            ["direction"] = Form.IsBackward ? "reverse" : "forward",
            ["hidden_size"] = (long)_units,
        };
        Value?[] inputs = [Sequence(), Weights(isNode: true), Recurrent(isNode: true), RecurrentWeights.Vector(bias, "bias", rank: 2), null, Initial(at.State)];
        Value[] results = Op.Emit("RNN", inputs, attributes, 2);
        KeepLast(at.State, results[1]);
        return Result(results[0], _units);
    }

    private Value Stepwise()
    {
        Value recurrent = Recurrent(isNode: false);
        return StepByStep(Weights(isNode: false), RecurrentWeights.Vector(RecurrentWeights.Floats(Op, at.Bias), "bias"), [new(at.State, _units)], (x, now) =>
            [Op.Activate(Form.Activation, now[0] is { } h ? Op.Emit("Gemm", [h, recurrent, x], new() { ["transB"] = 1L }) : x)]);
    }

    private Value Weights(bool isNode) => RecurrentWeights.Stack(Op, [new(at.Weights, at.Aux < 0 ? -1 : at.AuxWeights)], isNode);

    private Value Recurrent(bool isNode) => RecurrentWeights.Stack(Op, [new(at.Recurrent)], isNode);
}
