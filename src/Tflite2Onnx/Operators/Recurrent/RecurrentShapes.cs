namespace Tflite2Onnx.Operators;

/// <summary>Shapes of the results of <see cref="Recurrent"/>: those of the data, with as many features as there are units.</summary>
internal static class RecurrentShapes
{
    public static ResultShapes Lstm(ShapeView op, LSTMOptions o)
    {
        if (o.KernelType != LSTMKernelType.BASIC)
        {
            return Step(op, op.Dims(6)[^1]);
        }
        if (op.Dims(0) is not [var batch, var inputs] || op.Dims(1) is not [_, var units])
        {
            throw new FileContradiction("Its data are no matrix");
        }
        op.Alone(0, 1);
        Dim[] state = [batch, units];
        return new[] { state, state, [batch, op.Sum([inputs, units])], [batch, op.Compute(units, count => checked(4 * count))] };
    }

    public static ResultShapes LstmSequence(ShapeView op, bool isTimeMajor) => Sequence(op, isTimeMajor, op.Dims(6)[^1]);

    public static ResultShapes LstmBothWays(ShapeView op, bool isTimeMajor, bool merges) =>
        BothWays(op, isTimeMajor, merges, op.Dims(6)[^1], op.Dims(23)[^1]);

    public static ResultShapes Rnn(ShapeView op) => Step(op, op.Dims(1)[0]);

    public static ResultShapes RnnSequence(ShapeView op, bool isTimeMajor) => Sequence(op, isTimeMajor, op.Dims(1)[0]);

    public static ResultShapes RnnBothWays(ShapeView op, bool isTimeMajor, bool merges) =>
        BothWays(op, isTimeMajor, merges, op.Dims(1)[0], op.Dims(5)[0]);

    public static ResultShapes Svdf(ShapeView op, SVDFOptions o) => Step(op, op.Compute(op.Dims(1)[0], filters => o.Rank > 0 ? filters / o.Rank : -1));

    /// <summary>Data are [time, batch, features].</summary>
    public static ResultShapes Gru(ShapeView op)
    {
        Dim units = op.Dims(1)[^1];
        Dim[] all = Sequence(op, isTimeMajor: true, units);
        return new[] { all, [all[1], units] };
    }

    private static ResultShapes Step(ShapeView op, Dim units)
    {
        op.Alone(0, -1);
        return op.Dims(0) is [.. var batch, _] ? (Dim[])[.. batch, units] : default(ResultShapes);
    }

    private static Dim[] Sequence(ShapeView op, bool isTimeMajor, Dim units)
    {
        if (op.Dims(0) is not { Length: 2 or 3 } data)
        {
            throw new FileContradiction($"Its input has {op.Dims(0).Length} axes");
        }
        op.Alone(0, data.Length == 2 ? [1] : [isTimeMajor ? 0 : 1, 2]);
        return [.. data[..^1], units];
    }

    private static ResultShapes BothWays(ShapeView op, bool isTimeMajor, bool merges, Dim fore, Dim back)
    {
        Dim[] shape = Sequence(op, isTimeMajor, fore);
        return merges ? (Dim[])[.. shape[..^1], op.Sum([fore, back])] : new[] { shape, [.. shape[..^1], back] };
    }
}
