using Tflite2Onnx.Operators;

namespace Tflite2Onnx.Prepare;

/// <summary>Some rows and columns of a constant matrix, or of its transpose where <paramref name="IsTurned"/> says so.</summary>
internal sealed record WeightBlock(int Tensor, int Row, int Rows, int Column, int Columns, bool IsTurned)
{
    /// <summary>The block as weights of an operator whose operands from <paramref name="first"/> on have the constant among them.</summary>
    public GateMatrix Matrix(OpContext op, int first)
    {
        int input = Array.IndexOf(op.Source.Inputs, Tensor, first);
        Constant whole = Constants.Of(op.Input(input));
        var part = new Constant(whole.Type, [Rows, Columns], () => Elements(whole));
        return whole.Type.IsFloat() ? new GateMatrix(input, part.Floats) { Stored = part } : Scaled(input, part, op.Input(input).Quantization!.Scale);
    }

    private GateMatrix Scaled(int input, Constant part, float[] scales)
    {
        float[] own = scales.Length == 1 ? [.. Enumerable.Repeat(scales[0], Rows)] : scales[Row..(Row + Rows)];
        return new GateMatrix(input, () => GateMatrix.Scaled(part.Integers(), own)) { Stored = part, Scales = own };
    }

    private byte[] Elements(Constant whole)
    {
        (int size, int width) = (whole.Type.Bits() / 8, whole.Shape[1]);
        ReadOnlySpan<byte> from = whole.Bytes().Span;
        byte[] part = new byte[Rows * Columns * size];
        // What lies in a row: a row of the part, or one element of it.
        int run = IsTurned ? 1 : Columns;
        for (int i = 0; i < Rows * Columns; i += run)
        {
            (int row, int column) = (Row + (i / Columns), Column + (i % Columns));
            int place = IsTurned ? (column * width) + row : (row * width) + column;
            from.Slice(place * size, run * size).CopyTo(part.AsSpan(i * size));
        }
        return part;
    }
}
