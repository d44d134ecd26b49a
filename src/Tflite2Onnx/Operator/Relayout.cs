namespace Tflite2Onnx.Operator;

/// <summary>Brings values from one layout to another.</summary>
internal static class Relayout
{
    /// <summary>How many Transposes <see cref="Apply"/> needs.</summary>
    public static int Count(Layout? have, Layout? want, int[] shape)
    {
        (have, want) = (have?.For(shape), want?.For(shape));
        return Layout.IsFree(have, want, shape) ? 0 : InTwo(have, want) ? Count(have, null, shape) + Count(null, want, shape) : 1;
    }

    /// <summary>
    /// The value in the layout <paramref name="want"/>, given in <paramref name="have"/> (null: TFLite's order); <paramref name="shape"/> is
    /// TFLite's. One Transpose at most, two where an axis goes from one shuffle to another; none where no element moves.
    /// </summary>
    public static Value Apply(Emitter emit, Value x, Layout? have, Layout? want, int[] shape, string reason)
    {
        (have, want) = (have?.For(shape), want?.For(shape));
        int[] differing = [.. Enumerable.Range(0, shape.Length).Where(axis => !Equals(have?.Inside(axis), want?.Inside(axis)))];
        if (differing.Length == 0)
        {
            return emit.Transpose(x, Layout.Between(have, want, shape.Length), reason);
        }
        if (InTwo(have, want))
        {
            return Apply(emit, Apply(emit, x, have, null, shape, reason), null, want, shape, reason);
        }
        // Each axis whose elements move falls apart into those it was merged from.
        var parts = new (int[] Dimensions, int First)[shape.Length];
        int count = 0;
        for (int axis = 0; axis < shape.Length; axis++)
        {
            Shuffle? shuffle = differing.Contains(axis) ? have?.Inside(axis) ?? want!.Inside(axis) : null;
            parts[axis] = (shuffle?.Dimensions ?? [shape[axis]], count);
            count += parts[axis].Dimensions.Length;
        }
        (int[] from, int[] to) = (Order(have), Order(want));
        int[] dimensions = [.. parts.SelectMany(p => p.Dimensions)];
        Value apart = emit.Reshape(x, [.. from.Select(part => dimensions[part])]);
        Value turned = emit.Transpose(apart, [.. to.Select(part => Array.IndexOf(from, part))], reason);
        return emit.Reshape(turned, want?.Permute(shape) ?? shape);

        int[] Order(Layout? layout) => [.. Enumerable.Range(0, shape.Length).Select(i => layout?.Perm[i] ?? i).SelectMany(axis => Parts(layout, axis))];

        IEnumerable<int> Parts(Layout? layout, int axis)
        {
            int[] order = differing.Contains(axis) && layout?.Inside(axis) is { } shuffle
                ? shuffle.Order : [.. Enumerable.Range(0, parts[axis].Dimensions.Length)];
            return order.Select(i => parts[axis].First + i);
        }
    }

    // From one shuffle of an axis to another the way leads through TFLite's order.
    private static bool InTwo(Layout? have, Layout? want) => have is not null && want is not null
        && Enumerable.Range(0, have.Rank).Any(axis => have.Inside(axis) is { } from && want.Inside(axis) is { } to && !from.Equals(to));
}
