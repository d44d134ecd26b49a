using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Tflite2Onnx;

/// <summary>
/// Names of files made of texts that come out of a model, such as keys of signatures. A text that is a plain file name on every system stays as it
/// is. Any other becomes one: what it may not hold is replaced, and a hash of the whole text tells it from all others.
/// </summary>
internal static partial class FileNames
{
    // Room is left for what a caller puts around a name: 255 bytes are the limit of most file systems.
    private const int MaxLength = 100;

    /// <summary>A name for each text, all of them different even where upper and lower case are the same; equal texts have equal names.</summary>
    public static string[] Of(IReadOnlyCollection<string> texts)
    {
        var spellings = texts.Distinct().GroupBy(text => text, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(same => same.Key, same => same.Count(), StringComparer.OrdinalIgnoreCase);
        return [.. texts.Select(text => IsPlain(text) && spellings[text] == 1 ? text : Marked(text))];
    }

    /// <summary>The full path of a file that is to be right in a folder.</summary>
    /// <exception cref="InvalidOperationException">It would be elsewhere, which no name of <see cref="Of"/> can bring about.</exception>
    public static string Inside(string folder, string name)
    {
        string full = Path.GetFullPath(Path.Combine(folder, name));
        return Path.GetDirectoryName(full) == Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) ? full
            : throw new InvalidOperationException($"'{name}' would leave the folder '{folder}'");
    }

    private static bool IsPlain(string text) => text.Length <= MaxLength && Plain().IsMatch(text) && !Device().IsMatch(text) && !Mark().IsMatch(text);

    // An extension stays behind the hash, where programs look for it. Of the hash 64 bits are enough: nobody meets another's by chance.
    private static string Marked(string text)
    {
        string hash = Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan())).AsSpan(0, 8));
        string name = Forbidden().Replace(text, "_").Trim('.');
        string extension = Extension().Match(name).Value;
        string stem = name[..^extension.Length];
        string start = Plain().IsMatch(stem) && !Device().IsMatch(stem) ? "" : "_";
        return $"{start}{stem[..Math.Min(stem.Length, MaxLength / 2)]}-{hash}{extension}";
    }

    // Letters beyond ASCII are left out, because systems do not agree on which of them are the same.
    [GeneratedRegex(@"^(?!.*\.\.)[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_-])?\z")]
    private static partial Regex Plain();

    [GeneratedRegex(@"[^A-Za-z0-9_.-]|\.\.+")]
    private static partial Regex Forbidden();

    // https://learn.microsoft.com/windows/win32/fileio/naming-a-file: devices of Windows, whatever the extension.
    [GeneratedRegex(@"^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|\z)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Device();

    [GeneratedRegex(@"\.[A-Za-z0-9]{1,10}\z")]
    private static partial Regex Extension();

    // What ends like a name with a hash could be one.
    [GeneratedRegex(@"-[0-9A-Fa-f]{16}(\.[A-Za-z0-9]{1,10})?\z")]
    private static partial Regex Mark();
}
