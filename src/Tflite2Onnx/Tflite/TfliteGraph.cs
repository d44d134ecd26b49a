namespace Tflite2Onnx.Tflite;

/// <summary>One subgraph: its tensors, the operators in the order they run, and which tensors callers give and get.</summary>
internal sealed record TfliteGraph(int Index, string Name, TfliteTensor[] Tensors, TfliteOperator[] Operators, int[] Inputs, int[] Outputs)
{
    public ModelLocation LocationOf(TfliteOperator op) =>
        new(op.Place.Subgraph, op.Place.Index, op.Name, op.Outputs is [>= 0 and int first, ..] ? Tensors[first].Name : null);
}

/// <summary>A signature: the names callers use for a subgraph's inputs and outputs.</summary>
internal sealed record TfliteSignature(string Key, int Subgraph, (string Name, int Tensor)[] Inputs, (string Name, int Tensor)[] Outputs);
