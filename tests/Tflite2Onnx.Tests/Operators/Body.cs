namespace Tflite2Onnx.Tests.Operators;

/// <summary>
/// A subgraph of scalars for operators that fold or compare: one operator on two of its inputs, or none (null), and then the last of the two
/// is the result.
/// </summary>
internal sealed record Body(BuiltinOperator? Code, TensorType Type)
{
    public int Inputs { get; init; } = 2;

    public int[] Operands { get; init; } = [0, 1];

    public TensorType Result { get; init; } = Type;

    public IFlatRecord? Options { get; init; }

    public void Build(ModelBuilder builder)
    {
        int[] inputs = [.. Enumerable.Range(0, Inputs).Select(_ => builder.Input(Type, []))];
        int[] operands = [.. Operands.Select(i => inputs[i])];
        if (Code is not { } code)
        {
            builder.Output(operands[^1]);
            return;
        }
        int result = builder.Tensor(Result, []);
        builder.Operator(code, operands, [result], Options);
        builder.Output(result);
    }
}
