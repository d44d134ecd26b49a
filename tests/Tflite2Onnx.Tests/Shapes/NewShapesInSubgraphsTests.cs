namespace Tflite2Onnx.Tests.Shapes;

/// <summary>Other dimensions of inputs are followed into subgraphs, and out of them.</summary>
[TestClass]
public sealed class NewShapesInSubgraphsTests
{
    private readonly ModelBuilder _model = new();

    [TestMethod]
    [DataRow(5)]
    [DataRow(-1)]
    public void Through_a_branch(int batch)
    {
        int y = _model.Tensor(TensorType.FLOAT32, [2, 3]);
        int condition = _model.Constant(TensorType.BOOL, [], [1]);
        _model.Operator(BuiltinOperator.IF, [condition, _model.Input(TensorType.FLOAT32, [2, 3])], [y], new IfOptionsT { ThenSubgraphIndex = 1, ElseSubgraphIndex = 2 });
        _model.Output(y);
        _model.Subgraph(m => Unary(m, BuiltinOperator.NEG));
        _model.Subgraph(m => Unary(m, BuiltinOperator.ABS));
        AssertGives(batch, -1);
    }

    [TestMethod]
    [DataRow(5)]
    [DataRow(-1)]
    public void Around_a_loop(int batch)
    {
        int[] made = [_model.Tensor(TensorType.INT32, []), _model.Tensor(TensorType.FLOAT32, [2, 3])];
        int[] state = [_model.Constant([], 0), _model.Input(TensorType.FLOAT32, [2, 3])];
        _model.Operator(BuiltinOperator.WHILE, state, made, new WhileOptionsT { CondSubgraphIndex = 1, BodySubgraphIndex = 2 });
        _model.Output(made[1]);
        _model.Subgraph(m =>
        {
            int below = Below(m, m.Input(TensorType.INT32, []));
            m.Input(TensorType.FLOAT32, [2, 3]);
            m.Output(below);
        });
        _model.Subgraph(m =>
        {
            (int count, int next) = (m.Input(TensorType.INT32, []), m.Tensor(TensorType.INT32, []));
            m.Operator(BuiltinOperator.ADD, [count, m.Constant([], 1)], [next], new AddOptionsT());
            m.Output(next);
            Unary(m, BuiltinOperator.NEG);
        });
        AssertGives(batch, -1);
    }

    // Whatever the factor, on a batch of 5.
    private void AssertGives(int batch, double factor)
    {
        using var onnx = new MemoryStream();
        ConversionResult result = Converter.Convert(_model.Build(), onnx, new() { BatchSize = batch });
        Assert.IsTrue(result.Succeeded, string.Join("\n", result.Diagnostics));
        float[] x = [.. Enumerable.Range(1, 15).Select(i => (float)i)];
        RunTensor y = OnnxRunner.Run(onnx.ToArray(), [new(ElementType.Float, [5, 3], ModelBuilder.Bytes(x))])[0];
        CollectionAssert.AreEqual(new[] { 5, 3 }, y.Shape);
        CollectionAssert.AreEqual(x.Select(v => factor * v).ToArray(), y.Floats());
    }

    private static int Below(ModelBuilder model, int count)
    {
        int below = model.Tensor(TensorType.BOOL, []);
        model.Operator(BuiltinOperator.LESS, [count, model.Constant([], 3)], [below]);
        return below;
    }

    private static void Unary(ModelBuilder model, BuiltinOperator code)
    {
        (int x, int y) = (model.Input(TensorType.FLOAT32, [2, 3]), model.Tensor(TensorType.FLOAT32, [2, 3]));
        model.Operator(code, [x], [y]);
        model.Output(y);
    }
}
