using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;
using Fused = Tflite2Onnx.Tflite.ActivationFunctionType;

namespace Tflite2Onnx.Tests.Operators;

internal static partial class RecurrentCases
{
    public static OpCase[] All =>
    [
        .. Lstms, Hybrid(), Diagonal(), .. Grus,
        new(RNN, "relu") { In = [F32(2, 5), F32(4, 5).Const, F32(4, 4).Const, F32(4).Const, F32(2, 4).State], Out = [F32(2, 4)], Options = new RNNOptionsT { FusedActivationFunction = Fused.RELU } },
        new(RNN, "weights computed") { In = [F32(2, 5), F32(4, 5), F32(4, 4).Const, F32(4).Const, F32(2, 4).State], Out = [F32(2, 4)], Options = new RNNOptionsT(), Fails = "T2O2002" },
        new(UNIDIRECTIONAL_SEQUENCE_RNN, "relu6, time first") { In = [F32(3, 2, 5), .. Rnn(5)], Out = [F32(3, 2, 4)], Options = new SequenceRNNOptionsT { FusedActivationFunction = Fused.RELU6, TimeMajor = true } },
        new(UNIDIRECTIONAL_SEQUENCE_RNN, "tanh") { In = [F32(2, 3, 5), .. Rnn(5)], Out = [F32(2, 3, 4)], Options = new SequenceRNNOptionsT { FusedActivationFunction = Fused.TANH } },
        new(UNIDIRECTIONAL_SEQUENCE_RNN, "600 steps, relu6") { In = [F32(2, 600, 5), .. Rnn(5)], Out = [F32(2, 600, 4)], Options = new SequenceRNNOptionsT { FusedActivationFunction = Fused.RELU6 } },
        new(UNIDIRECTIONAL_SEQUENCE_RNN, "of any length and batch, relu6") { In = [F32(2, 7, 5).Dynamic(0, 1), .. Rnn(5)], Out = [F32(2, 7, 4).Dynamic(0, 1)], Options = new SequenceRNNOptionsT { FusedActivationFunction = Fused.RELU6 } },
        new(UNIDIRECTIONAL_SEQUENCE_RNN, "weights computed") { In = [F32(2, 3, 5), F32(4, 5), F32(4, 4).Const, F32(4).Const, F32(2, 4).State], Out = [F32(2, 3, 4)], Options = new SequenceRNNOptionsT(), Fails = "T2O2002" },
        new(BIDIRECTIONAL_SEQUENCE_RNN, "merged, two inputs") { In = [F32(2, 3, 5), .. Rnn(5), .. Rnn(5), F32(2, 3, 6), F32(4, 6).Const, F32(4, 6).Const], Out = [F32(2, 3, 8)], Options = new BidirectionalSequenceRNNOptionsT { FusedActivationFunction = Fused.RELU, MergeOutputs = true } },
        new(BIDIRECTIONAL_SEQUENCE_RNN, "two results, an input each") { In = [F32(2, 3, 5), .. Rnn(5), .. Rnn(5), F32(2, 3, 5), null, null], Out = [F32(2, 3, 4), F32(2, 3, 4)], Options = new BidirectionalSequenceRNNOptionsT { FusedActivationFunction = Fused.NONE } },
        new(BIDIRECTIONAL_SEQUENCE_RNN, "bias computed") { In = [F32(2, 3, 5), .. Rnn(5), .. Rnn(5)[..2], F32(4), F32(2, 4).State, null, null, null], Out = [F32(2, 3, 8)], Options = new BidirectionalSequenceRNNOptionsT { MergeOutputs = true }, Fails = "T2O2002" },
        new(SVDF, "rank 1, relu, no bias") { In = [F32(2, 5), F32(4, 5).Const, F32(4, 6).Const, null, F32(2, 24).State], Out = [F32(2, 4)], Options = new SVDFOptionsT { Rank = 1, FusedActivationFunction = Fused.RELU } },
        new(SVDF, "rank 2") { In = [F32(2, 5), F32(6, 5).Const, F32(6, 4).Const, F32(3).Const, F32(2, 24).State], Out = [F32(2, 3)], Options = new SVDFOptionsT { Rank = 2 } },
        new(SVDF, "int8")
        {
            In = [I8(0.0157f, -3, 2, 5), I8(0.004f, 0, 6, 5).Const, I16(0.00003f, 6, 4).Const, (I32(3) with { Quantization = ModelBuilder.Quantized(6e-9f, 0) }).Between(-60_000_000, 60_000_000).Const, I16(0.0002f, 2, 24).State],
            Out = [I8(0.006f, -20, 2, 3)],
            Options = new SVDFOptionsT { Rank = 2, FusedActivationFunction = Fused.RELU },
        },
        new(SVDF, "weights computed") { In = [F32(2, 5), F32(4, 5), F32(4, 6).Const, null, F32(2, 24).State], Out = [F32(2, 4)], Options = new SVDFOptionsT { Rank = 1 }, Fails = "T2O2002" },
    ];

    private static Operand[] Rnn(int inputs) => [F32(4, inputs).Const, F32(4, 4).Const, F32(4).Const, F32(2, 4).State];
}
