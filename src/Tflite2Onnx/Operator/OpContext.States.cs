namespace Tflite2Onnx.Operator;

/// <content>What is kept from run to run.</content>
internal sealed partial class OpContext
{
    /// <summary>What is kept under an operand, a variable tensor or the handle of a variable, at this point of the run.</summary>
    public Value Kept(int input) => Kept(input, IsRaw);

    /// <summary>The same as raw elements, or as the floats that they stand for.</summary>
    public Value Kept(int input, bool raw)
    {
        TfliteTensor tensor = Input(input);
        if (states.Of(tensor.Index) is not { } state)
        {
            return tensor.Type == TensorType.RESOURCE ? throw UnknownVariable(tensor) : raw ? Raw(input) : In(input);
        }
        Value value = states.Get(state);
        return !raw && state.Content.Scaling is { } q ? values.Dequantize(value, state.Name, q, q.Axis) : value;
    }

    /// <summary>Whether what is kept under an operand is zeros at this point, whatever happened before the run.</summary>
    public bool KeepsZeros(int input) => states.Of(Input(input).Index) is { } state && states.IsZero(state);

    /// <summary>A real value as it comes back once it is kept under an operand: rounded where integers are kept.</summary>
    public Value KeptForm(int input, Value value) => Input(input).Scaling is { } q
        ? values.Dequantize(values.Quantize(value, Input(input), q, null), Input(input).Name, q, q.Axis) : value;

    /// <summary>From here on another value is kept under an operand. Where the operand keeps nothing from run to run, there is nothing to do.</summary>
    public void Keep(int input, Value value) => Keep(input, value, IsRaw);

    /// <summary>The same of raw elements, or of floats.</summary>
    public void Keep(int input, Value value, bool raw)
    {
        TfliteTensor tensor = Input(input);
        if (states.Of(tensor.Index) is not { } state)
        {
            if (tensor.Type == TensorType.RESOURCE)
            {
                throw UnknownVariable(tensor);
            }
            return;
        }
        value = !raw && state.Content.Scaling is { } q ? values.Quantize(value, state.Content, q, null) : value;
        if (value.Type != state.Content.Type.ToElementType())
        {
            throw new Refusal(WayOut.Rewrite, $"'{state.Name}' is {state.Content.Type} and is given a tensor of {value.Type}");
        }
        states.Set(state, value);
        if (tensor.IsVariable)
        {
            value.Shape ??= tensor.Shape;
            values.Redefine(tensor.Index, value);
        }
    }

    private static Refusal UnknownVariable(TfliteTensor tensor) => new(WayOut.ReExport, $"the variable behind '{tensor.Name}' is not known");
}
