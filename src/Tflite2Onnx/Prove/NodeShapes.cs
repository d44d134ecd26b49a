namespace Tflite2Onnx.Prove;

/// <summary>
/// One node as the rules of ONNX see it: the shapes of its operands, its attributes, of which a rule takes each that the
/// operator has, and what it demands. It is the same object for every node of a graph.
/// </summary>
internal sealed class NodeShapes(int opset)
{
    // Shapes that are known better than they are written.
    private readonly Dictionary<Value, int[]> _known = [];
    private int[]?[] _results = [];
    private int _taken;

    public int Opset => opset;

    public Node Node { get; private set; } = null!;

    public int InputCount => Node.Inputs.Length;

    public int OutputCount => Node.Outputs.Length;

    /// <summary>The shape of an operand, -1 for dimensions that only a run knows; null where nothing is known, or where there is no such operand.</summary>
    public int[]? this[int input] => Has(input) ? Of(Node.Inputs[input]!) : null;

    public bool Has(int input) => input < Node.Inputs.Length && Node.Inputs[input] is not null;

    public int[]? Of(Value value) => _known.TryGetValue(value, out int[]? shape) ? shape : value.Shape;

    /// <summary>The numbers of an operand that is a constant; null where it is none.</summary>
    public long[]? Numbers(int input) => Has(input) ? Node.Inputs[input]!.Constant?.Integers() : null;

    /// <summary>Proves one node by a rule, which gives the first result's shape, and keeps what that says of its results.</summary>
    public void Prove(Node node, Func<NodeShapes, int[]?> rule)
    {
        (Node, _taken) = (node, 0);
        if (_results.Length < node.Outputs.Length)
        {
            _results = new int[]?[node.Outputs.Length];
        }
        Array.Clear(_results);
        int[]? first = rule(this);
        Demand(_taken == node.Attributes.Count, "it has an attribute that is not the operator's");
        _results[0] ??= first;
        for (int i = 0; i < node.Outputs.Length; i++)
        {
            Keep(node.Outputs[i], _results[i]);
        }
    }

    /// <summary>The shape of a result, where the rule does not just give it back as the first one's.</summary>
    public void Give(int output, int[]? shape) => _results[output] = shape;

    public void Demand(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new UnprovenException(Node, otherwise);
        }
    }

    public long Integer(string name, long value = 0) => Take<object>(name) switch
    {
        null => value,
        long integer => integer,
        _ => throw new UnprovenException(Node, $"its {name} is no integer"),
    };

    public bool Flag(string name, bool value = false) => Integer(name, value ? 1 : 0) switch
    {
        0 => false,
        1 => true,
        _ => throw new UnprovenException(Node, $"its {name} is neither 0 nor 1"),
    };

    public float Float(string name, float value) => Take<object>(name) switch
    {
        null => value,
        float real => real,
        _ => throw new UnprovenException(Node, $"its {name} is no float"),
    };

    /// <summary>A word out of a few; the first of them where the attribute is absent.</summary>
    public string Word(string name, params ReadOnlySpan<string> words)
    {
        string word = Take<string>(name) ?? words[0];
        Demand(words.Contains(word), "it has a word for an attribute that ONNX does not know");
        return word;
    }

    /// <summary>An attribute of any kind; null where it is absent.</summary>
    public T? Take<T>(string name)
        where T : class
    {
        if (!Node.Attributes.TryGetValue(name, out object? value))
        {
            return null;
        }
        _taken++;
        return value as T ?? throw new UnprovenException(Node, $"its {name} is of another kind");
    }

    /// <summary>An axis as it is counted from the front.</summary>
    public int Axis(long axis, int rank)
    {
        Demand(axis >= -rank && axis < rank, "an axis is beyond the rank");
        return (int)(axis < 0 ? axis + rank : axis);
    }

    /// <summary>Axes as they are counted from the front, none of them twice.</summary>
    public int[] Axes(long[] axes, int rank)
    {
        int[] counted = new int[axes.Length];
        for (int i = 0; i < axes.Length; i++)
        {
            counted[i] = Axis(axes[i], rank);
            Demand(Array.IndexOf(counted, counted[i]) == i, "an axis is there twice");
        }
        return counted;
    }

    private void Keep(Value result, int[]? proven)
    {
        if (proven is null)
        {
            return;
        }
        if (Dimensions.Met(result.Shape, proven) is not { } met)
        {
            string Text(int[] shape) => $"[{string.Join(',', shape)}]";
            throw new UnprovenException(Node, $"'{result.Name}' is {Text(proven)} by its operands, and {Text(result.Shape!)} as it is written");
        }
        if (!ReferenceEquals(met, result.Shape))
        {
            _known[result] = met;
        }
    }
}
