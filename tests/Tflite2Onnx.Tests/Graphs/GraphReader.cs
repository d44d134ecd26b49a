using System.Globalization;
using System.Text.RegularExpressions;

namespace Tflite2Onnx.Tests.Graphs;

/// <summary>
/// Reads what <see cref="GraphText.Whole"/> prints. A result's type and shape are those of its operator, unless the text gives the shape:
/// <c>y[6,4] = Reshape(x, [6,4])</c>. A constant of which only the shape stands there, <c>w&lt;2x3></c>, is of floats that are made up.
/// </summary>
internal sealed partial class GraphReader
{
    private readonly Dictionary<string, Value> _values = [];
    private readonly Queue<string> _tokens;

    private GraphReader(string text) => _tokens = new(Token().Matches(text).Select(match => match.Value));

    public static Graph Read(string text) => new GraphReader(text).Graph("test");

    [GeneratedRegex(@"->|\w[\w./]*<[\dx]*>|-?\d[\d.]*(E[-+]\d+)?(?![\w/])|-?[\w./]+(::\w+)?|\S")]
    private static partial Regex Token();

    private string Next => _tokens.Peek();

    private bool Takes(string token) => _tokens.Count > 0 && Next == token && _tokens.Dequeue() == token;

    private Graph Graph(string name)
    {
        var graph = new Graph(name);
        while (!Takes("->"))
        {
            if (Takes("}"))
            {
                continue;
            }
            List<(string Name, int[]? Shape)> results = [.. Separated("=", ":", () => (_tokens.Dequeue(), Dimensions()))];
            if (Takes(":"))
            {
                graph.Inputs.Add(_values[results[0].Name] = new Value(Enum.Parse<ElementType>(_tokens.Dequeue()), Dimensions(), results[0].Name));
            }
            else
            {
                _tokens.Dequeue();
                graph.Nodes.Add(Node(results, graph.Nodes.Count));
            }
        }
        do
        {
            graph.Outputs.Add(Operand()!);
        }
        while (Takes(","));
        return graph;
    }

    private Node Node(List<(string Name, int[]? Shape)> results, int index)
    {
        string[] type = _tokens.Dequeue().Split("::");
        _tokens.Dequeue();
        Value?[] inputs = [.. Separated(")", ")", Operand)];
        _tokens.Dequeue();
        var attributes = new Attributes();
        while (_tokens.Count > 1 && _tokens.ElementAt(1) == "=" && IsAttribute())
        {
            string name = _tokens.Dequeue();
            _tokens.Dequeue();
            attributes[name] = Takes("{") ? Graph(name) : Attribute();
        }
        ElementType element = OnnxOperators.ResultType(type[^1], inputs, attributes);
        Value Result((string Name, int[]? Shape) result) =>
            _values[result.Name] = new Value(element, result.Shape ?? OnnxOperators.ResultShape(type[^1], inputs), result.Name);
        Value[] outputs = [.. results.Select(Result)];
        return new Node(type[^1], inputs, outputs, attributes) { Domain = type.Length > 1 ? type[0] : "", Origin = $"op{index}" };
    }

    // A node's line is name = Operator(...), an attribute's name=value.
    private bool IsAttribute() => _tokens.ElementAtOrDefault(3) != "(";

    private IEnumerable<T> Separated<T>(string end, string otherEnd, Func<T> item)
    {
        while (Next != end && Next != otherEnd)
        {
            yield return item();
            Takes(",");
        }
    }

    private int[]? Dimensions() =>
        Takes("[") ? [.. List().Select(d => d == "?" ? -1 : int.Parse(d, CultureInfo.InvariantCulture))] : null;

    private List<string> List()
    {
        List<string> items = [.. Separated("]", "]", _tokens.Dequeue)];
        _tokens.Dequeue();
        return items;
    }

    private object Attribute()
    {
        if (!Takes("["))
        {
            return Number(_tokens.Dequeue());
        }
        object[] items = [.. List().Select(Number)];
        return items.All(item => item is long) ? items.Cast<long>().ToArray()
            : items.All(item => item is float) ? items.Cast<float>().ToArray() : items.Cast<string>().ToArray();
    }

    private static object Number(string text) => long.TryParse(text, CultureInfo.InvariantCulture, out long integer) ? integer
        : float.TryParse(text, CultureInfo.InvariantCulture, out float real) ? real : text;

    private Value? Operand()
    {
        bool isList = Takes("[");
        string[] texts = isList ? [.. List()] : [_tokens.Dequeue()];
        object[] items = [.. texts.Select(Number)];
        return !isList && texts[0] == "_" ? null
            : isList || items[0] is not string ? Value.Of(Literal(items, isList ? [items.Length] : []), "c")
            : texts[0].EndsWith('>') ? MadeUp(texts[0])
            : _values[texts[0]];
    }

    private Constant Literal(object[] items, int[] shape)
    {
        ElementType type = Takes(":") ? Enum.Parse<ElementType>(_tokens.Dequeue()) : items is [float, ..] ? ElementType.Float : ElementType.Int64;
        double[] numbers = [.. items.Select(item => Convert.ToDouble(item, CultureInfo.InvariantCulture))];
        TensorType stored = type == ElementType.Float ? TensorType.FLOAT32 : Enum.Parse<TensorType>($"{type}", ignoreCase: true);
        byte[] bytes = new Operators.Operand(stored, shape).Of(numbers).Bytes(0);
        return new Constant(type, shape, () => bytes);
    }

    private Value MadeUp(string text)
    {
        if (!_values.TryGetValue(text, out Value? value))
        {
            string[] parts = text[..^1].Split('<');
            int[] shape = [.. parts[1].Split('x').Select(d => int.Parse(d, CultureInfo.InvariantCulture))];
            float[] elements = [.. Enumerable.Range(0, (int)ElementTypes.Count(shape)).Select(i => (i % 7) - 3f)];
            _values[text] = value = Value.Of(Constant.Of(ElementType.Float, shape, elements), parts[0]);
        }
        return value;
    }
}
