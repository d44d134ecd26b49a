using Tflite2Onnx.Tests.Operators;
using static Tflite2Onnx.Tests.Operators.Operands;

namespace Tflite2Onnx.Tests.States;

/// <summary>What TFLite keeps from run to run, as a caller of the converted model sees it.</summary>
[TestClass]
public sealed class StateTests
{
    private const string Lost = "T2O3004";
    private const int Frames = 20;

    [TestMethod]
    public void States_are_optional_inputs_behind_the_models_own()
    {
        using var model = new StatefulModel(Sum());
        CollectionAssert.AreEqual(new[] { "x" }, model.Inputs.ToArray());
        CollectionAssert.AreEqual(new[] { "box/v" }, model.States.ToArray());
        Assert.HasCount(2, model.Outputs);
        Assert.AreEqual(model.Outputs[1], model.Next("box/v"));
    }

    [TestMethod]
    public void A_variable_goes_on_from_its_initial_value()
    {
        using var model = new StatefulModel(Sum());
        double[] sum = [1, -2];
        for (int frame = 0; frame < Frames; frame++)
        {
            RunTensor x = Floats([2], frame, 0.5 * frame);
            double[] y = model.Run(x)[0].Floats();
            sum = [sum[0] + frame, sum[1] + (0.5 * frame)];
            CollectionAssert.AreEqual(sum, y);
        }
    }

    [TestMethod]
    public void Each_run_starts_anew_by_default_and_a_warning_names_what_is_lost()
    {
        byte[] onnx = Converted(Sum(), out ConversionResult result);
        Diagnostic warning = result.Diagnostics.Single(d => d.Severity == DiagnosticSeverity.Warning);
        Assert.AreEqual(Lost, warning.Code);
        Assert.Contains("'box/v'", warning.Message);
        using var runner = new OnnxRunner(onnx);
        Assert.IsEmpty(runner.Optional);
        for (int frame = 0; frame < 2; frame++)
        {
            CollectionAssert.AreEqual(new double[] { 4, 0 }, runner.Run([Floats([2], 3, 2)])[0].Floats());
        }
    }

    [TestMethod]
    [DataRow(false, DisplayName = "only read")]
    [DataRow(true, DisplayName = "assigned before it is read")]
    public void What_no_run_hands_on_is_no_state(bool assigned)
    {
        foreach (StateMode mode in Enum.GetValues<StateMode>())
        {
            var builder = new VariableModel([2]);
            int v = builder.Handle("v");
            if (assigned)
            {
                builder.Assign(v, builder.Add(builder.X, builder.X));
            }
            builder.Output(builder.Add(builder.Read(v), builder.X));
            byte[] onnx = Converted(builder.Build(("v", [1, -2])), out ConversionResult result, mode);
            Assert.DoesNotContain(d => d.Severity == DiagnosticSeverity.Warning, result.Diagnostics);
            using var runner = new OnnxRunner(onnx);
            Assert.IsEmpty(runner.Optional);
            Assert.HasCount(1, runner.Outputs);
        }
    }

    [TestMethod]
    public void What_initialization_alone_assigns_is_a_constant()
    {
        var builder = new VariableModel([2]);
        int v = builder.Handle("v");
        builder.Output(builder.Add(builder.Read(v), builder.X));
        Graph graph = Converter.Lower(builder.Build(("v", [1, -2])), new ConversionOptions { State = StateMode.Expose }, new())!.Graph;
        Assert.AreEqual("t3 = Add([1.0,-2.0], x)\n", GraphText.Of(graph));
    }

    [TestMethod]
    public void Two_states_of_one_name_are_told_apart()
    {
        var builder = new ModelBuilder();
        int x = builder.Input(TensorType.FLOAT32, [1, 2], name: "x");
        for (int layer = 0; layer < 2; layer++)
        {
            int state = builder.Variable(TensorType.FLOAT32, [1, 3], name: "x"), y = builder.Tensor(TensorType.FLOAT32, [1, 3]);
            int width = layer == 0 ? 2 : 3;
            int[] weights = [builder.Constant([3, width], new float[3 * width]), builder.Constant([3, 3], new float[9]), builder.Constant([3], 1f, 2f, 3f)];
            builder.Operator(BuiltinOperator.RNN, [x, .. weights, state], [y], new RNNOptionsT());
            x = y;
        }
        builder.Output(x);
        using var model = new StatefulModel(builder.Build());
        CollectionAssert.AreEqual(new[] { "x_1", "x_2" }, model.States.Order().ToArray());
        Assert.AreNotEqual(model.Next("x_1"), model.Next("x_2"));
        CollectionAssert.AreEqual(new double[] { 1, 2, 3 }, model.Run(Floats([1, 2], 0, 0))[0].Floats());
    }

