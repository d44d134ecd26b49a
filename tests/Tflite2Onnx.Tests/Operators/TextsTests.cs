using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Tests.Operators;

/// <summary>Operators whose kernels take texts. Numbers are what the runtimes of the tests compare, so that a table makes numbers of the texts.</summary>
[TestClass]
public sealed class TextsTests
{
    private static readonly string[] Texts = ["a", "bc", "\u00e4", ""];

    public static IEnumerable<object[]> Uses =>
    [
        [GATHER, new int[] { 2, 0, 3 }, new int[] { 3 }, new double[] { 2, 0, 3 }],
        [GATHER_ND, new int[] { 2, 1 }, new int[] { 2 }, new double[] { 2, 1 }],
        [RESHAPE, new int[] { 2, 2 }, new int[] { 2, 2 }, new double[] { 0, 1, 2, 3 }],
        [EXPAND_DIMS, new int[] { 0 }, new int[] { 1, 4 }, new double[] { 0, 1, 2, 3 }],
        [TRANSPOSE, new int[] { 1, 0 }, new int[] { 2, 2 }, new double[] { 0, 2, 1, 3 }],
        [TILE, new int[] { 2 }, new int[] { 8 }, new double[] { 0, 1, 2, 3, 0, 1, 2, 3 }],
        [EQUAL, Array.Empty<int>(), new int[] { 4 }, new double[] { 0, 1, 0, 0 }],
        [NOT_EQUAL, Array.Empty<int>(), new int[] { 4 }, new double[] { 1, 0, 1, 1 }],
    ];

    [TestMethod]
    [DynamicData(nameof(Uses))]
    public void Texts_go_through(object operation, int[] numbers, int[] shape, double[] expected)
    {
        var code = (BuiltinOperator)operation;
        var builder = new ModelBuilder();
        builder.Operator(CALL_ONCE, [], [], new CallOnceOptionsT { InitSubgraphIndex = 1 });
        int texts = builder.Constant(TensorType.STRING, code == TRANSPOSE ? [2, 2] : [4], HashTablesCases.Strings(Texts));
        bool compares = code is EQUAL or NOT_EQUAL;
        int other = compares ? builder.Constant(TensorType.STRING, [1], HashTablesCases.Strings("bc"))
            : builder.Constant(code == GATHER_ND ? [numbers.Length, 1] : [numbers.Length], numbers);
        int y = builder.Tensor(compares ? TensorType.BOOL : TensorType.STRING, shape);
        builder.Operator(code, [texts, other], [y]);
        builder.Output(compares ? y : Found(builder, y, shape));
        builder.Subgraph(_ =>
        {
            int keys = builder.Constant(TensorType.STRING, [4], HashTablesCases.Strings(Texts));
            int values = builder.Constant(TensorType.INT64, [4], ModelBuilder.Bytes([0L, 1, 2, 3]));
            builder.Operator(HASHTABLE_IMPORT, [Table(builder), keys, values], []);
        });

        using var onnx = new MemoryStream();
        ConversionResult result = Converter.Convert(builder.Build(), onnx);
        Assert.IsTrue(result.Succeeded, string.Join("\n", result.Diagnostics));
        RunTensor got = OnnxRunner.Run(onnx.ToArray(), [])[0];
        CollectionAssert.AreEqual(shape, got.Shape);
        CollectionAssert.AreEqual(expected, got.Floats());
    }

    private static int Found(ModelBuilder builder, int texts, int[] shape)
    {
        int found = builder.Tensor(TensorType.INT64, shape);
        builder.Operator(HASHTABLE_FIND, [Table(builder), texts, builder.Constant(TensorType.INT64, [1], ModelBuilder.Bytes([-1L]))], [found]);
        return found;
    }

    private static int Table(ModelBuilder builder)
    {
        int table = builder.Tensor(TensorType.RESOURCE, [1]);
        builder.Operator(HASHTABLE, [], [table], new HashtableOptionsT { TableId = 3, KeyDtype = TensorType.STRING, ValueDtype = TensorType.INT64 });
        return table;
    }
}
