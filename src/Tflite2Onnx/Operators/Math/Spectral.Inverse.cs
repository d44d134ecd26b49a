namespace Tflite2Onnx.Operators;

/// <content>From spectra to floats.</content>
internal static partial class Spectral
{
    private static Value Inverse(OpContext op)
    {
        int rank = op.Rank(0);
        (int height, int width) = op.Integers(1) is [> 0 and <= int.MaxValue and long h, >= 2 and <= int.MaxValue and long w]
            && long.IsPow2(h) && long.IsPow2(w) ? ((int)h, (int)w)
            : throw new Refusal(WayOut.Rewrite, "it does not give two lengths that are powers of two, the second at least 2");
        (int[] shape, int half) = (op.Shape(0), width / 2);
        if (rank < 2 || shape[^1] < 0 || shape[^2] < 0)
        {
            throw new Refusal(WayOut.GiveShapes, "height and width of its operand are not known before a run");
        }
        Value x = Sized(op, Sized(op, op.In(0), rank - 2, shape[^2], height), rank - 1, shape[^1], half + 1);
        Value[] columns = [Mirrored(op, Column(0, 1), height, fromFront: true), .. half > 1 ? [Column(1, half)] : Array.Empty<Value>(),
            Mirrored(op, Column(half, half + 1), height, fromFront: false)];
        Value y = Back(op.Emit("Concat", columns, new() { ["axis"] = rank - 1L }), rank - 2);
        // Columns that are not there are the conjugates of those that are: as many again of the real part.
        float[] weights = [1, .. Enumerable.Repeat(2f, half - 1), 1];
        y = op.Emit("Mul", [y, Value.Of(Constant.Of(ElementType.Float, [half + 1, 1], weights), "weights")]);
        y = Back(Sized(op, y, rank - 1, half + 1, width), rank - 1);
        return op.Emit("Gather", [y, Constants.Scalar(0, ElementType.Int64)], new() { ["axis"] = (long)rank });

        Value Column(int from, int to) => Slicing.Cut(op, x, [rank - 1], [from], [to]);

        Value Back(Value value, int axis) => op.Emit("DFT", [value, null, Constants.Scalar(axis, ElementType.Int64)], new() { ["inverse"] = 1L });
    }

    // A column of the first or the last frequency, one half of which is the conjugate of the other in the spectrum of floats. rdft2dsort of fft2d reads
    // the upper half of the first column and the lower half of the last one, and the real parts of what is its own conjugate.
    private static Value Mirrored(OpContext op, Value column, int height, bool fromFront)
    {
        bool IsRead(int row) => fromFront ? row < height / 2 : row > height / 2;
        bool IsReal(int row) => row == 0 || row == height / 2;
        int[] rows = [.. Enumerable.Range(0, height).Select(row => IsReal(row) || IsRead(row) ? row : height - row)];
        float[] signs = [.. Enumerable.Range(0, height).SelectMany(row => new[] { 1f, IsReal(row) ? 0 : IsRead(row) ? 1 : -1 })];
        Value read = op.Emit("Gather", [column, Value.Ints(rows)], new() { ["axis"] = op.Rank(0) - 2L });
        return op.Emit("Mul", [read, Value.Of(Constant.Of(ElementType.Float, [height, 1, ComplexTensors.Parts], signs), "signs")]);
    }

    // An axis of complex numbers cut off, or filled with zeros, to a length.
    private static Value Sized(OpContext op, Value x, int axis, int length, int wanted)
    {
        if (length > wanted)
        {
            return Slicing.Cut(op, x, [axis], [0], [wanted]);
        }
        long[] pads = new long[2 * (op.Rank(0) + 1)];
        pads[op.Rank(0) + 1 + axis] = wanted - length;
        return length == wanted ? x : op.Emit("Pad", [x, Value.Ints(pads)]);
    }
}
