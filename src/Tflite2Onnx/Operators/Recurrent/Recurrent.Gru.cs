namespace Tflite2Onnx.Operators;

/// <content>The gated recurrent unit.</content>
internal static partial class Recurrent
{
    // gru_cell.cc: r and u = sigmoid of the gates, h = (1 - u) tanh(candidate of x and h r) + u h. The gates' rows are r and u, below each other; the
    // columns of x [time, batch, features] are in front of those of the state. ONNX has u, r and the candidate in turn.
    private static Value[] Gru(OpContext op)
    {
        (int units, int features) = (op.Shape(1)[^1], op.Shape(0)[^1]);
        if (op.Rank(0) != 3 || op.Shape(2)[^1] != features + units || op.Shape(4)[^1] != features + units)
        {
            throw new Refusal(WayOut.Rewrite, "its weights are not those of [time, batch, features] beside the state");
        }
        float[][] matrices = [Half(RecurrentWeights.Floats(op, 2), 1), Half(RecurrentWeights.Floats(op, 2), 0), RecurrentWeights.Floats(op, 4)];
        float[][] bias = [Half(RecurrentWeights.Floats(op, 3), 1), Half(RecurrentWeights.Floats(op, 3), 0), RecurrentWeights.Floats(op, 5)];
        Value?[] inputs =
        [
            op.In(0), Columns(0, features), Columns(features, units),
            RecurrentWeights.Vector([.. bias.SelectMany(b => b), .. new float[3 * units]], "bias", rank: 2), null, op.Unsqueeze(op.In(1), 0),
        ];
        Value[] results = op.Emit("GRU", inputs, new() { ["hidden_size"] = (long)units }, 2);
        return [op.Squeeze(results[0], 1), op.Squeeze(results[1], 0)];

        static float[] Half(float[] both, int which) => both[(which * both.Length / 2)..((which + 1) * both.Length / 2)];

        Value Columns(int from, int count)
        {
            int width = features + units;
            float[] Part(float[] matrix, int row) => matrix[((row * width) + from)..((row * width) + from + count)];
            float[] elements = [.. matrices.SelectMany(matrix => Enumerable.Range(0, units).SelectMany(row => Part(matrix, row)))];
            return Value.Of(Constant.Of(ElementType.Float, [1, 3 * units, count], elements), "gates");
        }
    }
}
