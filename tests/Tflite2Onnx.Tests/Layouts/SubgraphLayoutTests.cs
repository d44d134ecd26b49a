using Tflite2Onnx.Diagnostics;

namespace Tflite2Onnx.Tests.Layouts;

/// <summary>Tensors that go into branches and loops, and come out of them, keep the order of the convolutions on both sides.</summary>
[TestClass]
public sealed class SubgraphLayoutTests
{
    private static readonly int[] Image = [1, 8, 9, 4];
    private readonly ModelBuilder _model = new();

    [TestMethod]
    public void A_loops_state_has_the_order_of_the_convolution_in_its_body()
    {
        (int count, int y) = (_model.Tensor(TensorType.INT32, []), _model.Tensor(TensorType.FLOAT32, Image));
        int[] state = [_model.Constant([], 0), _model.Input(TensorType.FLOAT32, Image)];
        _model.Operator(BuiltinOperator.WHILE, state, [count, y], new WhileOptionsT { CondSubgraphIndex = 1, BodySubgraphIndex = 2 });
        _model.Output(y);
        Subgraph([(TensorType.INT32, []), (TensorType.FLOAT32, Image)], x => [Apply(BuiltinOperator.LESS, TensorType.BOOL, [], null, x[0], _model.Constant([], 3))]);
        Subgraph([(TensorType.INT32, []), (TensorType.FLOAT32, Image)],
            x => [Apply(BuiltinOperator.ADD, TensorType.INT32, [], new AddOptionsT(), x[0], _model.Constant([], 1)), Conv(x[1])]);
        AssertTransposes(around: 2, within: 0);
    }

    [TestMethod]
    public void A_branchs_operand_and_result_have_the_order_of_the_convolutions_on_both_sides()
    {
        int x = Conv(_model.Input(TensorType.FLOAT32, Image));
        int y = Apply(BuiltinOperator.IF, TensorType.FLOAT32, Image, new IfOptionsT { ThenSubgraphIndex = 1, ElseSubgraphIndex = 2 }, _model.Input(TensorType.BOOL, []), x);
        _model.Output(Conv(y));
        Subgraph([(TensorType.FLOAT32, Image)], x => [Conv(x[0])]);
        Subgraph([(TensorType.FLOAT32, Image)], x => [Apply(BuiltinOperator.NEG, TensorType.FLOAT32, Image, null, x)]);
        AssertTransposes(around: 2, within: 0);
    }

    [TestMethod]
    public void A_composites_operand_and_result_have_the_order_of_the_convolutions_on_both_sides()
    {
        int x = Conv(_model.Input(TensorType.FLOAT32, Image));
        int y = Apply(BuiltinOperator.STABLEHLO_COMPOSITE, TensorType.FLOAT32, Image, new StableHLOCompositeOptionsT { DecompositionSubgraphIndex = 1 }, x);
        _model.Output(Conv(y));
        Subgraph([(TensorType.FLOAT32, Image)], x => [Conv(x[0])]);
        AssertTransposes(around: 2, within: 0);
    }

    [TestMethod]
    public void What_a_branch_alone_wants_in_another_order_it_transposes_itself()
    {
        int x = _model.Input(TensorType.FLOAT32, Image);
        _model.Output(Apply(BuiltinOperator.IF, TensorType.FLOAT32, Image, new IfOptionsT { ThenSubgraphIndex = 1, ElseSubgraphIndex = 2 }, _model.Input(TensorType.BOOL, []), x));
        Subgraph([(TensorType.FLOAT32, Image)], x => [Conv(x[0])]);
        Subgraph([(TensorType.FLOAT32, Image)], x => [Apply(BuiltinOperator.NEG, TensorType.FLOAT32, Image, null, x)]);
        AssertTransposes(around: 0, within: 2);
    }

    private void AssertTransposes(int around, int within)
    {
        var log = new DiagnosticBag("model");
        Graph? graph = Converter.Lower(_model.Build(), new(), log)?.Graph;
        Assert.IsNotNull(graph, string.Join("\n", log.All));
        int outermost = graph.Nodes.Count(node => node.OpType == "Transpose");
        Assert.AreEqual((around, within), (outermost, graph.Transposes().Count() - outermost), GraphText.Of(graph));
    }

    private void Subgraph((TensorType Type, int[] Shape)[] inputs, Func<int[], int[]> compute) => _model.Subgraph(model =>
    {
        int[] given = [.. inputs.Select(input => model.Input(input.Type, input.Shape))];
        Array.ForEach(compute(given), model.Output);
    });

    private int Apply(BuiltinOperator code, TensorType type, int[] result, IFlatRecord? options, params int[] operands)
    {
        int y = _model.Tensor(type, result);
        _model.Operator(code, operands, [y], options);
        return y;
    }

    private int Conv(int x)
    {
        int weights = _model.Constant([4, 3, 3, 4], [.. Enumerable.Repeat(1f, 4 * 9 * 4)]);
        return Apply(BuiltinOperator.CONV_2D, TensorType.FLOAT32, Image, new Conv2DOptionsT { StrideH = 1, StrideW = 1 }, x, weights, _model.Constant([4], new float[4]));
    }
}
