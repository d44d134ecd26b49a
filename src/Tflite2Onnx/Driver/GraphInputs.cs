namespace Tflite2Onnx.Driver;

/// <summary>What callers give: the inputs of the graph, and of the graphs within it.</summary>
internal sealed class GraphInputs(LoweringContext context)
{
    /// <summary>The model's inputs, and what its variable tensors hold when a run begins.</summary>
    public void Define()
    {
        string[] names = context.Source.InputNames;
        for (int i = 0; i < names.Length; i++)
        {
            int index = context.Source.Inputs[i];
            GraphOutputs.RefuseComplex(context.Source.Tensors[index], context.Log);
            Layout? layout = context.Plan.OfInput(index);
            try
            {
                OfModel(index, layout, names[i]).Axes = context.Plan.AxesAt(index, layout);
            }
            catch (Refusal refusal)
            {
                refusal.Report(context.Log, context.Source.Tensors[index].Location);
            }
        }
        foreach (State state in context.Prepared.States.OfTensors)
        {
            context.Values.Define(state.Tensor!.Value, context.States.Get(state), null);
        }
    }

    /// <summary>One more input of the graph that is being made.</summary>
    public Value Add(int index, Layout? layout, string name)
    {
        TfliteTensor tensor = context.Source.Tensors[index];
        var value = new Value(context.TypeOf(tensor, tensor.Location), layout?.Permute(tensor.Shape!) ?? tensor.Shape, name);
        context.Emit.Graph.Inputs.Add(value);
        context.Values.Define(index, value, layout);
        return value;
    }

    // Floats, where these are asked for, that become integers, or stay what they are in a model of floats.
    private Value OfModel(int index, Layout? layout, string name)
    {
        TfliteTensor tensor = context.Source.Tensors[index];
        if (context.Options.IoType != IoType.Float || tensor.Scaling is not { } q)
        {
            return Add(index, layout, name);
        }
        var value = new Value(ElementType.Float, layout?.Permute(tensor.Shape!) ?? tensor.Shape, name);
        context.Emit.Graph.Inputs.Add(value);
        context.Emit.NameAfter("the model's input", tensor.Name);
        bool isFloats = context.Values.KeepsFloats;
        context.Values.Define(index, isFloats ? value : context.Values.Quantize(value, tensor, q, layout), layout, isFloats);
        return value;
    }
}
