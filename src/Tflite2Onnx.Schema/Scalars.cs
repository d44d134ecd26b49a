namespace Tflite2Onnx.Schema;

/// <summary>How each scalar of the schema language is called in C# and in Google.FlatBuffers, and its width in bytes.</summary>
internal static class Scalars
{
    private static readonly Dictionary<string, (string CSharp, string Accessor, int Width)> Known = new()
    {
        ["bool"] = ("bool", "Bool", 1), ["byte"] = ("sbyte", "Sbyte", 1), ["ubyte"] = ("byte", "Byte", 1),
        ["short"] = ("short", "Short", 2), ["ushort"] = ("ushort", "Ushort", 2), ["int"] = ("int", "Int", 4), ["uint"] = ("uint", "Uint", 4),
        ["long"] = ("long", "Long", 8), ["ulong"] = ("ulong", "Ulong", 8), ["float"] = ("float", "Float", 4), ["double"] = ("double", "Double", 8),
    };

    public static bool IsScalar(string type) => Known.ContainsKey(type);
    public static string CSharp(string type) => Known[type].CSharp;
    public static string Accessor(string type) => Known[type].Accessor;
    public static int Width(string type) => Known[type].Width;
}
