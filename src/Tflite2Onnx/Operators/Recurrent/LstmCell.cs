namespace Tflite2Onnx.Operators;

/// <summary>The steps of an LSTM one after another, see <see cref="LstmLayer"/>; with <paramref name="grid"/>, rounded as the integer kernel rounds.</summary>
internal sealed class LstmCell(OpContext op, LstmGrid? grid)
{
    public required int Units { get; init; }

    /// <summary>3 when the input gate is coupled to the forget gate, otherwise 4; in TFLite's order.</summary>
    public required int Gates { get; init; }

    public required RecurrentForm Form { get; init; }
    public required Value Recurrent { get; init; }

    /// <summary>Of input, forget and output gate; null for none.</summary>
    public Value?[]? Peepholes { get; init; }

    /// <summary>Scale and bias of each gate's normalization; null for none.</summary>
    public (Value Scale, Value Bias)[]? Norms { get; init; }

    public Value? Projection { get; init; }
    public Value? ProjectionBias { get; init; }

    /// <summary>
    /// One step: from the products of weights and input, the last outputs, [batch, outputs], and the cells, [batch, units], to outputs and cells.
    /// Null stands for zeros.
    /// </summary>
    public Value[] Step(Value x, Value? h, Value? c)
    {
        Value sum = h is null ? x : op.Emit("Gemm", [h, Recurrent, x], new() { ["transB"] = 1L });
        Value[] gates = op.Emit("Split", [sum, Value.Ints(Enumerable.Repeat(Units, Gates))], new() { ["axis"] = 1L }, Gates);
        (int forget, int cell, int last) = (Gates - 3, Gates - 2, Gates - 1);
        Value f = Sigmoid(Gate(gates, forget, (1, c)));
        Value i = Gates == 4 ? Sigmoid(Gate(gates, 0, (0, c))) : op.Emit("Sub", [Constants.Scalar(LstmGrid.One(grid), ElementType.Float), f]);
        Value g = Activation(Gate(gates, cell, null));
        Value fresh = Cells(op.Emit("Mul", [i, g]));
        c = Clip(c is null ? fresh : Cells(op.Emit("Add", [Cells(op.Emit("Mul", [f, c])), fresh])), Form.CellClip, isCell: true);
        Value o = Sigmoid(Gate(gates, last, (2, c)));
        Value hidden = op.Emit("Mul", [o, Activation(c)]);
        hidden = grid?.Hidden(hidden) ?? hidden;
        return [Projection is null ? hidden : Projected(hidden), c];
    }

    // A gate's sum, with its peephole into the cells and normalized.
    private Value Gate(Value[] gates, int gate, (int Index, Value? Cells)? peephole)
    {
        Value sum = gates[gate];
        if (peephole is ({ } at, { } cells) && Peepholes?[at] is { } weights)
        {
            sum = op.Emit("Add", [sum, op.Emit("Mul", [cells, weights])]);
        }
        int index = gate + 4 - Gates;
        sum = grid?.Sum(sum, index) ?? sum;
        if (Norms is null)
        {
            return sum;
        }
        (Value scale, Value bias) = Norms[gate];
        if (grid is not null)
        {
            return grid.Normalized(sum, scale, bias);
        }
        return op.Emit("LayerNormalization", [sum, scale, bias], new() { ["axis"] = -1L, ["epsilon"] = 1e-8f });
    }

    private Value Projected(Value hidden)
    {
        Value y = op.Emit("Gemm", [hidden, Projection, ProjectionBias], new() { ["transB"] = 1L });
        return Clip(grid?.Output(y) ?? y, Form.ProjectionClip, isCell: false);
    }

    private Value Clip(Value x, float limit, bool isCell)
    {
        if (limit <= 0)
        {
            return x;
        }
        (double low, double high) = grid?.Limits(limit, isCell) ?? (-limit, limit);
        return op.Emit("Clip", [x, Constants.Scalar(low, ElementType.Float), Constants.Scalar(high, ElementType.Float)]);
    }

    private Value Sigmoid(Value x)
    {
        Value y = op.Emit("Sigmoid", [x]);
        return grid?.Fraction(y) ?? y;
    }

    // The integer kernel knows tanh only.
    private Value Activation(Value x) => grid is null ? op.Activate(Form.Activation, x) : grid.Fraction(op.Emit("Tanh", [x]));

    private Value Cells(Value x) => grid?.Cells(x) ?? x;
}
