using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;
using Fused = Tflite2Onnx.Tflite.ActivationFunctionType;

namespace Tflite2Onnx.Tests.Operators;

/// <content>LSTMs.</content>
internal static partial class RecurrentCases
{
    private static OpCase[] Lstms =>
    [
        Step("plain", Lstm(F32(2, 5), 4), Tanh),
        Step("clip that acts, peepholes", Lstm(F32(2, 5), 4, hasPeepholes: true), Tanh with { CellClip = 0.2f }),
        Step("projection, clipped", Lstm(F32(2, 5), 4, outputs: 3, isProjected: true), Tanh with { ProjClip = 0.5f }),
        Step("relu6, coupled", Lstm(F32(2, 5), 4, isCoupled: true), Tanh with { FusedActivationFunction = Fused.RELU6 }),
        Step("sign", Lstm(F32(2, 5), 4), Tanh with { FusedActivationFunction = Fused.SIGN_BIT }) with { Fails = "T2O2002" },
        Step("weights computed", [F32(2, 5), F32(4, 5), .. Lstm(F32(2, 5), 4)[2..]], Tanh) with { Fails = "T2O2002" },
        new(LSTM, "basic")
        {
            In = [F32(2, 5), F32(2, 4).State, F32(16, 9).Const, F32(16).Const, F32(2, 4).State],
            Out = [F32(2, 4), F32(2, 4), F32(2, 9), F32(2, 16)],
            Options = Tanh with { KernelType = LSTMKernelType.BASIC },
        },
        BasicOfIntegers(),
        new(LSTM, "basic, clipped")
        {
            In = [F32(2, 5), F32(2, 4).State, F32(16, 9).Const, F32(16).Const, F32(2, 4).State],
            Out = [F32(2, 4), F32(2, 4), F32(2, 9), F32(2, 16)],
            Options = Tanh with { KernelType = LSTMKernelType.BASIC, CellClip = 1 },
            Fails = "T2O2002",
        },
        Sequence("plain", Lstm(F32(2, 3, 5), 4), new() { FusedActivationFunction = Fused.TANH }),
        Sequence("time first", Lstm(F32(3, 2, 5), 4, batch: 2), new() { FusedActivationFunction = Fused.TANH, TimeMajor = true }),
        Sequence("relu, peepholes", Lstm(F32(2, 3, 5), 4, hasPeepholes: true), new() { FusedActivationFunction = Fused.RELU }),
        Sequence("coupled, peepholes", Lstm(F32(2, 3, 5), 4, isCoupled: true, hasPeepholes: true), new() { FusedActivationFunction = Fused.TANH }),
        Sequence("clip that never acts", Lstm(F32(2, 3, 5), 4), new() { FusedActivationFunction = Fused.TANH, CellClip = 3 }),
        Sequence("clip that acts", Lstm(F32(2, 3, 5), 4), new() { FusedActivationFunction = Fused.TANH, CellClip = 0.3f }),
        Sequence("clip that acts, time first", Lstm(F32(3, 2, 5), 4, batch: 2), new() { FusedActivationFunction = Fused.TANH, CellClip = 0.3f, TimeMajor = true }),
        Sequence("normalized, projected, peepholes", Lstm(F32(2, 3, 5), 4, outputs: 6, isProjected: true, isNormalized: true, hasPeepholes: true),
            new() { FusedActivationFunction = Fused.TANH, ProjClip = 0.5f }),
        Sequence("normalized, coupled", Lstm(F32(2, 3, 5), 4, isCoupled: true, isNormalized: true), new() { FusedActivationFunction = Fused.TANH }),
        Sequence("no activation", Lstm(F32(2, 3, 5), 4), new() { FusedActivationFunction = Fused.NONE }) with { Fails = "T2O2002" },
        Sequence("600 steps, clip that acts", Lstm(F32(1, 600, 3), 2), new() { FusedActivationFunction = Fused.TANH, CellClip = 0.3f }),
        Sequence("600 steps of int8", Integer(steps: 600), new() { FusedActivationFunction = Fused.TANH }) with { Inside = Scales, Out = [I8(0.008f, 0, 2, 600, 4)] },
        Sequence("of any length and batch, clip that acts", Lstm(F32(2, 7, 5).Dynamic(0, 1), 4, hasPeepholes: true), new() { FusedActivationFunction = Fused.TANH, CellClip = 0.3f }),
        Sequence("of any length, time first, projected", Lstm(F32(7, 2, 5).Dynamic(0), 4, outputs: 3, isProjected: true, batch: 2), new() { FusedActivationFunction = Fused.TANH, TimeMajor = true }),
        Sequence("of any length, no clip", Lstm(F32(2, 7, 5).Dynamic(0, 1), 4), new() { FusedActivationFunction = Fused.TANH }),
        Sequence("one step, clip that acts", Lstm(F32(2, 1, 5), 4), new() { FusedActivationFunction = Fused.TANH, CellClip = 0.1f }),
        Sequence("no steps", Lstm(F32(2, 0, 5), 4), new() { FusedActivationFunction = Fused.TANH, CellClip = 0.1f }) with { Fails = "T2O2002" },
        Sequence("int8", Integer(), new() { FusedActivationFunction = Fused.TANH }) with { Inside = Scales, Out = [I8(0.008f, 0, 2, 3, 4)] },
        Sequence("int8, clipped, peepholes, coupled", Integer(isCoupled: true, hasPeepholes: true), new() { FusedActivationFunction = Fused.TANH, CellClip = 0.4f })
            with { Inside = Scales, Out = [I8(0.008f, 0, 2, 3, 4)] },
        Sequence("int8, scales missing", Integer(), new() { FusedActivationFunction = Fused.TANH }) with { Out = [I8(0.008f, 0, 2, 3, 4)], Fails = "T2O2002" },
        Both("merged, two inputs", 4, new() { FusedActivationFunction = Fused.TANH, MergeOutputs = true }),
        Both("two results, an input each", 4, new() { FusedActivationFunction = Fused.TANH }, isParallel: true),
        Both("clip that acts", 4, new() { FusedActivationFunction = Fused.TANH, CellClip = 0.3f, MergeOutputs = true }),
        Both("600 steps, clip that acts", 2, new() { FusedActivationFunction = Fused.TANH, CellClip = 0.3f, MergeOutputs = true }, steps: 600),
        Both("no activation", 2, new() { MergeOutputs = true }) with { Fails = "T2O2002" },
    ];

