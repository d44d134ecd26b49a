using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Tests.Hostile;

/// <summary>Operators whose file contradicts itself, of as many kinds as there are checks: each is told as the file's fault, at its operator.</summary>
[TestClass]
public sealed class ContradictionTests
{
    public static IEnumerable<object[]> Files =>
    [
        File("an axis that there is not", MEAN, [F32(2, 3), Ints(2)], [2, 3], new ReducerOptionsT()),
        File("integers that are floats", MEAN, [F32(2, 3), Floats(1)], [2], new ReducerOptionsT()),
        File("fewer paddings than axes", PAD, [F32(2, 3), Ints([1, 2], 1, 1)], [4, 3]),
        File("an order of other axes", TRANSPOSE, [F32(2, 3), Ints(0)], [3, 2]),
        File("an axis twice in an order", TRANSPOSE, [F32(2, 3), Ints(0, 0)], [2, 2]),
        File("a slice of fewer axes", SLICE, [F32(2, 3), Ints(0), Ints(1)], [1, 3]),
        File("strides of fewer axes", STRIDED_SLICE, [F32(2, 3), Ints(0, 0), Ints(1), Ints(1)], [1, 3], new StridedSliceOptionsT()),
        File("a filter of rank 1", CONV_2D, [F32(1, 4, 4, 2), Floats(1, 2, 3)], [1, 4, 4, 3], new Conv2DOptionsT { StrideH = 1, StrideW = 1 }),
        File("a filter without channels", CONV_2D, [F32(1, 4, 4, 2), Floats(new int[] { 1, 1, 1, 0 })], [1, 4, 4, 1],
            new Conv2DOptionsT { StrideH = 1, StrideW = 1 }),
        File("an image of rank 2", MAX_POOL_2D, [F32(4, 4)], [4, 4], new Pool2DOptionsT { StrideH = 1, StrideW = 1, FilterHeight = 1, FilterWidth = 1 }),
        File("a batch of more axes than there are", GATHER, [F32(2, 3), Ints(0)], [2], new GatherOptionsT { Axis = 0, BatchDims = 5 }),
        File("an axis of ones beyond the rank", ONE_HOT, [I32(2), Ints([], 3), Floats([], 1), Floats([], 0)], [2, 3], new OneHotOptionsT { Axis = 7 }),
        File("blocks along more axes than there are", SPACE_TO_BATCH_ND, [F32(2, 4), Ints(2, 2), Ints([2, 2], 0, 0, 0, 0)], [8, 2]),
        File("blocks of nothing", SPACE_TO_BATCH_ND, [F32(1, 4, 4, 1), Ints(0, 2), Ints([2, 2], 0, 0, 0, 0)], [8, 2, 2, 1]),
        File("a diagonal of a scalar", MATRIX_DIAG, [F32()], [1, 1]),
        File("a transform along an axis that there is not", RFFT2D, [F32(4), Ints(4, 4)], [4]),
        File("steps of fewer axes", DILATE, [F32(2, 3), Ints(2), Floats([], 0)], [3, 3]),
        File("operands of other ranks", PACK, [F32(2, 3), F32(2)], [2, 2, 3], new PackOptionsT { ValuesCount = 2, Axis = 2 }),
        File("a product of a vector", BATCH_MATMUL, [F32(3), F32(3)], [3], new BatchMatMulOptionsT { AdjX = true }),
        File("a diagonal of a vector", MATRIX_SET_DIAG, [F32(2), F32(2)], [2]),
        File("an update of fewer axes", DYNAMIC_UPDATE_SLICE, [F32(2, 3), F32(2), Ints(0, 0)], [2, 3]),
        File("a mirror of fewer axes", MIRROR_PAD, [F32(2, 3), Ints([1, 2], 2, 2)], [6, 3], new MirrorPadOptionsT { Mode = MirrorPadMode.SYMMETRIC }),
        File("a size for an image of rank 2", RESIZE_BILINEAR, [F32(4, 4), Ints(8, 8)], [8, 8], new ResizeBilinearOptionsT()),
        File("paddings of fewer axes of StableHLO's", STABLEHLO_PAD, [F32(2, 3), Floats([], 0)], [4, 3],
            new StablehloPadOptionsT { EdgePaddingLow = [1], EdgePaddingHigh = [1], InteriorPadding = [0] }),
    ];

    [TestMethod]
    [DynamicData(nameof(Files))]
    public void Is_told_as_the_files_fault(string kind, string op, byte[] model)
    {
        ConversionResult result = Converter.Convert(model, Stream.Null);
        Diagnostic refusal = result.Diagnostics.Single(d => d.Severity == DiagnosticSeverity.Error);
        Assert.AreEqual(("T2O1005", op, 0), (refusal.Code, refusal.Operator, refusal.OperatorIndex), $"{kind}: {refusal}");
        Assert.EndsWith("The file is damaged, or was written by a faulty exporter.", refusal.Message);
    }

    private static object[] File(string kind, BuiltinOperator code, Func<ModelBuilder, int>[] operands, int[] result, IFlatRecord? options = null)
    {
        var model = new ModelBuilder();
        int[] inputs = [.. operands.Select(add => add(model))];
        int y = model.Tensor(TensorType.FLOAT32, result);
        model.Operator(code, inputs, [y], options);
        model.Output(y);
        return [kind, code.ToString(), model.Build()];
    }

    private static Func<ModelBuilder, int> F32(params int[] shape) => model => model.Input(TensorType.FLOAT32, shape);

    private static Func<ModelBuilder, int> I32(params int[] shape) => model => model.Input(TensorType.INT32, shape);

    private static Func<ModelBuilder, int> Ints(params int[] values) => Ints([values.Length], values);

    private static Func<ModelBuilder, int> Ints(int[] shape, params int[] values) => model => model.Constant(shape, values);

    private static Func<ModelBuilder, int> Floats(params float[] values) => Floats([values.Length], values);

    private static Func<ModelBuilder, int> Floats(int[] shape, params float[] values) => model => model.Constant(shape, values);
}
