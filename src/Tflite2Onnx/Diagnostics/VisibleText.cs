using System.Globalization;
using System.Text;

namespace Tflite2Onnx.Diagnostics;

/// <summary>
/// Text of which nothing hides: what a terminal or a log would obey or not show (control characters, line breaks, marks that turn or join what
/// is around them, halves of characters) is written as <c>\uXXXX</c>. Names in a model are anybody's.
/// </summary>
internal static class VisibleText
{
    public static string Of(string text) => text.All(IsPlain) ? text : Escaped(text);

    private static bool IsPlain(char c) => c is >= ' ' and <= '~';

    private static string Escaped(string text)
    {
        var visible = new StringBuilder(text.Length);
        for (int at = 0, length; at < text.Length; at += length)
        {
            bool isWhole = Rune.TryGetRuneAt(text, at, out Rune rune);
            length = isWhole ? rune.Utf16SequenceLength : 1;
            if (isWhole && !IsHidden(Rune.GetUnicodeCategory(rune)))
            {
                visible.Append(text, at, length);
                continue;
            }
            foreach (char half in text.AsSpan(at, length))
            {
                visible.Append(CultureInfo.InvariantCulture, $"\\u{(int)half:X4}");
            }
        }
        return visible.ToString();
    }

    private static bool IsHidden(UnicodeCategory category) => category is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;
}
