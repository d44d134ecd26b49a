namespace Tflite2Onnx.Testing;

/// <summary>Texts that a hostile model may give where a name is expected.</summary>
internal static class HostileTexts
{
    /// <summary>All of them, each different from the others.</summary>
    public static string[] All { get; } =
    [
        "", " ", ".", "..", "...", "-", "-rf", "--help", "~", "~/x", "/", "\\", "/etc/passwd", "../../x", "..\\..\\x", "a/../../x", "C:\\x", "c:x", "\\\\host\\share\\x",
        "$(PATH)", "$([System.IO.File]::ReadAllText('/etc/passwd'))", "@(Compile)", "%(Identity)", "%25", "%2e%2e%2f", "*", "**/*", "?", "a;b", "a,b", "a|b", "a&b",
        "'", "\"", "`id`", "'; rm -rf .; '", "<x>", "</Project>", "{0}", "{", "}", "\0", "a\0b", "a\nb", "a\r\nb", "\t", "\u001b[2J", "\u001b]0;x\u0007", "\u007f", "\u009b31m",
        "\u202egpj.exe", "\u2066x\u2069", "\u200b", "\ufeff", "\u2028", "\ud800", "\udc00", "\ud800x", "\udc00\ud800", "\ud83d\ude00", "Größe", "Gro\u0308ße", "GRÖSSE",
        "分類", "ſ", "K", "\u0131", "İ", "CON", "con", "Con.txt", "con.a.b", "PRN", "AUX", "NUL", "nul.txt", "COM1", "COM0", "LPT9.log", "COM¹", "CONIN$", "CLOCK$",
        "CON ", "nul .txt", ".hidden", "trailing.", "trailing ", " leading", "a b", "a..b", "a_b", "a.b", "A_B", "key", "Key", "KEY", "g.cs", "onnx", "onnx.new",
        "files.txt", "warnings.json", "x.stamp", "x.targets", "desktop.ini", "a_b-0123456789ABCDEF", "a-0123456789abcdef.txt", "key-0123456789ABCDEF.b",
        new('x', 100), new('x', 101), new('x', 300), new('X', 300), new('é', 120), new string('a', 95) + ".labels", new string('.', 300), "x." + new string('y', 200),
    ];
}
