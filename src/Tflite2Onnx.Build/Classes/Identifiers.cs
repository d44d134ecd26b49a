using System.Globalization;
using System.Text;

namespace Tflite2Onnx.Build;

/// <summary>C# names for what has any name.</summary>
internal static class Identifiers
{
    // The compiler has room for 511 characters, and a file's name with what is put around it has fewer than these: only names in a model are longer.
    private const int MaxLength = 400;

    // A folder may be called as a keyword; with a sign in front that is a name.
    private static readonly HashSet<string> s_keywords =
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal", "default", "delegate",
        "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for", "foreach", "goto", "if", "implicit", "in",
        "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object", "operator", "out", "override", "params", "private",
        "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc", "static", "string", "struct", "switch", "this", "throw",
        "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while",
    ];

    /// <summary>Words begin with capitals and close up, except between digits; other characters that C# has none of become underscores.</summary>
    public static string OfName(string name)
    {
        var text = new StringBuilder();
        bool starts = true;
        foreach (char c in name.Take(MaxLength))
        {
            if (c is ' ' or '_' or '-' or '.' or '/')
            {
                starts = true;
                continue;
            }
            bool isPart = IsPart(c);
            if (starts && text.Length > 0 && char.IsDigit(c) && char.IsDigit(text[^1]))
            {
                text.Append('_');
            }
            text.Append(!isPart ? '_' : starts ? char.ToUpperInvariant(c) : c);
            starts = !isPart;
        }
        return Started(text.Length == 0 ? "_" : text.ToString());
    }

    /// <summary>A part of a namespace, spelled as the folder is.</summary>
    public static string OfPart(string name)
    {
        string part = Started(string.Concat(name.Select(c => IsPart(c) ? c : '_')));
        return s_keywords.Contains(part) ? "@" + part : part;
    }

    /// <summary>The name, or one with a number behind it, that is not taken yet.</summary>
    /// <param name="name">The name.</param>
    /// <param name="taken">The names that are taken, with the number that the next of that name gets.</param>
    public static string Unique(string name, Dictionary<string, int> taken)
    {
        string unique = name;
        while (!taken.TryAdd(unique, 2))
        {
            unique = string.Create(CultureInfo.InvariantCulture, $"{name}_{taken[name]++}");
        }
        return unique;
    }

    private static bool IsPart(char c) => c == '_' || char.IsLetterOrDigit(c);

    private static string Started(string name) => char.IsLetter(name[0]) || name[0] == '_' ? name : "_" + name;
}