    private static LSTMOptionsT Tanh => new() { FusedActivationFunction = Fused.TANH };

    // Weights of 8 bits: TFLite rounds the data to them as well, by a scale of each run; the definition's result is what is converted.
    private static OpCase Hybrid()
    {
        OpCase test = Sequence("int8 weights", Lstm(F32(2, 3, 5), 4, isCoupled: true, weights: shape => I8(0.01f, 0, shape)), new() { FusedActivationFunction = Fused.TANH });
        return test with { Out = [F32(2, 3, 4).Of(new LstmReference(test, Math.Tanh).Run(test.In[0]!.Elements(1), steps: 3))] };
    }

    // The options say it, and the weights' ranks.
    private static OpCase Diagonal()
    {
        Operand?[] operands = Lstm(F32(2, 3, 5), 4);
        operands = [.. operands[..5], .. Enumerable.Range(0, 4).Select(_ => F32(4).Const), .. operands[9..]];
        OpCase test = Sequence("diagonal", operands, new() { FusedActivationFunction = Fused.TANH, DiagonalRecurrentTensors = true });
        return test with { Out = [F32(2, 3, 4).Of(new LstmReference(test, Math.Tanh).Run(test.In[0]!.Elements(1), steps: 3))] };
    }

    private static OpCase Step(string name, Operand?[] operands, LSTMOptionsT options) =>
        new(LSTM, name) { In = operands, Out = [F32(operands[18]!.Shape)], Options = options };

