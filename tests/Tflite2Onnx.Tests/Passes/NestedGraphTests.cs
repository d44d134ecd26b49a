using Tflite2Onnx.Passes;
using static Tflite2Onnx.Tests.Passes.TestGraph;

namespace Tflite2Onnx.Tests.Passes;

/// <summary>Graphs within a graph: what they read counts as used, what they make is theirs.</summary>
[TestClass]
public sealed class NestedGraphTests
{
    private static readonly Attributes ToFloat = new() { ["to"] = (long)ElementType.Float };

    [TestMethod]
    public void What_only_a_branch_reads_is_used()
    {
        string text = After(RemoveUnused.Run, applies: false, build: () =>
        {
            var graph = new TestGraph();
            Value x = graph.Node("Abs", [graph.Input(ElementType.Float, 2)]);
            return graph.Output(If(graph, then => then.Node("Neg", [x]), otherwise => otherwise.Node("Exp", [x])));
        });
        Assert.Contains("Abs(x0)", text);
    }

    [TestMethod]
    public void What_no_branch_reads_goes_from_within_and_from_around()
    {
        string text = After(graph => RemoveUnused.Run(graph.Nodes[^1].Graphs[1]) && RemoveUnused.Run(graph), () =>
        {
            var graph = new TestGraph();
            Value x = graph.Input(ElementType.Float, 2);
            Value y = graph.Node("Abs", [x]);
            return graph.Output(If(graph, then => { then.Node("Neg", [y]); return then.Node("Sqrt", [x]); }, otherwise => otherwise.Node("Exp", [x])));
        });
        Assert.DoesNotContain("Neg", text);
        Assert.DoesNotContain("Abs", text);
    }

    [TestMethod]
    public void What_is_replaced_around_is_replaced_within()
    {
        string text = After(RemoveIdentities.Run, () =>
        {
            var graph = new TestGraph();
            Value x = graph.Node("Cast", [graph.Node("Abs", [graph.Input(ElementType.Float, 2)])], ToFloat);
            return graph.Output(If(graph, then => then.Node("Neg", [x]), otherwise => otherwise.Node("Exp", [x])));
        });
        Assert.Contains("Neg(v0)", text);
    }

    [TestMethod]
    public void A_branch_makes_its_output_itself()
    {
        After(graph => RemoveIdentities.Run(graph.Nodes[^1].Graphs[0]), applies: false, build: () =>
        {
            var graph = new TestGraph();
            Value x = graph.Node("Abs", [graph.Input(ElementType.Float, 2)]);
            return graph.Output(If(graph, then => then.Node("Identity", [x]), otherwise => otherwise.Node("Exp", [x])));
        });
    }

    [TestMethod]
    public void A_Transpose_within_takes_up_one_around()
    {
        string text = After(graph => MergeTransposes.Run(graph.Nodes[^1].Graphs[0]), () =>
        {
            var graph = new TestGraph();
            Value x = graph.Node("Transpose", [graph.Input(ElementType.Float, 2, 3, 4)], Perm(0, 2, 1));
            return graph.Output(If(graph, then => then.Node("Transpose", [x], Perm(1, 0, 2)), otherwise => otherwise.Node("Transpose", [x], Perm(2, 0, 1))));
        });
        Assert.Contains("Transpose(x0) perm=[1,0,2]", text);
    }

    [TestMethod]
    public void A_constant_is_shared_with_the_graph_around()
    {
        var graph = new TestGraph();
        Value x = graph.Node("Add", [graph.Input(ElementType.Float, 2), Const(3)]);
        graph.Output(If(graph, then => then.Node("Add", [x, Const(3)]), otherwise => otherwise.Node("Mul", [x, Const(3)])));
        ShareConstants.Run(graph.Graph);
        Assert.HasCount(2, graph.Graph.Constants().ToArray(), "that of the condition, and one for all others");
    }

    [TestMethod]
    public void A_newer_operator_within_raises_the_operator_set()
    {
        var graph = new TestGraph();
        Value x = graph.Input(ElementType.Float, 2);
        graph.Output(If(graph, then => then.Node("Gelu", [x]), otherwise => otherwise.Node("ReduceMax", [x, Ints(0)], new() { ["keepdims"] = 1L })));
        Assert.IsTrue(Opsets.Choose(graph.Graph, new(), new()));
        Assert.AreEqual(20, graph.Graph.Opset);
    }

    [TestMethod]
    public void An_older_form_is_taken_within_too()
    {
        var graph = new TestGraph();
        Value x = graph.Input(ElementType.Float, 2);
        graph.Output(If(graph, then => then.Node("ReduceMax", [x, Ints(0)]), otherwise => otherwise.Node("Neg", [x])));
        Assert.IsTrue(Opsets.Choose(graph.Graph, new(), new()));
        Assert.Contains("ReduceMax(x0) axes=[0]", graph.Text);
    }

    [TestMethod]
    public void Names_are_unique_throughout()
    {
        var graph = new TestGraph();
        Value x = graph.Input(ElementType.Float, 2);
        graph.Output(If(graph, then => Named("y0", then.Node("Neg", [x])), otherwise => Named("x0", otherwise.Node("Exp", [x]))));
        Names.Assign(graph.Graph);
        string[] names = [.. graph.Graph.AllNodes().SelectMany(n => n.Outputs).Concat(graph.Graph.Inputs).Select(v => v.Name)];
        CollectionAssert.AllItemsAreUnique(names);
        Assert.AreEqual("y0", graph.Graph.Outputs[0].Name);
        Assert.IsNotEmpty(Numbers(graph));
    }

    [TestMethod]
    public void What_a_branch_makes_is_not_read_around()
    {
        var graph = new TestGraph();
        Value x = graph.Input(ElementType.Float, 2);
        Value inner = null!;
        Value y = If(graph, then => inner = then.Node("Neg", [x]), otherwise => otherwise.Node("Exp", [x]));
        graph.Output(graph.Node("Add", [y, inner]));
        Assert.Contains("before it is made", GraphVerifier.FirstFault(graph.Graph)!);
    }

    private static Value Named(string name, Value value)
    {
        value.Name = name;
        return value;
    }

    // On whether the first input's first element is above 0.
    private static Value If(TestGraph graph, Func<TestGraph, Value> then, Func<TestGraph, Value> otherwise)
    {
        Value first = graph.Node("ReduceMax", [graph.Graph.Inputs[0]], new() { ["keepdims"] = 0L });
        Value condition = graph.Node("Greater", [first, Const(0)]);
        return graph.Node("If", [condition], new() { ["then_branch"] = Branch(then), ["else_branch"] = Branch(otherwise) });
    }

    private static Graph Branch(Func<TestGraph, Value> make)
    {
        var inner = new TestGraph();
        return inner.Output(make(inner)).Graph;
    }
}
