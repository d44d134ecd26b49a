using static Tflite2Onnx.Tests.Operators.Operands;

namespace Tflite2Onnx.Tests.Operators;

internal static class AudioCases
{
    public static OpCase[] All =>
    [
        Spectrogram("squared", F32(60, 2), F32(2, 6, 9), 16, 8, squared: true),
        Spectrogram("magnitudes, window of no power of two", F32(61, 1), F32(1, 9, 9), 12, 6, squared: false),
        Spectrogram("stride beyond the window", F32(50, 3), F32(3, 4, 5), 5, 13, squared: true),
        Spectrogram("window beyond the sound", F32(8, 1), F32(1, 1, 9), 16, 8, squared: true) with { Fails = "T2O2002" },
        Mfcc("plain", F32(2, 3, 65).Between(0, 3), Ints(16000), F32(2, 3, 13), 20, 4000, 40, 13),
        Mfcc("all coefficients, other limits", F32(1, 2, 129).Between(0, 90), Ints(8000), F32(1, 2, 9), 300, 3900, 9, 9),
        Mfcc("upper limit beyond the spectrogram", F32(1, 2, 65), Ints(8000), F32(1, 2, 9), 300, 4100, 9, 9) with { Fails = "T2O2002" },
        Mfcc("computed rate", F32(1, 2, 65), I32(1).Of(8000), F32(1, 2, 9), 300, 3900, 9, 9) with { Fails = "T2O2002" },
    ];

    private static OpCase Spectrogram(string name, Operand sound, Operand result, long window, long stride, bool squared) =>
        Customs.Case("AudioSpectrogram", name, new() { ["window_size"] = window, ["stride"] = stride, ["magnitude_squared"] = squared }, [sound], result);

    private static OpCase Mfcc(string name, Operand spectrogram, Operand rate, Operand result, double lower, double upper, long channels, long coefficients)
    {
        var options = new FlexMap
        {
            ["lower_frequency_limit"] = lower, ["upper_frequency_limit"] = upper, ["filterbank_channel_count"] = channels, ["dct_coefficient_count"] = coefficients,
        };
        return Customs.Case("Mfcc", name, options, [spectrogram, rate], result);
    }
}
