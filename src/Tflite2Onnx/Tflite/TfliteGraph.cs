namespace Tflite2Onnx.Tflite;

/// <summary>One subgraph: its tensors, the operators in the order they run, and which tensors callers give and get.</summary>
internal sealed record TfliteGraph(int Index, string Name, TfliteTensor[] Tensors, TfliteOperator[] Operators, int[] Inputs, int[] Outputs)
{
    /// <summary>The names callers use for inputs and outputs; null when they are the tensors' own.</summary>
    public TfliteSignature? Signature { get; init; }

    /// <summary>All subgraphs of the model, for operators that name one.</summary>
    internal TfliteGraph[] Subgraphs { get; init; } = [];

    /// <summary>Whether every dimension of every input is known before a run.</summary>
    public bool AreInputsKnown => Inputs.All(input => Tensors[input].Shape is { } shape && !shape.Contains(-1));

    public string[] InputNames => Names(Inputs, Signature?.Inputs);

    public string[] OutputNames => Names(Outputs, Signature?.Outputs);

    public ModelLocation LocationOf(TfliteOperator op) =>
        new(op.Place.Subgraph, op.Place.Index, op.Name, op.Outputs is [>= 0 and int first, ..] ? Tensors[first].Name : null);

    // A tensor that is listed twice has its names in turn.
    private string[] Names(int[] tensors, (string Name, int Tensor)[]? given)
    {
        ILookup<int, string> names = (given ?? []).ToLookup(n => n.Tensor, n => n.Name);
        var turns = new Dictionary<int, int>();
        return [.. tensors.Select(tensor => names[tensor].ElementAtOrDefault(Turn(tensor)) is { Length: > 0 } name ? name : Tensors[tensor].Name)];

        int Turn(int tensor) => turns[tensor] = turns.GetValueOrDefault(tensor, -1) + 1;
    }
}

/// <summary>A signature: the names callers use for a subgraph's inputs and outputs.</summary>
internal sealed record TfliteSignature(string Key, int Subgraph, (string Name, int Tensor)[] Inputs, (string Name, int Tensor)[] Outputs);