    [TestMethod]
    public void A_variable_of_a_subgraph_that_is_not_there_is_refused()
    {
        var builder = new ModelBuilder();
        builder.Operator(BuiltinOperator.CALL_ONCE, [], [], new CallOnceOptionsT { InitSubgraphIndex = 7 });
        builder.Output(builder.Input(TensorType.FLOAT32, [2]));
        ConversionResult result = Converter.Convert(builder.Build(), Stream.Null);
        Assert.AreEqual("T2O1004", result.Diagnostics.Single(d => d.Severity == DiagnosticSeverity.Error).Code);
    }

    [TestMethod]
    public void What_a_branch_assigns_is_kept_where_it_runs()
    {
        Operand condition = Bool();
        using var model = new StatefulModel(VariablesCases.Whole(condition, (m, c) => VariablesCases.InBranch(m, c, bothAssign: false)));
        double[] v = [1, -2, 3, 4, 5, 6.5];
        for (int frame = 0; frame < Frames; frame++)
        {
            bool runs = frame % 3 != 1;
            double[] x = [.. v.Select((_, i) => (frame + i) / 8.0)];
            v = runs ? [.. v.Zip(x, (now, more) => now + more)] : v;
            RunTensor y = model.Run(Floats([2, 3], x), new RunTensor(ElementType.Bool, [], [runs ? (byte)1 : (byte)0]))[0];
            CollectionAssert.AreEqual(v.Zip(runs ? v : x, (now, given) => now + given).ToArray(), y.Floats(), $"frame {frame}");
        }
    }

    [TestMethod]
    public void What_a_loop_assigns_goes_from_round_to_round_and_from_run_to_run()
    {
        using var model = new StatefulModel(VariablesCases.Whole(I32(), VariablesCases.InLoop));
        double[] v = [1, -2, 3, 4, 5, 6.5];
        for (int frame = 0; frame < Frames / 2; frame++)
        {
            int rounds = frame % 5;
            double[] y = model.Run(Floats([2, 3], 1, 2, 3, 4, 5, 6), new RunTensor(ElementType.Int32, [], BitConverter.GetBytes(3 - rounds)))[0].Floats();
            double[] x = [1, 2, 3, 4, 5, 6];
            for (int round = 0; round < rounds; round++)
            {
                v = x = [.. v.Zip(x, (now, more) => now + more)];
            }
            CollectionAssert.AreEqual(v.Zip(x, (now, given) => now + given).ToArray(), y, $"frame {frame}");
        }
    }

    [TestMethod]
    [DataRow("RNN in a branch", (byte)1)]
    [DataRow("RNN in a loop", (byte)0)]
    public void A_layer_within_a_branch_or_a_loop_starts_anew_in_every_run(string key, byte second)
    {
        OpCase test = Families.Keyed[key];
        using var model = new StatefulModel(test.Model());
        Assert.IsEmpty(model.States);
        RunTensor[] inputs = test.Inputs();
        CollectionAssert.AreEqual(new byte[] { second }, inputs[1].Bytes[..1]);
        CollectionAssert.AreEqual(model.Run(inputs)[0].Bytes, model.Run(inputs)[0].Bytes);
    }

    [TestMethod]
    public void What_every_branch_assigns_before_anybody_reads_it_is_no_state()
    {
        byte[] tflite = VariablesCases.Whole(Bool(), VariablesCases.AssignedByEither);
        using var runner = new OnnxRunner(Converted(tflite, out _, StateMode.Expose));
        Assert.IsEmpty(runner.Optional);
    }

    // v starts with 1, -2; each run gives v + x and keeps it.
    private static byte[] Sum()
    {
        var builder = new VariableModel([2]);
        int v = builder.Handle("v", "box");
        int sum = builder.Add(builder.Read(v), builder.X);
        builder.Assign(v, sum);
        builder.Output(sum);
        return builder.Build(("box/v", [1, -2]));
    }

    private static byte[] Converted(byte[] tflite, out ConversionResult result, StateMode mode = StateMode.Reset)
    {
        using var onnx = new MemoryStream();
        result = Converter.Convert(tflite, onnx, new ConversionOptions { State = mode });
        Assert.IsTrue(result.Succeeded, string.Join("\n", result.Diagnostics));
        return onnx.ToArray();
    }

    private static RunTensor Floats(int[] shape, params double[] values) =>
        new(ElementType.Float, shape, F32(shape).Of(values).Bytes(0));
}
