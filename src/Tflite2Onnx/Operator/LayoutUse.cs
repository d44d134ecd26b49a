namespace Tflite2Onnx.Operator;

/// <summary>A layout rule at one operator: what holds for this use, and how axes of its results come from those of its data operands.</summary>
/// <param name="Rule">The rule; <see cref="LayoutRule.Terminate"/> where the operator's own does not hold.</param>
/// <param name="Map">From operand to results; null where axes stay as they are.</param>
/// <param name="Op">The operator.</param>
internal sealed record LayoutUse(LayoutRule Rule, AxisMap? Map, OpView Op)
{
    /// <summary>Whether the operator works in whichever order its operands have.</summary>
    public bool IsFlexible => Rule.Class is LayoutClass.Transparent or LayoutClass.Attribute;

    /// <summary>Whether it gives its result in either order, whichever its operands come in.</summary>
    public bool GivesAnyOrder => Rule.IsReordering || !IsFlexible;

    /// <summary>
    /// The rule where it holds, otherwise Terminate. So too where the use is at fault, which the conversion comes upon as well, and reports.
    /// </summary>
    public static LayoutUse Of(LayoutRule? rule, OpView op)
    {
        try
        {
            return Refusal.OrNone(() => Held(rule, op)) ?? new LayoutUse(LayoutRule.Terminate, null, op);
        }
#pragma warning disable CA1031 // A fault of the converter at one operator: the driver comes upon it there.
        catch (Exception fault) when (DiagnosticBag.IsFault(fault))
#pragma warning restore CA1031
        {
            return new LayoutUse(LayoutRule.Terminate, null, op) { Fault = fault };
        }
    }

    /// <summary>What went wrong inside the rule; null where nothing did.</summary>
    public Exception? Fault { get; private init; }

    // Null where no rule holds.
    private static LayoutUse? Held(LayoutRule? rule, OpView op)
    {
        if (op.IsComplex)
        {
            return null;
        }
        if (rule is null || !rule.When(op))
        {
            return rule?.Otherwise is { } other ? Of(other, op) : null;
        }
        if (rule.Origins is null && rule.Map is null)
        {
            return new LayoutUse(rule, null, op);
        }
        AxisMap? map = rule.Map is { } of ? of(op) : AxisMap.Of(rule.Origins!(op), op.Shape(rule.Carrier));
        return map is null ? null : new LayoutUse(rule, map.IsIdentity && !rule.IsReordering ? null : map, op);
    }

    /// <summary>The layout of the results when the operands have the given one; false when the operator cannot work in it.</summary>
    public bool TryResult(Layout layout, out Layout? result)
    {
        result = layout;
        bool mayBeShuffled = Rule.Class == LayoutClass.Transparent || Rule.IsRelabelling;
        return (mayBeShuffled || !layout.IsShuffled) && Holds(Rule.Accepts, layout) && (Map is null || Map.TryThrough(layout, out result));
    }

    /// <inheritdoc cref="LayoutRule.Absorbs"/>
    public bool Absorbs(Layout layout) => Holds(Rule.Absorbs, layout);

    /// <inheritdoc cref="LayoutRule.Offers"/>
    public bool Offers(Layout layout) => Holds(Rule.Offers, layout);

    /// <summary>The layout the operands have when the results have the given one; false, or null, when there is none.</summary>
    public bool TryOperand(Layout result, out Layout? operand)
    {
        operand = result;
        return (Map is null || Map.TryBack(result, out operand)) && operand is not null && TryResult(operand, out Layout? again) && result.Equals(again);
    }

    // A use that is refused holds to nothing.
    private bool Holds(Func<OpView, Layout, bool> rule, Layout layout) => Op.Tried(op => rule(op, layout) ? this : null) is not null;
}
