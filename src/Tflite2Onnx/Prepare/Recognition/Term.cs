using System.Globalization;

namespace Tflite2Onnx.Prepare;

/// <summary>A number times factors, each in the one text that all ways of writing it have. No factors: the number itself.</summary>
internal sealed record Term(double Number, string[] Factors)
{
    // What is written out twice doubles with every operator.
    private const int MaxLength = 4000;
    private const int MaxFactors = 64;

    public static Term Unknown { get; } = Atom("?");

    /// <summary>The addends of a sum; null for everything else.</summary>
    public Term[]? Addends { get; private init; }

    /// <summary>The shape it would have with the axes that a sum over them dropped; null where none is missing.</summary>
    public int[]? Kept { get; init; }

    /// <summary>The dimensions in front of the last two axes before they were merged into one; null where they were not.</summary>
    public int[]? Merged { get; init; }

    public bool IsNumber => Factors.Length == 0;

    public bool IsUnknown => Factors.Any(f => f.Contains('?'));

    public string Text => (Number, Factors) switch
    {
        (1, [string only]) => only,
        (1, { Length: > 1 }) => $"mul({string.Join(",", Factors)})",
        (_, []) => Literal(Number),
        _ => $"mul({Literal(Number)},{string.Join(",", Factors)})",
    };

    /// <summary>The same without its number, and that number.</summary>
    public (double Number, Term Others) Apart => (Number, this with { Number = 1, Addends = Number == 1 ? Addends : null });

    public static Term Atom(string text) => new(1, [text.Length > MaxLength ? "?" : text]);

    public static Term Of(double number) => new(number, []);

    public static Term Product(params Term[] terms)
    {
        Term[] others = [.. terms.Where(t => !t.IsNumber)];
        double number = terms.Aggregate(1.0, (product, t) => product * t.Number);
        string[] factors = [.. others.SelectMany(t => t.Factors).Order(StringComparer.Ordinal)];
        return factors.Length > MaxFactors ? Unknown : WithAxes(others, others is [Term only] && only.Number.Equals(number) ? only : new(number, factors));
    }

    public static Term Sum(params Term[] terms)
    {
        Term[] all = [.. terms.SelectMany(t => t.Addends ?? [t])];
        Term[] others = [.. all.Where(t => !t.IsNumber).OrderBy(t => t.Text, StringComparer.Ordinal)];
        double number = all.Where(t => t.IsNumber).Sum(t => t.Number);
        Term[] addends = number == 0 ? others : [Of(number), .. others];
        Term sum = addends is [Term only] ? only : Atom($"add({string.Join(",", addends.Select(t => t.Text))})") with { Addends = addends };
        return others.Length == 0 ? Of(number) : WithAxes([.. terms.Where(t => !t.IsNumber)], sum);
    }

    /// <summary>1 over it.</summary>
    public Term Inverse() => this with { Number = 1 / Number, Addends = null, Factors = [.. Factors.Select(Inverse).Order(StringComparer.Ordinal)] };

    private static string Inverse(string factor) => factor.StartsWith("sqrt(", StringComparison.Ordinal) ? $"r{factor}"
        : factor.StartsWith("rsqrt(", StringComparison.Ordinal) ? factor[1..] : $"rec({factor})";

    // What lacks axes, or has them merged, stands beside numbers and its like only: beside others it would be spread over other axes.
    private static Term WithAxes(Term[] parts, Term whole)
    {
        bool areAlike = parts.All(p => Same(p.Kept, parts[0].Kept) && Same(p.Merged, parts[0].Merged));
        return parts.Length == 0 ? whole : areAlike && !whole.IsUnknown ? whole with { Kept = parts[0].Kept, Merged = parts[0].Merged } : Unknown;
    }

    private static bool Same(int[]? a, int[]? b) => a is null ? b is null : b is not null && a.AsSpan().SequenceEqual(b);

    private static string Literal(double number) => ((float)number).ToString("R", CultureInfo.InvariantCulture);
}
