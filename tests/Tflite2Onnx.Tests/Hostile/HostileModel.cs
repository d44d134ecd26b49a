using Google.FlatBuffers;

namespace Tflite2Onnx.Tests.Hostile;

/// <summary>Models that are wrong in one way each; the sound one they start from is CONV_2D, RELU and ADD with a constant.</summary>
internal static class HostileModel
{
    public static byte[] Sound() => Write(SoundTables());

    public static ModelT SoundTables() => new()
    {
        Version = 3,
        OperatorCodes = [Code(BuiltinOperator.CONV_2D), Code(BuiltinOperator.ADD)],
        Buffers = [new(), new() { Data = new byte[4 * 2 * 3 * 3 * 2] }, new() { Data = new byte[4 * 2] }],
        Subgraphs =
        [
            new()
            {
                Tensors =
                [
                    new() { Name = "x", Shape = [1, 5, 7, 2] }, new() { Name = "w", Shape = [2, 3, 3, 2], Buffer = 1 }, new() { Name = "b", Shape = [2], Buffer = 2 },
                    new() { Name = "conv", Shape = [1, 5, 7, 2] }, new() { Name = "y", Shape = [1, 5, 7, 2] },
                ],
                Inputs = [0],
                Outputs = [4],
                Operators =
                [
                    new() { OpcodeIndex = 0, Inputs = [0, 1, 2], Outputs = [3], BuiltinOptions = new Conv2DOptionsT { StrideH = 1, StrideW = 1 } },
                    new() { OpcodeIndex = 1, Inputs = [3, 2], Outputs = [4], BuiltinOptions = new AddOptionsT() },
                ],
            },
        ],
    };

    public static byte[] Write(ModelT model)
    {
        var builder = new FlatBufferBuilder(1024);
        builder.Finish(model.Pack(builder), TfliteFile.Identifier);
        return builder.SizedByteArray();
    }

    public static ModelT With(Func<SubGraphT, SubGraphT> change)
    {
        ModelT model = SoundTables();
        return model with { Subgraphs = [change(model.Subgraphs![0])] };
    }

    public static ModelT WithTensor(int index, Func<TensorT, TensorT> change) =>
        With(g => g with { Tensors = [.. g.Tensors!.Select((t, i) => i == index ? change(t) : t)] });

    public static ModelT WithOperator(int index, Func<OperatorT, OperatorT> change) =>
        With(g => g with { Operators = [.. g.Operators!.Select((o, i) => i == index ? change(o) : o)] });

    private static OperatorCodeT Code(BuiltinOperator code) => new() { BuiltinCode = code, DeprecatedBuiltinCode = (sbyte)code };
}
