namespace Tflite2Onnx.Prepare;

/// <summary>What a tensor of a loop's body, [batch, width], is of the round's input and of the states: a formula. Equal ones are the same object.</summary>
internal abstract class Form(int width, params IEnumerable<Form> parts)
{
    public int Width => width;

    /// <summary>How many formulas it takes to write it down; one that is used twice counts twice.</summary>
    public int Size { get; } = 1 + parts.Sum(part => part.Size);

    /// <summary>Some of the columns; null where that is no formula of this kind.</summary>
    public abstract Form? Columns(int first, int count);
}

/// <summary>The round's input, or a state as the round finds it.</summary>
internal sealed class Given(int width, int link) : Form(width)
{
    public const int Input = -1;

    /// <summary>The number of the state; <see cref="Input"/> for none.</summary>
    public int Link => link;

    public override Form? Columns(int first, int count) => first == 0 && count == Width ? this : null;
}

/// <summary>Formulas side by side.</summary>
internal sealed class Concatenation(Form[] parts) : Form(parts.Sum(part => part.Width), parts)
{
    public Form[] Parts => parts;

    public override Form? Columns(int first, int count)
    {
        foreach (Form part in parts)
        {
            if (first >= 0 && first + count <= part.Width)
            {
                return part.Columns(first, count);
            }
            first -= part.Width;
        }
        return null;
    }
}

/// <summary>A formula times the transpose of a constant matrix.</summary>
internal sealed class Product(Form operand, WeightBlock weights) : Form(weights.Rows, operand)
{
    public Form Operand => operand;

    public WeightBlock Weights => weights;

    public override Form Columns(int first, int count) => new Product(operand, weights with { Row = weights.Row + first, Rows = count });
}

/// <summary>Formulas with a factor each, and a constant for each column.</summary>
internal sealed class Sum(int width, (float Factor, Form Of)[] terms, float[] bias) : Form(width, terms.Select(term => term.Of))
{
    public (float Factor, Form Of)[] Terms => terms;

    public float[] Bias => bias;

    public bool HasBias => bias.Any(v => v != 0);

    /// <summary>The formula as a sum.</summary>
    public static Sum Of(Form form) => form as Sum ?? new Sum(form.Width, [(1, form)], new float[form.Width]);

    public static Sum Add(Sum a, Sum b, float factor)
    {
        List<(float Factor, Form Of)> all = [.. a.Terms];
        foreach ((float times, Form of) in b.Terms)
        {
            int at = all.FindIndex(term => ReferenceEquals(term.Of, of));
            if (at < 0)
            {
                all.Add((times * factor, of));
            }
            else
            {
                all[at] = (all[at].Factor + (times * factor), of);
            }
        }
        return new Sum(a.Width, [.. all], [.. a.Bias.Zip(b.Bias, (x, y) => x + (y * factor))]);
    }

    public Sum Times(float factor) => new(Width, [.. terms.Select(term => (term.Factor * factor, term.Of))], [.. bias.Select(v => v * factor)]);

    public Sum Plus(float[] constant, float factor) =>
        new(Width, terms, [.. bias.Select((v, i) => v + (constant[constant.Length == 1 ? 0 : i] * factor))]);

    public override Form? Columns(int first, int count)
    {
        Form?[] parts = [.. terms.Select(term => term.Of.Columns(first, count))];
        return parts.All(part => part is not null)
            ? new Sum(count, [.. terms.Zip(parts, (term, part) => (term.Factor, part!))], bias[first..(first + count)]) : null;
    }
}

/// <summary>Two formulas multiplied element by element.</summary>
internal sealed class Times(Form left, Form right) : Form(left.Width, left, right)
{
    public Form Left => left;

    public Form Right => right;

    public override Form? Columns(int first, int count) =>
        left.Columns(first, count) is { } a && right.Columns(first, count) is { } b ? new Times(a, b) : null;
}

/// <summary>A formula after a function that ONNX's recurrent operators know by this name.</summary>
internal sealed class Applied(string function, Form of) : Form(of.Width, of)
{
    public string Function => function;

    public Form Of => of;

    public override Form? Columns(int first, int count) => of.Columns(first, count) is { } part ? new Applied(function, part) : null;
}

/// <summary>A formula cut off at bounds.</summary>
internal sealed class Clipped(Form of, float low, float high) : Form(of.Width, of)
{
    public Form Of => of;

    public float Low => low;

    public float High => high;

    /// <summary>The formula at most <paramref name="high"/>, and then at least <paramref name="low"/>.</summary>
    public static Clipped Between(Form of, float low, float high) => of is Clipped inner
        ? new Clipped(inner.Of, Math.Clamp(inner.Low, low, high), Math.Clamp(inner.High, low, high)) : new Clipped(of, low, high);

    public override Form? Columns(int first, int count) => of.Columns(first, count) is { } part ? new Clipped(part, low, high) : null;
}
