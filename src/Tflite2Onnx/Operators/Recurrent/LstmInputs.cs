namespace Tflite2Onnx.Operators;

/// <summary>
/// Which inputs of its operator an LSTM has, -1 for none. Of weights, biases and normalizations the first of four is given, those of the input,
/// forget, cell and output gate; of peepholes the first of three, those of the input, forget and output gate.
/// </summary>
internal sealed record LstmInputs(
    int Data, int Weights, int Recurrent, int Peephole, int Bias, int Projection, int State, int Cell, int Norm = -1, int Aux = -1, int AuxWeights = -1)
{
    /// <summary>LSTM and UNIDIRECTIONAL_SEQUENCE_LSTM (lstm_shared.h).</summary>
    public static LstmInputs Single { get; } = new(0, 1, 5, 9, 12, 16, 18, 19, Norm: 20);

    /// <summary>BIDIRECTIONAL_SEQUENCE_LSTM from the front (bidirectional_sequence_lstm.cc).</summary>
    public static LstmInputs Fore { get; } = new(0, 1, 5, 9, 12, 16, 35, 36, AuxWeights: 40);

    /// <summary>And from the end.</summary>
    public static LstmInputs Back { get; } = new(0, 18, 22, 26, 29, 33, 37, 38, AuxWeights: 44);
}
