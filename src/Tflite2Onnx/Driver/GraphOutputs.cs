namespace Tflite2Onnx.Driver;

/// <summary>What callers get: the model's outputs and, where they are exposed, its states in pairs of an input and an output.</summary>
internal sealed class GraphOutputs(LoweringContext context)
{
    private readonly Graph _graph = context.Emit.Graph;
    private readonly HashSet<Value> _given = [.. context.Emit.Graph.Inputs];

    public void Give()
    {
        string[] names = context.Source.OutputNames;
        for (int i = 0; i < names.Length; i++)
        {
            TfliteTensor tensor = context.Source.Tensors[context.Source.Outputs[i]];
            if (!context.Values.IsMade(tensor.Index))
            {
                context.Log.Add(Descriptors.BadReference, tensor.Location, "It is an output of the model, and nothing computes it");
                continue;
            }
            RefuseComplex(tensor, context.Log);
            try
            {
                Give(tensor, names[i]);
            }
            catch (Refusal refusal)
            {
                refusal.Report(context.Log, tensor.Location, context.Source.AreInputsKnown);
            }
        }
        GiveStates();
        if (_graph.Outputs.Count == 0 && !context.Log.HasErrors)
        {
            const string What = "It has no outputs, so that it gives nothing of what it computes";
            context.Log.Add(Descriptors.BadReference, new ModelLocation(context.Source.Index), What);
        }
    }

    public static void RefuseComplex(TfliteTensor tensor, DiagnosticBag log)
    {
        if (ComplexTensors.Is(tensor))
        {
            string what = $"Inputs and outputs of type {tensor.Type} are not supported";
            log.Add(Descriptors.UnsupportedTensor, tensor.Location, $"{what}. {WayOut.SplitComplex.Sentence()}");
        }
    }

    private void Give(TfliteTensor tensor, string name)
    {
        context.Emit.NameAfter("the model's output", tensor.Name);
        Layout? layout = context.Plan.OfOutput(tensor.Index);
        Value value = context.Values.Get(tensor.Index, layout, null, asFloats: context.Options.IoType == IoType.Float);
        // ONNX wants every output to be some node's, and no other output's.
        if (value.Constant is not null || !_given.Add(value))
        {
            value = context.Emit.Emit("Identity", [value]);
            _given.Add(value);
        }
        value.Name = name;
        value.Axes = context.Plan.AxesAt(tensor.Index, layout);
        _graph.Outputs.Add(value);
    }

    // Exposed states come behind the model's own inputs and outputs.
    private void GiveStates()
    {
        State[] carried = [.. context.Prepared.States.Carried];
        if (carried.Length == 0 || context.Log.HasErrors)
        {
            return;
        }
        if (context.Options.State == StateMode.Reset)
        {
            context.Log.Add(Descriptors.StateIsReset, string.Join(", ", carried.Select(state => $"'{state.Name}'")));
            return;
        }
        foreach (State state in carried)
        {
            (Value start, Value next) = context.States.Ends(state);
            context.Emit.NameAfter("the model's output", state.Name);
            next = next.Constant is not null || next.Producer is null || !_given.Add(next) ? context.Emit.Emit("Identity", [next]) : next;
            next.Name = $"{state.Name}/next";
            _graph.Inputs.Add(start);
            _graph.Outputs.Add(next);
        }
        _graph.StateCount = carried.Length;
    }
}
