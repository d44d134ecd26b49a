namespace Tflite2Onnx.Prepare;

/// <content>What drops, merges or moves axes.</content>
internal sealed partial class Formula
{
    private Term Reduced(OpView op, string name)
    {
        (Term x, int[] shape) = (In(op, 0), op.Shape(0));
        if (op.TryIntegers(1) is not { Length: > 0 } axes || x.Kept is not null || x.Merged is not null || x.IsUnknown || x.IsNumber
            || op.Source.Options<ReducerOptions>() is not { } options)
        {
            return Term.Unknown;
        }
        int[] fromEnd = [.. axes.Select(axis => TensorAxis.FromFront(axis, shape.Length) - shape.Length).Distinct().Order()];
        (double number, Term rest) = name == "max" ? (1, x) : x.Apart;
        string text = $"{name}[{string.Join(",", fromEnd)}]({rest.Text})";
        if (name == "sum")
        {
            _counts[text] = fromEnd.Aggregate(1L, (count, axis) => count * shape[axis + shape.Length]);
        }
        int[] kept = [.. shape.Select((dimension, axis) => fromEnd.Contains(axis - shape.Length) ? 1 : dimension)];
        return Product(Term.Of(number), Term.Atom(text)) with { Kept = options.KeepDims ? null : kept };
    }

    // Axes of dimension 1 in front change nothing, nor do batches that are merged for a product of matrices and taken apart behind it.
    private Term Reshaped(OpView op)
    {
        (Term x, int[] from, int[] to) = (In(op, 0), op.Shape(0), op.Output(0).Shape!);
        if (x.Kept is { } kept)
        {
            return kept.AsSpan().SequenceEqual(to) ? x with { Kept = null } : Term.Unknown;
        }
        if (x.Merged is null && from.SkipWhile(dimension => dimension == 1).SequenceEqual(to.SkipWhile(dimension => dimension == 1)))
        {
            return x;
        }
        bool keepsMatrices = from.Length > 2 && to.Length > 2 && from.AsSpan(from.Length - 2).SequenceEqual(to.AsSpan(to.Length - 2));
        return !keepsMatrices ? Term.Unknown
            : x.Merged is null && to.Length == 3 ? x with { Merged = from[..^2] }
            : x.Merged is { } before && before.AsSpan().SequenceEqual(to.AsSpan(0, to.Length - 2)) ? x with { Merged = null }
            : Term.Unknown;
    }

    private Term Adjoint(Term x, bool isAdjoint) => isAdjoint ? Turned(x, [-1, -2]) : x;

    // Axes from the end, which is where the last ones come from; those in front of them stay.
    private Term Turned(Term x, int[] perm)
    {
        (double number, Term rest) = x.Apart;
        if (x.Kept is not null || x.IsUnknown || x.IsNumber || (x.Merged is not null && perm.Any(axis => axis < -2 && axis != perm[axis + perm.Length])))
        {
            return Term.Unknown;
        }
        if (_turns.TryGetValue(rest.Text, out (int[] Perm, Term Operand) turn))
        {
            int[] inner = Padded(turn.Perm, perm.Length);
            (perm, rest) = ([.. Padded(perm, inner.Length).Select(axis => inner[axis + inner.Length])], turn.Operand with { Merged = x.Merged });
        }
        perm = [.. Enumerable.Range(-perm.Length, perm.Length).SkipWhile(axis => perm[axis + perm.Length] == axis).Select(axis => perm[axis + perm.Length])];
        if (perm.Length > 0)
        {
            Term operand = rest;
            rest = Term.Atom($"t[{string.Join(",", perm)}]({rest.Text})") with { Merged = x.Merged };
            _turns[rest.Text] = (perm, operand);
        }
        return Term.Product(Term.Of(number), rest);
    }

    private static int[] Padded(int[] perm, int rank) => [.. Enumerable.Range(-Math.Max(rank, perm.Length), Math.Max(0, rank - perm.Length)), .. perm];

    private static Term Dot(Term a, Term b)
    {
        (double left, Term x) = a.Apart;
        (double right, Term y) = b.Apart;
        bool fits = !x.IsNumber && !y.IsNumber && !Term.Product(x with { Number = 1 }, y).IsUnknown && x.Kept is null;
        return fits ? Term.Product(Term.Of(left * right), Term.Atom($"dot({x.Text},{y.Text})") with { Merged = x.Merged }) : Term.Unknown;
    }
}
