using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>
/// Recurrent layers. Their state lies in variable tensors. What ONNX's RNN and LSTM express becomes one such node per direction, the rest a
/// Scan that goes step by step.
/// </summary>
internal static partial class Recurrent
{
    private const string ConstantWeights = "Weights and biases have to be constants.";

    private const string NoActivation = "An LSTM without an activation is refused.";

    public static OpDefinition[] Operators =>
    [
        new PlainOpDefinition("UNIDIRECTIONAL_SEQUENCE_GRU")
        {
            Summary = "A GRU layer over a sequence.",
            Limits = ConstantWeights,
            Shapes = RecurrentShapes.Gru,
            Convert = op => Gru(op),
        },
        new OpDefinition<LSTMOptions>(LSTM)
        {
            Summary = "One step of an LSTM layer.",
            Limits = $"{ConstantWeights} {NoActivation}",
            States = [1, 4, 18, 19],
            ReadsSignedBytes = true,
            Shapes = (op, o) => RecurrentShapes.Lstm(op, o),
            Convert = (op, o) => o.KernelType == LSTMKernelType.BASIC ? BasicLstm(op, o)
                : new LstmLayer(op, LstmInputs.Single, new(o.FusedActivationFunction, o.CellClip, o.ProjClip)).Convert(),
            Exact = (op, o) => o.KernelType == LSTMKernelType.BASIC ? null
                : IntegerLstm.Of(op, new(o.FusedActivationFunction, o.CellClip, o.ProjClip)),
        },
        new OpDefinition<UnidirectionalSequenceLSTMOptions>(UNIDIRECTIONAL_SEQUENCE_LSTM)
        {
            Summary = "An LSTM layer over a sequence.",
            Limits = $"{ConstantWeights} {NoActivation}",
            States = [18, 19],
            ReadsSignedBytes = true,
            Shapes = (op, o) => RecurrentShapes.LstmSequence(op, o.TimeMajor),
            Convert = (op, o) => new LstmLayer(op, LstmInputs.Single, new(o.FusedActivationFunction, o.CellClip, o.ProjClip, o.TimeMajor)).Convert(),
            Exact = (op, o) => IntegerLstm.Of(op, new(o.FusedActivationFunction, o.CellClip, o.ProjClip, o.TimeMajor)),
        },
        new OpDefinition<BidirectionalSequenceLSTMOptions>(BIDIRECTIONAL_SEQUENCE_LSTM)
        {
            Summary = "Two LSTM layers over a sequence, one forwards and one backwards.",
            Limits = $"{ConstantWeights} {NoActivation}",
            States = [35, 36, 37, 38],
            ReadsSignedBytes = true,
            Shapes = (op, o) => RecurrentShapes.LstmBothWays(op, o.TimeMajor, o.MergeOutputs),
            Convert = (op, o) =>
            {
                var form = new RecurrentForm(o.FusedActivationFunction, o.CellClip, o.ProjClip, o.TimeMajor);
                (bool parallel, int aux) = Second(op, input: 39, weights: 41);
                LstmInputs fore = LstmInputs.Fore with { Aux = aux }, back = LstmInputs.Back with { Aux = aux, Data = parallel ? 39 : 0 };
                return Both(op, new LstmLayer(op, fore, form).Convert(), new LstmLayer(op, back, form with { IsBackward = true }).Convert(), o.MergeOutputs);
            },
        },
        new OpDefinition<RNNOptions>(RNN)
        {
            Summary = "One step of a plain recurrent layer.",
            Limits = ConstantWeights,
            States = [4],
            ReadsSignedBytes = true,
            Shapes = (op, _) => RecurrentShapes.Rnn(op),
            Convert = (op, o) => new RnnLayer(op, RnnInputs.Single, new(o.FusedActivationFunction)).Convert(),
        },
        new OpDefinition<SequenceRNNOptions>(UNIDIRECTIONAL_SEQUENCE_RNN)
        {
            Summary = "A plain recurrent layer over a sequence.",
            Limits = ConstantWeights,
            States = [4],
            ReadsSignedBytes = true,
            Shapes = (op, o) => RecurrentShapes.RnnSequence(op, o.TimeMajor),
            Convert = (op, o) => new RnnLayer(op, RnnInputs.Single, new(o.FusedActivationFunction, IsTimeMajor: o.TimeMajor)).Convert(),
        },
        new OpDefinition<BidirectionalSequenceRNNOptions>(BIDIRECTIONAL_SEQUENCE_RNN)
        {
            Summary = "Two plain recurrent layers over a sequence, one forwards and one backwards.",
            Limits = ConstantWeights,
            States = [4, 8],
            ReadsSignedBytes = true,
            Shapes = (op, o) => RecurrentShapes.RnnBothWays(op, o.TimeMajor, o.MergeOutputs),
            Convert = (op, o) =>
            {
                var form = new RecurrentForm(o.FusedActivationFunction, IsTimeMajor: o.TimeMajor);
                (bool parallel, int aux) = Second(op, input: 9, weights: 10);
                // Where the batch comes first, the kernel has the backward layer work on the first input all the same.
                RnnInputs fore = RnnInputs.Single with { Aux = aux, AuxWeights = 10 }, back = new(parallel && o.TimeMajor ? 9 : 0, 5, 6, 7, 8, aux, 11);
                return Both(op, new RnnLayer(op, fore, form).Convert(), new RnnLayer(op, back, form with { IsBackward = true }).Convert(), o.MergeOutputs);
            },
        },
        new OpDefinition<SVDFOptions>(SVDF)
        {
            Summary = "A fully connected layer over the last few inputs, its weights factored into those of features and those of time.",
            Limits = ConstantWeights,
            States = [4],
            ReadsSignedBytes = true,
            Shapes = (op, o) => RecurrentShapes.Svdf(op, o),
            Convert = Svdf.Convert,
            Exact = Svdf.Exact,
        },
    ];

    // A second input without weights of its own is what the backward layer works on; with weights, both layers add it to the first.
    private static (bool IsParallel, int Aux) Second(OpView op, int input, int weights) =>
        (op.Has(input) && !op.Has(weights), op.Has(input) && op.Has(weights) ? input : -1);

    private static Results Both(OpContext op, Value fore, Value back, bool merged) =>
        merged ? op.Emit("Concat", [fore, back], new() { ["axis"] = 2L }) : new[] { fore, back };
}

/// <summary>How a recurrent layer works, whatever its operator.</summary>
/// <param name="Activation">Of an LSTM: that of the cell's input and of its output.</param>
/// <param name="CellClip">The largest magnitude of a cell; 0 for no limit.</param>
/// <param name="ProjectionClip">The same of a projection.</param>
/// <param name="IsTimeMajor">Whether sequences are [time, batch, features] and not [batch, time, features].</param>
/// <param name="IsBackward">Whether it goes from the last step to the first.</param>
internal sealed record RecurrentForm(
    ActivationFunctionType Activation, float CellClip = 0, float ProjectionClip = 0, bool IsTimeMajor = false, bool IsBackward = false);