    private static OpCase Sequence(string name, Operand?[] operands, UnidirectionalSequenceLSTMOptionsT options) =>
        new(UNIDIRECTIONAL_SEQUENCE_LSTM, name) { In = operands, Out = [Like(operands[0]!, operands[18]!.Shape[1])], Options = options };

    // A sequence of another number of features, its dimensions as far known as those of the given one.
    private static Operand Like(Operand x, int features) =>
        F32([.. x.Shape[..^1], features]) with { Signature = x.Signature is { } open ? [.. open[..^1], features] : null };

    internal static Operand?[] Lstm(
        Operand x, int units, int? outputs = null, bool isCoupled = false, bool hasPeepholes = false, bool isProjected = false, bool isNormalized = false,
        int? batch = null, Func<int[], Operand>? weights = null)
    {
        (int inputs, int width, int rows) = (x.Shape[^1], outputs ?? units, batch ?? x.Shape[0]);
        Operand Weights(params int[] shape) => (weights?.Invoke(shape) ?? F32(shape)).Const;
        Operand?[] Gates(Func<Operand> gate) => [isCoupled ? null : gate(), gate(), gate(), gate()];
        return
        [
            x, .. Gates(() => Weights(units, inputs)), .. Gates(() => Weights(units, width)),
            hasPeepholes && !isCoupled ? F32(units).Const : null, hasPeepholes ? F32(units).Const : null, hasPeepholes ? F32(units).Const : null,
            .. Gates(() => F32(units).Const), isProjected ? Weights(width, units) : null, isProjected ? F32(width).Const : null,
            F32(rows, width).State, F32(rows, units).State,
            .. isNormalized ? Gates(() => F32(units).Const) : [null, null, null, null],
        ];
    }

    private static Operand?[] Integer(bool isCoupled = false, bool hasPeepholes = false, int steps = 3)
    {
        Operand Peephole() => I16(1 / 32768f, 4).Const;
        Operand?[] operands = Lstm(I8(0.016f, -3, 2, steps, 5), 4, isCoupled: isCoupled, weights: shape => I8(0.006f, 0, shape));
        Operand?[] biases = [.. operands[12..16].Select(bias => bias is null ? null : (I32(4) with { Quantization = ModelBuilder.Quantized(0.016f * 0.006f, 0) }).Between(-3000, 3000).Const)];
        Operand?[] peepholes = hasPeepholes ? [isCoupled ? null : Peephole(), Peephole(), Peephole()] : [null, null, null];
        return [.. operands[..9], .. peepholes, .. biases, null, null, I8(0.008f, 0, 2, 4).State, I16(1 / 2048f, 2, 4).State, null, null, null, null];
    }

    // Zero points are 0: of others, the build that records takes the negative (PortableCwiseMul, corrected since).
    private static Operand[] Scales => [.. Enumerable.Repeat(I16(1 / 4096f), 4), I8(0.008f, 0)];

    private static OpCase Both(string name, int units, BidirectionalSequenceLSTMOptionsT options, bool isParallel = false, int steps = 3)
    {
        // The build that records reads a second input as if it were as wide as the first.
        Operand?[] aux = [.. Enumerable.Repeat(isParallel ? null : F32(units, 5).Const, 8)];
        Operand?[] front = Lstm(F32(2, steps, 5), units), end = Lstm(F32(2, steps, 5), units);
        return new(BIDIRECTIONAL_SEQUENCE_LSTM, name)
        {
            In = [.. front[..18], .. end[1..18], front[18], front[19], end[18], end[19], F32(2, steps, 5), .. aux],
            Out = options.MergeOutputs ? [F32(2, steps, 2 * units)] : [F32(2, steps, units), F32(2, steps, units)],
            Options = options with { TimeMajor = false },
        };
    }
}
