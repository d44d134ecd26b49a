using Tflite2Onnx.Onnx;
using Tflite2Onnx.Tests.Graphs;

namespace Tflite2Onnx.Tests.Passes;

/// <summary>A small graph put together by hand, for the tests of passes.</summary>
internal sealed class TestGraph
{
    public Graph Graph { get; private init; } = new("test");

    public string Text
    {
        get
        {
            Names.Assign(Graph);
            return GraphText.Of(Graph).TrimEnd();
        }
    }

    /// <summary>The graph of a text, as <see cref="GraphText.Whole"/> prints it.</summary>
    public static TestGraph Read(string text) => new() { Graph = GraphReader.Read(text) };

    public Value Input(ElementType type, params int[] shape)
    {
        var value = new Value(type, shape, $"x{Graph.Inputs.Count}");
        Graph.Inputs.Add(value);
        return value;
    }

    public Value Node(string opType, Value?[] inputs, Attributes? attributes = null, int[]? shape = null)
    {
        ElementType type = OnnxOperators.ResultType(opType, inputs, attributes ?? []);
        var value = new Value(type, shape ?? OnnxOperators.ResultShape(opType, inputs)) { Hint = $"v{Graph.Nodes.Count}" };
        Graph.Nodes.Add(new Node(opType, inputs, [value], attributes) { Origin = $"op{Graph.Nodes.Count}" });
        return value;
    }

    public TestGraph Output(Value value)
    {
        value.Name = $"y{Graph.Outputs.Count}";
        Graph.Outputs.Add(value);
        return this;
    }

    public Node Only(string opType) => Graph.Nodes.Single(n => n.OpType == opType);

    public static Value Ints(params long[] values) => Value.Of(Constant.Of(ElementType.Int64, [values.Length], values), "ints");

    /// <summary>QuantizeLinear to 8 bits, and back, with a scale of 0.5 and a zero point of 3.</summary>
    public Value Quantize(Value x, ElementType type = ElementType.UInt8) => Node("QuantizeLinear", [x, Const(0.5f), Zero(type)], shape: x.Shape);

    public Value Dequantize(Value x) => Node("DequantizeLinear", [x, Const(0.5f), Zero(x.Type)], shape: x.Shape);

    public static Value Const(float value) => Value.Of(Constant.Of(ElementType.Float, [], value), "real");

    public static Value Zero(ElementType type) => Value.Of(Constant.Of(type, [], (byte)3), "zero");

    public static Attributes Perm(params long[] perm) => new() { ["perm"] = perm };

    /// <summary>Runs the pass on the graph of a text, which it leaves as it is, or makes another with the same numbers of.</summary>
    public static void AssertBecomes(Func<Graph, bool> pass, string text, string? expected) =>
        Assert.AreEqual(expected ?? Read(text).Text, After(pass, () => Read(text), applies: expected is not null));

    /// <summary>Runs the pass on one of two equal graphs, and checks that both give the same numbers; the text of the one it ran on.</summary>
    public static string After(Func<Graph, bool> pass, Func<TestGraph> build, bool applies = true)
    {
        (TestGraph before, TestGraph after) = (build(), build());
        Assert.AreEqual(applies, pass(after.Graph), after.Text);
        Assert.IsNull(GraphVerifier.FirstFault(after.Graph));
        CollectionAssert.AreEqual(Numbers(before), Numbers(after));
        return after.Text;
    }

    /// <summary>What ONNX Runtime computes from seeded inputs.</summary>
    public static double[] Numbers(TestGraph test)
    {
        Names.Assign(test.Graph);
        using var onnx = new MemoryStream();
        OnnxWriter.Prepare(test.Graph, Converter.Version).Write(onnx);
        RunTensor[] inputs = [.. test.Graph.Inputs.Select((value, i) => new RunTensor(value.Type, value.Shape!, Filled(value, i)))];
        return [.. OnnxRunner.Run(onnx.ToArray(), inputs).SelectMany(t => t.Floats())];
    }

    private static byte[] Filled(Value value, int seed)
    {
        TensorType type = value.Type == ElementType.Float ? TensorType.FLOAT32 : Enum.Parse<TensorType>(value.Type.ToString(), ignoreCase: true);
        return new Operators.Operand(type, value.Shape!).Bytes(seed + 1);
    }
}
