namespace Tflite2Onnx.Driver;

/// <content>What callers give and get.</content>
internal sealed partial class Lowering
{
    private void Inputs()
    {
        string[] names = _source.InputNames;
        for (int i = 0; i < names.Length; i++)
        {
            int index = _source.Inputs[i];
            RefuseComplex(_source.Tensors[index]);
            Rim(index, _plan.OfInput(index), names[i]).Axes = _plan.RimAxes(index, _plan.OfInput(index));
        }
        foreach ((int tensor, Value value) in _states.Tensors())
        {
            _values.Define(tensor, value, null);
        }
    }

    // An input of the model: floats, where these are asked for, that become integers, or stay what they are in a model of floats.
    private Value Rim(int index, Layout? layout, string name)
    {
        TfliteTensor tensor = _source.Tensors[index];
        if (_options.IoType != IoType.Float || tensor.Scaling is not { } q)
        {
            return Input(index, layout, name);
        }
        var value = new Value(ElementType.Float, layout?.Permute(tensor.Shape!) ?? tensor.Shape, name);
        _graph.Inputs.Add(value);
        (_emit.Origin, _emit.Tensor) = ("the model's input", tensor.Name);
        _values.Define(index, _values.KeepsFloats ? value : _values.Quantize(value, tensor, q, layout), layout, isReal: _values.KeepsFloats);
        return value;
    }

    // One more input of the graph that is being made.
    private Value Input(int index, Layout? layout, string name)
    {
        TfliteTensor tensor = _source.Tensors[index];
        var value = new Value(TypeOf(tensor, tensor.Location), layout?.Permute(tensor.Shape!) ?? tensor.Shape, name);
        _emit.Graph.Inputs.Add(value);
        _values.Define(index, value, layout);
        return value;
    }

    private void Outputs()
    {
        var given = new HashSet<Value>(_graph.Inputs);
        string[] names = _source.OutputNames;
        for (int i = 0; i < names.Length; i++)
        {
            int index = _source.Outputs[i];
            TfliteTensor tensor = _source.Tensors[index];
            if (!_values.IsMade(index))
            {
                _log.Add(Descriptors.BadReference, tensor.Location, "It is an output of the model, and nothing computes it");
                continue;
            }
            RefuseComplex(tensor);
            try
            {
                Output(tensor, names[i], given);
            }
            catch (Refusal refusal)
            {
                refusal.Report(_log, tensor.Location, _source.AreInputsKnown);
            }
        }
    }

    private void Output(TfliteTensor tensor, string name, HashSet<Value> given)
    {
        (_emit.Origin, _emit.Tensor) = ("the model's output", tensor.Name);
        Value value = _values.Get(tensor.Index, _plan.OfOutput(tensor.Index), null, real: _options.IoType == IoType.Float);
        // ONNX wants every output to be some node's, and no other output's.
        if (value.Constant is not null || !given.Add(value))
        {
            value = _emit.Emit("Identity", [value]);
            given.Add(value);
        }
        value.Name = name;
        value.Axes = _plan.RimAxes(tensor.Index, _plan.OfOutput(tensor.Index));
        _graph.Outputs.Add(value);
    }

    private void RefuseComplex(TfliteTensor tensor)
    {
        if (ComplexTensors.Is(tensor))
        {
            _log.Add(
                Descriptors.UnsupportedTensor, tensor.Location, $"Inputs and outputs of type {tensor.Type} are not supported. {WayOut.SplitComplex.Sentence()}");
        }
    }
}
