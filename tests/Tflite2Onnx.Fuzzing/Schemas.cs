using Tflite2Onnx.Schema;

namespace Tflite2Onnx.Fuzzing;

/// <summary>The schemas of models and of what authors say of them, as the generator of readers parses them.</summary>
internal static class Schemas
{
    public static FlatSchema Model { get; } = Read("tflite");

    public static FlatSchema Metadata { get; } = Read("metadata");

    public static bool IsScalar(this FlatSchema schema, string type) => Scalars.IsScalar(type) || schema.Enum(type) is not null;

    /// <summary>The width of a scalar or an enum, in bytes.</summary>
    public static int Width(this FlatSchema schema, string type) => Scalars.Width(schema.Enum(type)?.Underlying ?? type);

    private static FlatSchema Read(string name) =>
        SchemaParser.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Schemas", $"{name}.fbs")));
}
