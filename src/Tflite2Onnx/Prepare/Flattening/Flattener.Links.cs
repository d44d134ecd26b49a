namespace Tflite2Onnx.Prepare;

/// <content>Tensors that are one value.</content>
internal sealed partial class Flattener
{
    /// <summary>A tensor like an input of the subgraph.</summary>
    public int StateOf(int subgraph, int input) => Add(_subgraphs[subgraph].Tensors[_subgraphs[subgraph].Inputs[input]] with { IsVariable = false });

    /// <summary>Whether a run computes with the tensor. The handle of a variable only says which one it is.</summary>
    public bool IsValue(int tensor) => _tensors[tensor].Type != TensorType.RESOURCE;

    /// <summary>The tensor, or one like another in the place of one that nobody asks for.</summary>
    public int OrLike(int tensor, int other) => tensor >= 0 ? tensor : Add(_tensors[other]);

    /// <summary>A place in the list of operators, for a link that is known later.</summary>
    public int Reserve(TfliteOperator op)
    {
        _operators.Add(op.Moved(_operators.Count, [], []));
        return _operators.Count - 1;
    }

    /// <summary>An operator that says that all of these tensors are one value; at the end of the list, or at a place that was reserved.</summary>
    public TfliteOperator Link(TfliteOperator op, int[] from, int[] to, int? place = null)
    {
        foreach (int tensor in from)
        {
            Require(tensor, _tensors[to[0]].Type, $"becomes '{_tensors[to[0]].Name}'");
        }
        int at = place ?? Reserve(op);
        return _operators[at] = op.Moved(at, from, to);
    }

    /// <summary>How many variable tensors subgraphs have brought.</summary>
    public int Variables { get; private set; }

    /// <summary>One tensor becomes another.</summary>
    public void HandOn(TfliteOperator op, int from, int to, List<Step> steps)
    {
        TfliteOperator link = Link(op, [from], [to]);
        if (IsValue(to))
        {
            steps.Add(new Compute(link));
        }
    }

    /// <summary>Refuses a tensor of another type.</summary>
    public void Require(int tensor, TensorType type, string role)
    {
        TfliteTensor? t = tensor >= 0 ? _tensors[tensor] : throw Bad($"The tensor that {role} is missing");
        if (t.Type != type)
        {
            throw Bad($"'{t.Name}' {role}, and is {t.Type} where {type} is expected");
        }
    }
}
