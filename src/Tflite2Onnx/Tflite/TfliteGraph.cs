namespace Tflite2Onnx.Tflite;

/// <summary>One subgraph: its tensors, the operators in the order they run, and which tensors callers give and get.</summary>
internal sealed record TfliteGraph(int Index, string Name, TfliteTensor[] Tensors, TfliteOperator[] Operators, int[] Inputs, int[] Outputs)
{
    /// <summary>All subgraphs of the model, for operators that name one.</summary>
    internal TfliteGraph[] Subgraphs { get; init; } = [];

    public ModelLocation LocationOf(TfliteOperator op) =>
        new(Index, op.Index, op.Name, op.Outputs is [>= 0 and int first, ..] ? Tensors[first].Name : null);

    public ModelLocation LocationOf(TfliteTensor tensor) => new(Index, Tensor: tensor.Name);
}

/// <summary>A signature: the names callers use for a subgraph's inputs and outputs.</summary>
internal sealed record TfliteSignature(string Key, int Subgraph, (string Name, int Tensor)[] Inputs, (string Name, int Tensor)[] Outputs);
