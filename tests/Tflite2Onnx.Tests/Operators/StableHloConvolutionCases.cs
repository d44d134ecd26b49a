using static Tflite2Onnx.Tests.Operators.Operands;

using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Tests.Operators;

internal static class StableHloConvolutionCases
{
    public static OpCase[] All =>
    [
        Convolve("images", F32(1, 4, 5, 2).Of(Digits(40, 7, 10, 3)), F32(3, 2, 2, 3).Of(Digits(36, 3, 10, 4)).Const, F32(1, 2, 5, 3).Of(-20, 0, -20, -8, 8, 4, 24, 36, 48, -24, 24, -8, 0, 18, 6, 10, 0, -20, 4, -12, 2, 28, 6, 54, 22, 4, -4, -12, 15, 12), [0, 3, 1, 2], [3, 2, 0, 1], [0, 3, 1, 2], new() { WindowStrides = [2, 1], Padding = [1, 0, 0, 1] }),
        Convolve("images, dilated filter, reversed along one axis", F32(1, 5, 5, 2).Of(Digits(50, 7, 10, 3)), F32(2, 2, 2, 2).Of(Digits(16, 3, 10, 4)).Const, F32(1, 3, 2, 2).Of(16, -8, 0, 12, 16, -8, 0, 12, 16, -8, 0, 12), [0, 3, 1, 2], [3, 2, 0, 1], [0, 3, 1, 2], new() { RhsDilation = [2, 3], WindowReversal = [true, false] }),
        Convolve("images in groups, filter computed", F32(1, 3, 4, 4).Of(Digits(48, 7, 10, 3)), F32(2, 2, 2, 6).Of(Digits(48, 3, 10, 4)), F32(1, 2, 3, 6).Of(12, 44, -24, -16, 2, 50, 8, -8, -4, -4, 6, 6, -16, -10, 36, 28, 30, -18, 36, 16, -24, 22, -22, 4, 12, 44, -24, -16, 2, 50, 8, -8, -4, -4, 6, 6), [0, 3, 1, 2], [3, 2, 0, 1], [0, 3, 1, 2], new() { FeatureGroupCount = 2 }),
        Convolve("channels first", F32(1, 2, 4, 3).Of(Digits(24, 7, 10, 3)), F32(3, 2, 2, 2).Of(Digits(24, 3, 10, 4)).Const, F32(1, 3, 3, 2).Of(36, -10, 38, 22, -10, -6, 2, 10, 6, 4, 20, -2, -12, 50, -6, 6, -30, 22), [0, 1, 2, 3], [0, 1, 2, 3], [0, 1, 2, 3], new()),
        Convolve("all orders differ", F32(4, 2, 1, 5).Of(Digits(40, 7, 10, 3)), F32(2, 3, 2, 2).Of(Digits(24, 3, 10, 4)).Const, F32(3, 2, 3, 1).Of(58, 58, 58, 20, 20, 20, 6, 6, 6, 12, 12, 12, -46, -46, -46, 4, 4, 4), [2, 1, 0, 3], [1, 0, 3, 2], [3, 0, 2, 1], new() { WindowStrides = [1, 2] }),
        Convolve("one axis, negative padding", F32(1, 2, 7).Of(Digits(14, 7, 10, 3)), F32(3, 2, 3).Of(Digits(18, 3, 10, 4)).Const, F32(1, 3, 6).Of(-9, 18, -15, -8, 2, -6, 25, 18, -49, 24, 22, -10, 29, -42, 27, 36, -8, -4), [0, 1, 2], [0, 1, 2], [0, 1, 2], new() { Padding = [-1, 2] }),
        Convolve("three axes", F32(1, 3, 2, 4, 2).Of(Digits(48, 7, 10, 3)), F32(2, 2, 2, 2, 2).Of(Digits(32, 3, 10, 4)).Const, F32(1, 2, 1, 3, 2).Of(-46, 36, 38, -18, -18, 18, 6, 34, 10, 30, -46, 36), [0, 4, 1, 2, 3], [4, 3, 0, 1, 2], [0, 4, 1, 2, 3], new()),
        Convolve("transposed", F32(1, 3, 2, 2).Of(Digits(12, 7, 10, 3)), F32(3, 3, 2, 3).Of(Digits(54, 3, 10, 4)).Const, F32(1, 6, 4, 3).Of(-2, 1, -6, 2, -8, -18, 0, -3, 4, -2, 5, 2, -6, -3, 0, -18, 2, 32, 4, 1, -2, 2, -1, -14, 12, 26, -20, 52, -22, 34, 2, 24, -14, 0, -18, -6, -16, 5, 26, 32, 8, -6, -16, -1, 14, -6, 9, 34, 32, -8, -8, 2, 0, 28, 12, -20, -12, 34, -18, 0, -6, 3, 12, 32, 4, -14, -6, -3, 0, -4, -1, 32), [0, 3, 1, 2], [3, 2, 0, 1], [0, 3, 1, 2], new() { Padding = [2, 1, 1, 2], LhsDilation = [2, 2] }),
        Convolve("transposed, reversed and dilated", F32(1, 3, 2, 2).Of(Digits(12, 7, 10, 3)), F32(2, 3, 2, 3).Of(Digits(36, 3, 10, 4)).Const, F32(1, 7, 3, 3).Of(0, -7, -4, -2, 1, -6, -14, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 20, -26, -2, 44, 28, -18, 36, -12, -10, 0, 0, 0, 0, 0, 0, 0, 0, 0, -4, -4, 26, -4, 6, 6, 26, 4, 32, 0, 0, 0, 0, 0, 0, 0, 0, 0, -6, 3, 12, -12, -3, 6, -4, -1, 32), [0, 3, 1, 2], [3, 2, 0, 1], [0, 3, 1, 2], new() { Padding = [2, 2, 1, 0], LhsDilation = [2, 3], RhsDilation = [2, 1], WindowReversal = [true, true] }),
        Convolve("transposed beyond the filter", F32(1, 2, 3).Of(Digits(6, 7, 10, 3)), F32(2, 2, 2).Of(Digits(8, 3, 10, 4)).Const, F32(1, 2, 9).Of(0, 0, -7, 8, 21, -6, 9, 0, 0, 0, 0, 3, -2, -11, 12, -5, 6, 0), [0, 1, 2], [0, 1, 2], [0, 1, 2], new() { Padding = [3, 2], LhsDilation = [2] }),
        Convolve("dilated input in steps and groups", F32(1, 4, 4).Of(Digits(16, 7, 10, 3)), F32(2, 2, 2).Of(Digits(8, 3, 10, 4)).Const, F32(1, 2, 6).Of(28, 0, -12, -6, 0, 20, 0, 0, -8, -18, 0, 0), [0, 1, 2], [0, 1, 2], [0, 1, 2], new() { WindowStrides = [2], Padding = [1, 1], LhsDilation = [3], FeatureGroupCount = 2 }),
        Convolve("groups of batches", F32(4, 3, 4, 2).Of(Digits(96, 7, 10, 3)), F32(2, 2, 2, 4).Of(Digits(32, 3, 10, 4)).Const, F32(2, 2, 3, 4).Of(18, 0, 34, 40, -26, 22, -18, -16, -10, 34, -10, 18, -38, 8, -14, -4, 18, 0, 34, 40, -26, 22, -18, -16, -10, 34, -10, 18, 6, 16, 18, 2, -38, 8, -14, -4, -26, 22, -18, -16, -10, 34, -10, 18, 6, 16, 18, 2), [0, 3, 1, 2], [3, 2, 0, 1], [0, 3, 1, 2], new() { BatchGroupCount = 2 }),
        Convolve("integers", I32(1, 2, 4), I32(3, 2, 2), I32(1, 3, 3), [0, 1, 2], [0, 1, 2], [0, 1, 2], new()) with { Fails = "T2O2002" },
        Convolve("filter of unknown dimensions", F32(1, 2, 4), F32(3, 2, 2).Dynamic(2), F32(1, 3, 3), [0, 1, 2], [0, 1, 2], [0, 1, 2], new()) with { Fails = "T2O2002" },
        Convolve("groups of unknown batches", F32(4, 2, 4).Dynamic(0), F32(4, 2, 2), F32(2, 4, 3).Dynamic(0), [0, 1, 2], [0, 1, 2], [0, 1, 2], new() { BatchGroupCount = 2 }) with { Fails = "T2O2002" },
        Convolve("no spatial axis", F32(2, 3), F32(4, 3), F32(2, 4), [0, 1], [0, 1], [0, 1], new()) with { Fails = "T2O2002" },
    ];

    private static OpCase Convolve(
        string name, Operand data, Operand filter, Operand result, long[] dataAxes, long[] filterAxes, long[] resultAxes, StablehloConvolutionOptionsT options) =>
        new(STABLEHLO_CONVOLUTION, name)
        {
            In = [data, filter],
            Out = [result],
            Options = options with
            {
                InputBatchDimension = dataAxes[0], InputFeatureDimension = dataAxes[1], InputSpatialDimensions = dataAxes[2..],
                KernelOutputFeatureDimension = filterAxes[0], KernelInputFeatureDimension = filterAxes[1], KernelSpatialDimensions = filterAxes[2..],
                OutputBatchDimension = resultAxes[0], OutputFeatureDimension = resultAxes[1], OutputSpatialDimensions = resultAxes[2..],
                FeatureGroupCount = Math.Max(1, options.FeatureGroupCount), BatchGroupCount = Math.Max(1, options.BatchGroupCount),
            },
        };
}
