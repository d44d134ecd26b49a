namespace Tflite2Onnx.Operators;

/// <summary>Features of sound (audio_spectrogram.cc, mfcc.cc).</summary>
internal static class Audio
{
    // Of a window in samples, and of a matrix in elements; weights are not worked out for more.
    private const int MostSamples = 1 << 20;
    private const long MostElements = 1 << 24;

    public static OpDefinition[] Operators =>
    [
        new PlainOpDefinition("AudioSpectrogram")
        {
            Summary = "Magnitudes of the frequencies in windows of sound: [samples, channels] to [channels, windows, frequencies].",
            Limits = "The window has at least two samples, the stride one.",
            Shapes = CustomShapes.Spectrogram,
            Convert = op => Spectrogram(op, op.CustomOptions),
        },
        new PlainOpDefinition("Mfcc")
        {
            Summary = "Mel-frequency cepstral coefficients of a spectrogram of squared magnitudes, which is [channels, windows, frequencies].",
            Limits = "The sample rate has to be a constant, and the upper limit a frequency that the spectrogram has.",
            Shapes = CustomShapes.Coefficients,
            Convert = op => Coefficients(op, op.CustomOptions),
        },
    ];

    // The kernel transforms in double precision: logarithms that come behind take small frequencies for as much as large ones.
    private static Value Spectrogram(OpContext op, CustomOptions o)
    {
        (int window, int stride) = (o.Integer("window_size"), o.Integer("stride"));
        if (window is < 2 or > MostSamples || stride < 1 || op.Shape(0)[0] is >= 0 and int samples && samples < window)
        {
            throw new Refusal(WayOut.Rewrite, $"its window of {window} samples with a stride of {stride} does not fit the sound");
        }
        // Windows are filled up with zeros to a power of two, the last one beyond the sound's end.
        int length = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)window);
        Value sound = op.Cast(op.Transpose(op.In(0), [1, 0]), ElementType.Double);
        sound = op.Emit("Pad", [sound, Value.Ints(0, 0, 0, length - window)]);
        double[] hann = [.. Enumerable.Range(0, length).Select(i => i < window ? 0.5 - (0.5 * Math.Cos(2 * Math.PI * i / window)) : 0)];
        Value weights = Value.Of(Constants.FromFloats(ElementType.Double, [length], hann), "hann");
        Value[] operands = [op.Unsqueeze(sound, 2), Constants.Scalar(stride, ElementType.Int64), weights, Constants.Scalar(length, ElementType.Int64)];
        Value complex = op.Emit("STFT", operands);
        Value squares = op.Emit("ReduceSum", [op.Emit("Mul", [complex, complex]), Value.Ints(3)], new() { ["keepdims"] = 0L });
        Value power = op.Cast(squares, ElementType.Float);
        return o.Flag("magnitude_squared") ? power : op.Emit("Sqrt", [power]);
    }

    private static Value Coefficients(OpContext op, CustomOptions o)
    {
        (int bins, int channels, int count) = (op.Shape(0)[2], o.Integer("filterbank_channel_count"), o.Integer("dct_coefficient_count"));
        var mel = new MelFilterbank(bins, op.Integer(1), channels, o.Integer("lower_frequency_limit"), o.Integer("upper_frequency_limit"));
        if (!mel.IsSound || count < 1 || count > channels || (long)channels * Math.Max(bins, channels) > MostElements)
        {
            throw new Refusal(WayOut.Rewrite, "its limits, its channels and its coefficients do not fit the spectrogram");
        }
        Value bands = op.Emit("MatMul", [op.Emit("Sqrt", [op.In(0)]), Matrix(mel.Weights(), bins, channels)]);
        Value floor = op.Emit("Max", [bands, Constants.Scalar(1e-12, ElementType.Float)]);
        return op.Emit("MatMul", [op.Emit("Log", [floor]), Matrix(Cosines(channels, count), channels, count)]);
    }

    // MfccDct: [channels, coefficients].
    private static double[] Cosines(int channels, int count) =>
        [.. from j in Enumerable.Range(0, channels)
            from i in Enumerable.Range(0, count)
            select Math.Sqrt(2.0 / channels) * Math.Cos(i * Math.PI / channels * (j + 0.5))];

    private static Value Matrix(double[] elements, int rows, int columns) =>
        Value.Of(Constants.FromFloats(ElementType.Float, [rows, columns], elements), "weights");
}
