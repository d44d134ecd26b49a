using System.Globalization;
using System.Text;

namespace Tflite2Onnx.Build;

/// <summary>C# as text: indented lines, literals and comments, in the syntax that the oldest compilers of SDK-style projects know.</summary>
internal sealed class CodeText
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public int Length => _text.Length;

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

    /// <summary>A string. What ends a line, turns it round or cannot be seen is escaped, in the way that C# has as well.</summary>
    public static string Literal(string text)
    {
        string quoted = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        return $"\"{VisibleText.Of(quoted)}\"";
    }

    public static string Literal(float number) => float.IsNaN(number) ? "float.NaN"
        : float.IsInfinity(number) ? number > 0 ? "float.PositiveInfinity" : "float.NegativeInfinity"
        : number.ToString("R", CultureInfo.InvariantCulture) + "f";

    public static string Literal(long number) => number.ToString(CultureInfo.InvariantCulture);

    public override string ToString() => _text.ToString();

    // On one line, and XML.
    private static string Escaped(string text) => string.Concat(VisibleText.Of(text).Select(c => c switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '\ufffe' or '\uffff' => " ",
        _ => c.ToString(),
    }));
}
