using System.Security.Cryptography;
using System.Text;

namespace Tflite2Onnx.Build;

/// <summary>The name of a model's class: that of its file, in the namespace of its folder.</summary>
/// <param name="Namespace">The namespace; empty for the global one.</param>
/// <param name="Name">The class.</param>
internal sealed record ClassName(string Namespace, string Name)
{
    private const string Suffix = "Model";

    public string FullName => Namespace.Length > 0 ? $"{Namespace}.{Name}" : Name;

    /// <summary>The name that the item's metadata say, or the usual one.</summary>
    public static ClassName Of(TaskModel item, string rootNamespace)
    {
        string link = item["OnnxLink"].Replace('\\', '/');
        string[] folders = link.Split('/')[..^1];
        string usual = string.Join(".", rootNamespace.Split('.').Concat(folders).Where(part => part.Length > 0).Select(Identifiers.OfPart));
        string name = item["ClassName"].Trim() is { Length: > 0 } given ? given : Suffixed(Identifiers.OfName(Path.GetFileNameWithoutExtension(link)));
        string space = item["ClassNamespace"].Trim();
        return new ClassName(space.Length > 0 ? space : usual, name);
    }

    /// <summary>The same with a hash of a text behind it.</summary>
    public ClassName Marked(string text) => this with { Name = $"{Name}_{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 4))}" };

    private static string Suffixed(string name) => name.EndsWith(Suffix, StringComparison.Ordinal) ? name : name + Suffix;
}
