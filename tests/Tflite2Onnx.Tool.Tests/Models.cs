using Tflite2Onnx.Tflite;
using static Tflite2Onnx.Tflite.TensorType;

namespace Tflite2Onnx.Tool.Tests;

/// <summary>Models of one operator each, one for every way a conversion can go.</summary>
internal static class Models
{
    /// <summary>A convolution, with a Transpose before and one behind it.</summary>
    public static byte[] Sound { get; } = Convolution();

    /// <summary>Holds a custom operator.</summary>
    public static byte[] Unsupported { get; } = OneOperator(BuiltinOperator.CUSTOM, FLOAT32, null, "Frobnicate");

    /// <summary>Converts with a note: int16 needs opset 21.</summary>
    public static byte[] Noteworthy { get; } = OneOperator(BuiltinOperator.ABS, INT16, ModelBuilder.Quantized(0.5f, 0), null);

    /// <summary>Takes many seconds to convert.</summary>
    public static byte[] Long => GeneratedModels.Ladder(150_000);

    /// <summary>One subgraph under two signatures.</summary>
    public static byte[] Signed { get; } = TwoSignatures();

    private static byte[] TwoSignatures()
    {
        var model = new ModelBuilder();
        int x = model.Input(FLOAT32, [2, 3]);
        int y = model.Tensor(FLOAT32, [2, 3]);
        model.Operator(BuiltinOperator.NEG, [x], [y]);
        model.Output(y);
        model.Signature("first", 0, ["x"], ["y"]);
        model.Signature("second", 0, ["a"], ["b"]);
        return model.Build();
    }

    private static byte[] Convolution()
    {
        var model = new ModelBuilder();
        int x = model.Input(FLOAT32, [-1, 4, 5, 2], name: "picture");
        int filter = model.Constant([2, 1, 3, 2], 0f, 0f, 2f, 0f, 0f, 0f, 0f, 0f, 0f, 2f, 0f, 0f);
        int y = model.Tensor(FLOAT32, [-1, 4, 5, 2], name: "twice");
        model.Operator(BuiltinOperator.CONV_2D, [x, filter], [y], new Conv2DOptionsT { StrideH = 1, StrideW = 1 });
        model.Output(y);
        return model.Build("doubles");
    }

    private static byte[] OneOperator(BuiltinOperator code, TensorType type, QuantizationParametersT? quantization, string? custom)
    {
        var model = new ModelBuilder();
        int x = model.Input(type, [2, 3], quantization, "x");
        int y = model.Tensor(type, [2, 3], quantization, "y");
        model.Operator(code, [x], [y], custom: custom);
        model.Output(y);
        return model.Build();
    }
}
