using Tflite2Onnx.Tflite;

namespace Tflite2Onnx.Testing;

/// <summary>Models in the shape of real ones, with made-up weights: for benchmarks, and for tests that need size.</summary>
internal static class GeneratedModels
{
    /// <summary>A classifier like MobileNet: a convolution, then <paramref name="blocks"/> pairs of depthwise and pointwise ones.</summary>
    public static byte[] Classifier(int size, int channels, int blocks, bool quantized)
    {
        var net = new Network(quantized);
        int x = net.Convolution(net.Input([1, size, size, 3]), [1, size / 2, size / 2, channels], 3, stride: 2);
        int[] shape = [1, size / 2, size / 2, channels];
        for (int i = 0; i < blocks; i++)
        {
            x = net.Depthwise(x, shape, 3);
            x = net.Convolution(x, shape, 1, stride: 1);
        }
        net.Output(x);
        return net.Build();
    }

    /// <summary>Convolutions of 3x3 whose weights come to <paramref name="megabytes"/> MB, all of which have to be permuted.</summary>
    public static byte[] Large(int megabytes)
    {
        const int Channels = 512;
        var net = new Network(quantized: false);
        int[] shape = [1, 8, 8, Channels];
        int x = net.Input(shape);
        for (long bytes = 0; bytes < megabytes * 1_000_000L; bytes += Channels * 9 * Channels * 4)
        {
            x = net.Convolution(x, shape, 3, stride: 1);
        }
        net.Output(x);
        return net.Build();
    }

    /// <summary>A chain of <paramref name="length"/> additions.</summary>
    public static byte[] Chain(int length)
    {
        var builder = new ModelBuilder();
        int x = builder.Input(TensorType.FLOAT32, [1, 4, 4, 2]);
        int one = builder.Constant([1], 1f);
        for (int i = 0; i < length; i++)
        {
            int y = builder.Tensor(TensorType.FLOAT32, [1, 4, 4, 2]);
            builder.Operator(BuiltinOperator.ADD, [x, one], [y], new AddOptionsT());
            x = y;
        }
        builder.Output(x);
        return builder.Build();
    }

    /// <summary>A chain of <paramref name="length"/> convolutions, each with an addition behind it that also takes what is one step back.</summary>
    public static byte[] Ladder(int length)
    {
        var builder = new ModelBuilder();
        int filter = builder.Constant([1, 1, 1, 1], 1f);
        int x = builder.Input(TensorType.FLOAT32, [1, 4, 4, 1]);
        int before = x;
        for (int i = 0; i < length; i++)
        {
            (int y, int sum) = (builder.Tensor(TensorType.FLOAT32, [1, 4, 4, 1]), builder.Tensor(TensorType.FLOAT32, [1, 4, 4, 1]));
            builder.Operator(BuiltinOperator.CONV_2D, [x, filter], [y], new Conv2DOptionsT { StrideH = 1, StrideW = 1 });
            builder.Operator(BuiltinOperator.ADD, [y, before], [sum], new AddOptionsT());
            (before, x) = (y, sum);
        }
        builder.Output(x);
        return builder.Build();
    }

    // Layers with relu, float or int8 with weights per channel.
    private sealed class Network(bool quantized)
    {
        private readonly ModelBuilder _builder = new();

        public int Input(int[] shape) => _builder.Input(Type, shape, Activations);

        public void Output(int tensor) => _builder.Output(tensor);

        public byte[] Build() => _builder.Build();

        public int Convolution(int x, int[] shape, int kernel, int stride)
        {
            int channels = _builder.ShapeOf(x)[3];
            int[] inputs = [x, Weights([shape[3], kernel, kernel, channels], 0), Bias(shape[3])];
            var options = new Conv2DOptionsT { StrideH = stride, StrideW = stride, FusedActivationFunction = ActivationFunctionType.RELU };
            return Layer(BuiltinOperator.CONV_2D, inputs, shape, options);
        }

        public int Depthwise(int x, int[] shape, int kernel)
        {
            int[] inputs = [x, Weights([1, kernel, kernel, shape[3]], 3), Bias(shape[3])];
            var options = new DepthwiseConv2DOptionsT { StrideH = 1, StrideW = 1, DepthMultiplier = 1, FusedActivationFunction = ActivationFunctionType.RELU };
            return Layer(BuiltinOperator.DEPTHWISE_CONV_2D, inputs, shape, options);
        }

        private TensorType Type => quantized ? TensorType.INT8 : TensorType.FLOAT32;

        private QuantizationParametersT? Activations => quantized ? ModelBuilder.Quantized(0.05f, -128) : null;

        private int Layer(BuiltinOperator code, int[] inputs, int[] shape, IFlatRecord options)
        {
            int y = _builder.Tensor(Type, shape, Activations);
            _builder.Operator(code, inputs, [y], options);
            return y;
        }

        private int Weights(int[] shape, int axis)
        {
            int count = shape.Aggregate(1, (a, b) => a * b);
            QuantizationParametersT? scales = quantized ? ModelBuilder.Quantized([.. Enumerable.Repeat(0.01f, shape[axis])], axis) : null;
            return _builder.Constant(Type, shape, Noise(count * (quantized ? 1 : 4)), scales);
        }

        private int Bias(int channels) => quantized ? _builder.Constant([channels], new int[channels]) : _builder.Constant([channels], new float[channels]);

        // Bytes whose floats are small numbers: the exponent's byte stays the same.
        private byte[] Noise(int count)
        {
            byte[] noise = new byte[count];
            uint state = 12345;
            for (int i = 0; i < count; i++)
            {
                state = (state * 1664525) + 1013904223;
                noise[i] = !quantized && i % 4 == 3 ? (byte)0x3C : (byte)(state >> 24);
            }
            return noise;
        }
    }
}
