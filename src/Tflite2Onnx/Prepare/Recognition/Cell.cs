namespace Tflite2Onnx.Prepare;

/// <summary>
/// What a round computes, as one of ONNX's recurrent operators does (onnx.ai/onnx/operators):
/// <code>
/// RNN   h' = f(W x + R h + b)
/// GRU   h' = z * h + (1 - z) * g(W x + R (r * h) + b), or g(W x + r * (R h + c) + b) where it resets afterwards; z, r = f(W x + R h + b)
/// LSTM  h' = o * m(c')        c' = f * c + i * g(W x + R h + b);    i, o, f = f(W x + R h + b)
/// </code>
/// </summary>
/// <param name="OpType">The operator.</param>
/// <param name="Gates">In the operator's order: z, r, h of a GRU; i, o, f, c of an LSTM.</param>
/// <param name="Functions">In the operator's order.</param>
/// <param name="Hidden">The link of h.</param>
/// <param name="Next">The formula of h'.</param>
internal sealed record Cell(string OpType, Gate[] Gates, GateFunction[] Functions, int Hidden, Form Next)
{
    /// <summary>The link of c; -1 for none.</summary>
    public int Memory { get; init; } = -1;

    public bool ResetsAfter { get; init; }

    public int Units => Next.Width;

    /// <summary>The one cell that the next states are; null where they are none.</summary>
    /// <param name="next">The formulas of links, where they have one.</param>
    public static Cell? Find(IReadOnlyDictionary<int, Form> next)
    {
        foreach ((int hidden, Form form) in next)
        {
            Cell? found = Plain(hidden, form) ?? Gru(hidden, form)
                ?? next.Where(memory => memory.Key != hidden).Select(memory => Lstm(hidden, form, memory.Key, memory.Value))
                    .FirstOrDefault(cell => cell is not null);
            if (found is not null)
            {
                bool IsSquare(Gate gate) =>
                    gate.Input.Rows == found.Units && gate.Recurrent.Rows == found.Units && gate.Recurrent.Columns == found.Units;
                return found.Gates.All(IsSquare) ? found : null;
            }
        }
        return null;
    }

    private static Cell? Plain(int hidden, Form next) => Gate.Of(next, hidden) is { } gate ? new Cell("RNN", [gate], [gate.Function], hidden, next) : null;

    private static Cell? Gru(int hidden, Form next)
    {
        if (next is not Sum { HasBias: false, Terms: [(1, var first), (1, var second)] }
            || (Interpolation(first, second, hidden) ?? Interpolation(second, first, hidden)) is not var (z, h)
            || Gate.Of(z, hidden) is not { } update || Gate.Resetting(h, hidden) is not var (candidate, r, isAfter) || Gate.Of(r, hidden) is not { } reset)
        {
            return null;
        }
        return update.Function == reset.Function
            ? new Cell("GRU", [update, reset, candidate], [update.Function, candidate.Function], hidden, next) { ResetsAfter = isAfter } : null;
    }

    // z * h + (1 - z) * g, or z * (h - g) + g.
    private static (Form Z, Form New)? Interpolation(Form kept, Form fresh, int hidden)
    {
        if (kept is not Times product)
        {
            return null;
        }
        if (Gate.Beside(product, form => Is(form, hidden)) is { } z)
        {
            return fresh is Times mixed && Gate.Beside(mixed, form => IsRest(form, z)) is { } candidate ? (z, candidate) : null;
        }
        return Gate.Beside(product, form => IsDifference(form, fresh, hidden)) is { } share ? (share, fresh) : null;
    }

    private static bool IsRest(Form form, Form of) => form is Sum { Terms: [(-1, var only)] } sum && ReferenceEquals(only, of) && sum.Bias.All(v => v == 1);

    private static bool IsDifference(Form form, Form fresh, int hidden) => form is Sum { HasBias: false, Terms: [var a, var b] }
        && ((a.Factor == 1 && Is(a.Of, hidden) && b.Factor == -1 && ReferenceEquals(b.Of, fresh))
            || (b.Factor == 1 && Is(b.Of, hidden) && a.Factor == -1 && ReferenceEquals(a.Of, fresh)));

    private static Cell? Lstm(int hidden, Form next, int memory, Form cells)
    {
        if (next is not Times output || Gate.Beside(output, form => Gate.FunctionOf(form, cells) is not null) is not { } o
            || Gate.FunctionOf(ReferenceEquals(output.Left, o) ? output.Right : output.Left, cells) is not { } last || Gate.Of(o, hidden) is not { } outGate
            || cells is not Sum { HasBias: false, Terms: [(1, Times first), (1, Times second)] })
        {
            return null;
        }
        (Times kept, Times fresh) = Gate.Beside(first, form => Is(form, memory)) is not null ? (first, second) : (second, first);
        if (Gate.Beside(kept, form => Is(form, memory)) is not { } f || Gate.Of(f, hidden) is not { } forget
            || Gate.Of(fresh.Left, hidden) is not { } left || Gate.Of(fresh.Right, hidden) is not { } right)
        {
            return null;
        }
        // Which of the two is the input gate: that with the gates' function.
        (Gate input, Gate cell) = left.Function == outGate.Function ? (left, right) : (right, left);
        return input.Function == outGate.Function && forget.Function == outGate.Function
            ? new Cell("LSTM", [input, outGate, forget, cell], [outGate.Function, cell.Function, last], hidden, next) { Memory = memory } : null;
    }

    private static bool Is(Form form, int link) => form is Given given && given.Link == link;
}
