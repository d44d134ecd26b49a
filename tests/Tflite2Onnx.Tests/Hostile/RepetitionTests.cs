using Google.FlatBuffers;
using Tflite2Onnx.Diagnostics;
using Tflite2Onnx.Tflite.MetadataTables;

namespace Tflite2Onnx.Tests.Hostile;

/// <summary>Small files in which one list or text stands for many: what the reader would make of them has no end, and is refused first.</summary>
[TestClass]
public sealed class RepetitionTests
{
    private const int Times = 100_000;

    [TestMethod]
    [Timeout(60_000, CooperativeCancellation = true)]
    public void Operators_with_one_list_of_inputs_between_them() => AssertDamaged(Model(builder =>
    {
        VectorOffset inputs = Ints(builder, Enumerable.Repeat(7, Times));
        builder.StartTable(3);
        builder.AddOffset(1, inputs.Value, 0);
        VectorOffset operators = Repeated(builder, builder.EndTable());
        builder.StartTable(5);
        builder.AddOffset(3, operators.Value, 0);
        return builder.EndTable();
    }));

    [TestMethod]
    [Timeout(60_000, CooperativeCancellation = true)]
    public void Tensors_with_one_name_between_them() => AssertDamaged(Model(builder =>
    {
        StringOffset name = builder.CreateString(new string('x', Times));
        builder.StartTable(4);
        builder.AddOffset(3, name.Value, 0);
        VectorOffset tensors = Repeated(builder, builder.EndTable());
        builder.StartTable(5);
        builder.AddOffset(0, tensors.Value, 0);
        return builder.EndTable();
    }));

    [TestMethod]
    [Timeout(60_000, CooperativeCancellation = true)]
    public void Notes_with_one_text_between_them()
    {
        var builder = new FlatBufferBuilder(1 << 20);
        StringOffset text = builder.CreateString(new string('x', Times));
        builder.StartTable(2);
        builder.AddOffset(1, text.Value, 0);
        VectorOffset notes = Repeated(builder, builder.EndTable());
        builder.StartTable(3);
        builder.AddOffset(2, notes.Value, 0);
        int graph = builder.EndTable();
        VectorOffset graphs = Repeated(builder, graph, 1);
        builder.StartTable(4);
        builder.AddOffset(3, graphs.Value, 0);
        builder.Finish(builder.EndTable(), MetadataTablesFile.Identifier);

        var model = new ModelBuilder { Metadata = builder.SizedByteArray() };
        model.Output(model.Input(TensorType.FLOAT32, [1]));
        var log = new DiagnosticBag();
        Assert.IsNotNull(TfliteModel.Read(model.Build(), log));
        Assert.AreEqual("T2O3101", log.All.Single().Code);
    }

    // The same list in every table is no crime as long as it is short.
    [TestMethod]
    public void Tensors_that_share_a_short_name_are_read() => Assert.IsNotNull(TfliteModel.Read(
        Model(builder =>
        {
            StringOffset name = builder.CreateString("x");
            builder.StartTable(4);
            builder.AddOffset(3, name.Value, 0);
            VectorOffset tensors = Repeated(builder, builder.EndTable(), 100);
            builder.StartTable(5);
            builder.AddOffset(0, tensors.Value, 0);
            return builder.EndTable();
        }), new DiagnosticBag()));

    [TestMethod]
    [Timeout(60_000, CooperativeCancellation = true)]
    public void As_many_inputs_as_tensors_are_read_in_linear_time()
    {
        byte[] model = Model(builder =>
        {
            builder.StartTable(0);
            VectorOffset tensors = Repeated(builder, builder.EndTable(), 1_000_000);
            VectorOffset inputs = Ints(builder, Enumerable.Range(0, 1_000_000));
            builder.StartTable(5);
            builder.AddOffset(0, tensors.Value, 0);
            builder.AddOffset(1, inputs.Value, 0);
            return builder.EndTable();
        });
        Assert.HasCount(1_000_000, TfliteModel.Read(model, new DiagnosticBag())!.Main.InputNames);
    }

    private static void AssertDamaged(byte[] model)
    {
        var log = new DiagnosticBag();
        Assert.IsNull(TfliteModel.Read(model, log));
        Assert.AreEqual("T2O1003", log.All.Single().Code);
        Assert.Contains("repeated beyond reason", log.All[0].Message);
    }

    // The schema's objects write each list once more for every table; here one stands for all.
    private static byte[] Model(Func<FlatBufferBuilder, int> subgraph)
    {
        var builder = new FlatBufferBuilder(1 << 20);
        VectorOffset subgraphs = Repeated(builder, subgraph(builder), 1);
        builder.StartTable(3);
        builder.AddOffset(2, subgraphs.Value, 0);
        builder.Finish(builder.EndTable(), TfliteFile.Identifier);
        return builder.SizedByteArray();
    }

    private static VectorOffset Repeated(FlatBufferBuilder builder, int table, int times = Times)
    {
        builder.StartVector(4, times, 4);
        for (int i = 0; i < times; i++)
        {
            builder.AddOffset(table);
        }
        return builder.EndVector();
    }

    private static VectorOffset Ints(FlatBufferBuilder builder, IEnumerable<int> values)
    {
        int[] all = [.. values];
        builder.StartVector(4, all.Length, 4);
        builder.Add(all);
        return builder.EndVector();
    }
}
