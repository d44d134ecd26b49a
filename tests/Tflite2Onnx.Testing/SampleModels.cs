using Tflite2Onnx.Tflite;
using Tflite2Onnx.Tflite.MetadataTables;
using static Tflite2Onnx.Tflite.TensorType;

namespace Tflite2Onnx.Testing;

/// <summary>The models of the samples, weights and all: what they compute can be read here.</summary>
internal static class SampleModels
{
    // Means of sepal length and width, petal length and width, in cm: setosa, versicolor, virginica.
    private static readonly float[][] Means = [[5.006f, 3.428f, 1.462f, 0.246f], [5.936f, 2.770f, 4.260f, 1.326f], [6.588f, 2.974f, 5.552f, 2.026f]];

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

    /// <summary>
    /// Which iris a flower is: from <c>features</c> [1, 4] (lengths and widths of sepal and petal, in cm) to <c>scores</c> [1, 3], how near the
    /// flower is to the mean of each species (of Fisher's 150 flowers), as shares of 1. The species' names travel with the model.
    /// </summary>
    public static byte[] Iris()
    {
        const string Labels = "species.txt";
        var metadata = new ModelMetadataT
        {
            Name = "Iris",
            Description = "Which iris a flower is, by the nearest mean of a species",
            Author = "Tflite2Onnx.Build contributors",
            License = "MIT",
            SubgraphMetadata =
            [
                new SubGraphMetadataT
                {
                    InputTensorMetadata = [new TensorMetadataT { Name = "features", Description = "Sepal length and width, petal length and width, in cm" }],
                    OutputTensorMetadata = [NotedModels.Scores(Labels)],
                },
            ],
        };
        var model = new ModelBuilder { Metadata = NotedModels.Pack(metadata) };
        int features = model.Input(FLOAT32, [1, 4], name: "features");
        // The square of the distance, less what is the same for all species, is linear.
        int means = model.Constant([3, 4], [.. Means.SelectMany(mean => mean)]);
        int offsets = model.Constant([3], [.. Means.Select(mean => mean.Sum(x => x * x) / -2)]);
        int nearness = model.Tensor(FLOAT32, [1, 3], name: "nearness");
        model.Operator(BuiltinOperator.FULLY_CONNECTED, [features, means, offsets], [nearness], new FullyConnectedOptionsT());
        int scores = model.Tensor(FLOAT32, [1, 3], name: "scores");
        model.Operator(BuiltinOperator.SOFTMAX, [nearness], [scores], new SoftmaxOptionsT { Beta = 2 });
        model.Output(scores);
        return NotedModels.WithFiles(model.Build(), [(Labels, "setosa\nversicolor\nvirginica\n"u8.ToArray())]);
    }

    /// <summary>
    /// A level meter that keeps what it last showed: from <c>frame</c> [1, 160], samples from -1 to 1, to <c>peak</c> [1, 1], the frame's
    /// effective value, or 0.8 of the last peak where that is more.
    /// </summary>
    public static byte[] Meter()
    {
        var model = new ModelBuilder();
        int frame = model.Input(FLOAT32, [1, 160], name: "frame");
        int handle = model.Tensor(RESOURCE, [1], name: "handle");
        model.Operator(BuiltinOperator.VAR_HANDLE, [], [handle], new VarHandleOptionsT { SharedName = "meter" });
        int before = Made(BuiltinOperator.READ_VARIABLE, [1, 1], "before", new ReadVariableOptionsT(), handle);
        int fallen = Made(BuiltinOperator.MUL, [1, 1], "fallen", new MulOptionsT(), before, model.Constant([], 0.8f));
        int squares = Made(BuiltinOperator.SQUARE, [1, 160], "squares", null, frame);
        int power = Made(BuiltinOperator.MEAN, [1, 1], "power", new ReducerOptionsT { KeepDims = true }, squares, model.Constant([1], 1));
        int level = Made(BuiltinOperator.SQRT, [1, 1], "level", null, power);
        int peak = Made(BuiltinOperator.MAXIMUM, [1, 1], "peak", null, level, fallen);
        model.Operator(BuiltinOperator.ASSIGN_VARIABLE, [handle, peak], [], new AssignVariableOptionsT());
        model.Output(peak);
        return model.Build("A level meter that falls slowly");

        int Made(BuiltinOperator code, int[] shape, string name, IFlatRecord? options, params int[] operands)
        {
            int result = model.Tensor(FLOAT32, shape, name: name);
            model.Operator(code, operands, [result], options);
            return result;
        }
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
