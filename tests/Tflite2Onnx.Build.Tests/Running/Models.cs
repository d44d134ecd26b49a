using Tflite2Onnx.Tflite;
using Tflite2Onnx.Tflite.MetadataTables;

namespace Tflite2Onnx.Build.Tests.Running;

/// <summary>Small models as bytes.</summary>
internal static class Models
{
    /// <summary>Adds a number: another number, other bytes.</summary>
    public static byte[] Add(float number)
    {
        var model = new ModelBuilder();
        int x = model.Input(TensorType.FLOAT32, [2, 3], name: "x");
        int y = model.Tensor(TensorType.FLOAT32, [2, 3], name: "y");
        model.Operator(BuiltinOperator.ADD, [x, model.Constant([3], [number, 1, 2])], [y], new AddOptionsT());
        model.Output(y);
        return model.Build();
    }

    /// <summary>A convolution, whose ONNX form depends on the layout asked for.</summary>
    public static byte[] Conv(byte[]? metadata = null)
    {
        var model = new ModelBuilder { Metadata = metadata };
        int x = model.Input(TensorType.FLOAT32, [1, 5, 7, 2], name: "x");
        int y = model.Tensor(TensorType.FLOAT32, [1, 5, 7, 3], name: "y");
        int weights = model.Constant([3, 1, 1, 2], 1f, 2, 3, 4, 5, 6);
        model.Operator(BuiltinOperator.CONV_2D, [x, weights, model.Constant([3], 1f, 2, 3)], [y], new Conv2DOptionsT { StrideH = 1, StrideW = 1 });
        model.Output(y);
        return model.Build();
    }

    /// <summary>The same, with all that an author can say of it and a file of labels.</summary>
    public static byte[] Noted() => NotedModels.WithFiles(Conv(NotedModels.Pack(new ModelMetadataT
    {
        Description = "Finds \"cats\" \\ dogs",
        Author = "Somebody",
        License = "MIT",
        SubgraphMetadata = [new SubGraphMetadataT { InputTensorMetadata = [NotedModels.Image([127.5f], [255])], OutputTensorMetadata = [NotedModels.Scores("labels.txt")] }],
    })), [("labels.txt", "cat\ndog\n"u8.ToArray())]);

    /// <summary>A model with a file that must not be unpacked.</summary>
    public static byte[] BadFiles() => NotedModels.WithFiles(Add(1), [("../labels.txt", [1])]);

    /// <summary>Integers that stand for floats.</summary>
    public static byte[] Quantized()
    {
        var model = new ModelBuilder();
        int x = model.Input(TensorType.INT8, [2, 3], ModelBuilder.Quantized(0.5f, -3), "x");
        int y = model.Tensor(TensorType.FLOAT32, [2, 3], name: "y");
        model.Operator(BuiltinOperator.DEQUANTIZE, [x], [y]);
        model.Output(y);
        return model.Build();
    }

    /// <summary>Two subgraphs, each of which has a signature.</summary>
    public static byte[] TwoSignatures()
    {
        var model = new ModelBuilder();
        Unary(model, BuiltinOperator.NEG);
        int second = model.Subgraph(m => Unary(m, BuiltinOperator.EXP));
        model.Signature("negate", 0, ["number"], ["negated"]);
        model.Signature("raise", second, ["exponent"], ["power"]);
        return model.Build();
    }

    private static void Unary(ModelBuilder model, BuiltinOperator code)
    {
        int x = model.Input(TensorType.FLOAT32, [2, 3]);
        int y = model.Tensor(TensorType.FLOAT32, [2, 3]);
        model.Operator(code, [x], [y]);
        model.Output(y);
    }

    /// <summary>An operator that nobody has.</summary>
    public static byte[] Unsupported()
    {
        var model = new ModelBuilder();
        int x = model.Input(TensorType.FLOAT32, [2, 3], name: "x");
        int y = model.Tensor(TensorType.FLOAT32, [2, 3], name: "y");
        model.Operator(BuiltinOperator.CUSTOM, [x], [y], custom: "NobodyHasThis");
        model.Output(y);
        return model.Build();
    }
}
