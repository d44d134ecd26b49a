namespace Tflite2Onnx.Prepare;

/// <summary>Which operator computes each tensor of a flat graph.</summary>
internal sealed class Dataflow
{
    private const int MaxHops = 32;

    private readonly Dictionary<int, (TfliteOperator Op, int Result)?> _makers = [];
    private readonly OpDefinition?[] _definitions;

    public Dataflow(TfliteGraph graph, OpDefinition?[] definitions)
    {
        (Graph, _definitions) = (graph, definitions);
        foreach (TfliteOperator op in graph.Operators)
        {
            for (int i = 0; i < op.Outputs.Length; i++)
            {
                // What two operators make is not known to be either's.
                _makers[op.Outputs[i]] = _makers.ContainsKey(op.Outputs[i]) ? null : (op, i);
            }
        }
    }

    public TfliteGraph Graph { get; }

    public TfliteTensor Tensor(int tensor) => Graph.Tensors[tensor];

    public OpDefinition? DefinitionOf(TfliteOperator op) => _definitions[op.Index];

    /// <summary>The operator that makes a tensor, and as which of its results.</summary>
    public (TfliteOperator Op, int Result)? Maker(int tensor) => _makers.GetValueOrDefault(tensor);

    /// <summary>The tensor that this one is handed on from, as it is, by a call; itself where there is none.</summary>
    public int Origin(int tensor)
    {
        for (int hop = 0; hop < MaxHops; hop++)
        {
            if (Maker(tensor)?.Op is not { Inputs: [>= 0 and int from], Outputs: [_] } op || DefinitionOf(op) is not CallDefinition)
            {
                break;
            }
            tensor = from;
        }
        return tensor;
    }

    /// <summary>The elements of a constant of floats; null for what is none.</summary>
    public float[]? Floats(int tensor) =>
        tensor >= 0 && Tensor(Origin(tensor)) is { IsConstant: true, Type: TensorType.FLOAT32 } constant ? Constants.Of(constant).Floats() : null;

    /// <summary>Whether it is known to hold zeros only.</summary>
    public bool IsZero(int tensor) => Floats(tensor) is { } floats ? floats.All(v => v == 0)
        : Maker(Origin(tensor))?.Op is { } op
            && (op.Code == BuiltinOperator.ZEROS_LIKE || (op.Code == BuiltinOperator.FILL && op.Inputs is [_, int value] && IsZero(value)));
}
