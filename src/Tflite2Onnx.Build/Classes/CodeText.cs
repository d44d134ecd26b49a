using System.Globalization;
using System.Text;

namespace Tflite2Onnx.Build;

/// <summary>C# as text: indented lines, literals and comments, in the syntax that the oldest compilers of SDK-style projects know.</summary>
internal sealed class CodeText
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public void Line(string line) => _text.Append(' ', line.Length == 0 ? 0 : 4 * _depth).Append(line).Append('\n');

    public void Open(string line)
    {
        Line(line);
        Line("{");
        _depth++;
    }

    public void Close()
    {
        _depth--;
        Line("}");
    }

    /// <summary>A documentation comment; nothing for an empty text.</summary>
    public void Summary(string text)
    {
        if (text.Length > 0)
        {
            Line($"/// <summary>{Escaped(text)}</summary>");
        }
    }

    /// <summary>A constant with its comment; nothing for an empty text.</summary>
    public void Text(string name, string value, string summary)
    {
        if (value.Length > 0)
        {
            Summary(summary);
            Line($"public const string {name} = {Literal(value)};");
        }
    }

    /// <summary>An array that callers may change as they like; nothing for one without elements.</summary>
    public void Array(string type, string name, IReadOnlyCollection<string> literals, string summary)
    {
        if (literals.Count > 0)
        {
            Summary(summary);
            Line($"public static {type}[] {name} => new {type}[] {{ {string.Join(", ", literals)} }};");
        }
    }

    public static string Literal(string text)
    {
        IEnumerable<string> characters = text.Select(c => c switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            // What ends a line or cannot be seen.
            _ when char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\u0085' => $"\\u{(int)c:x4}",
            _ => c.ToString(),
        });
        return $"\"{string.Concat(characters)}\"";
    }

    public static string Literal(float number) => float.IsNaN(number) ? "float.NaN"
        : float.IsInfinity(number) ? number > 0 ? "float.PositiveInfinity" : "float.NegativeInfinity"
        : number.ToString("R", CultureInfo.InvariantCulture) + "f";

    public static string Literal(long number) => number.ToString(CultureInfo.InvariantCulture);

    public override string ToString() => _text.ToString();

    private static string Escaped(string text) => string.Concat(text.Select(c => c switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        _ when char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\u0085' => " ",
        _ => c.ToString(),
    }));
}
