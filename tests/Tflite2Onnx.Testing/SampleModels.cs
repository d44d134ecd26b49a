using Tflite2Onnx.Tflite;
using static Tflite2Onnx.Tflite.TensorType;

namespace Tflite2Onnx.Testing;

/// <summary>The models of the samples, weights and all: what they compute can be read here.</summary>
internal static class SampleModels
{
    // How much a picture's red, green and blue count for its brightness (ITU-R BT.601).
    private static readonly float[] Brightness = [0.299f, 0.587f, 0.114f];

    // Sobel's filter: differences across, smoothed along. Transposed it looks the other way.
    private static readonly float[][] Sobel = [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]];

    /// <summary>
    /// Edges of a picture: the length of the brightness's gradient, cut off at 1. From <c>picture</c> [1, height, width, 3], red, green and
    /// blue from 0 to 1, to <c>edges</c> [1, height - 2, width - 2, 1]; the picture may have any size.
    /// </summary>
    public static byte[] Edges()
    {
        var model = new ModelBuilder();
        int picture = model.Input(FLOAT32, [1, -1, -1, 3], name: "picture");
        int filters = model.Constant([2, 3, 3, 3], SobelFilters());
        int gradient = model.Tensor(FLOAT32, [1, -1, -1, 2], name: "gradient");
        model.Operator(BuiltinOperator.CONV_2D, [picture, filters], [gradient], new Conv2DOptionsT { Padding = Padding.VALID, StrideH = 1, StrideW = 1 });

        int squares = model.Tensor(FLOAT32, [1, -1, -1, 2], name: "squares");
        model.Operator(BuiltinOperator.SQUARE, [gradient], [squares]);
        int ones = model.Constant([1, 1, 1, 2], 1f, 1f);
        int sum = model.Tensor(FLOAT32, [1, -1, -1, 1], name: "sum");
        model.Operator(BuiltinOperator.CONV_2D, [squares, ones], [sum], new Conv2DOptionsT { Padding = Padding.VALID, StrideH = 1, StrideW = 1 });

        int length = model.Tensor(FLOAT32, [1, -1, -1, 1], name: "length");
        model.Operator(BuiltinOperator.SQRT, [sum], [length]);
        int edges = model.Tensor(FLOAT32, [1, -1, -1, 1], name: "edges");
        model.Operator(BuiltinOperator.MINIMUM, [length, model.Constant([], 1f)], [edges]);
        model.Output(edges);
        return model.Build("Edges of a picture, after Sobel");
    }

    // [2, 3, 3, 3]: direction, row, column, colour.
    private static float[] SobelFilters()
    {
        var weights = new float[2 * 3 * 3 * 3];
        for (int i = 0; i < weights.Length; i++)
        {
            (int direction, int row, int column, int colour) = (i / 27, i / 9 % 3, i / 3 % 3, i % 3);
            weights[i] = Brightness[colour] * (direction == 0 ? Sobel[row][column] : Sobel[column][row]);
        }
        return weights;
    }
}
