namespace Tflite2Onnx.Fuzzing;

/// <summary>What stands at a place of a file.</summary>
internal enum PlaceKind
{
    /// <summary>A number: a field, an element of a vector, a union's tag.</summary>
    Number,

    /// <summary>The length of a vector or a string.</summary>
    Length,

    /// <summary>The offset of a table, a vector or a string.</summary>
    Offset,

    /// <summary>Where a table's field list says a field is; 0 leaves the field out.</summary>
    Slot,

    /// <summary>Bytes of any meaning: constants, custom options, text.</summary>
    Bytes,
}

/// <summary>A place of a file that can be changed.</summary>
/// <param name="Kind">What stands there.</param>
/// <param name="Position">Where it begins, in bytes from the file's start.</param>
/// <param name="Width">How many bytes it has.</param>
/// <param name="Path">The table and field of the schema, such as <c>Tensor.shape</c>.</param>
/// <param name="Type">The schema's type of what stands there or is pointed to; a vector's in brackets.</param>
internal readonly record struct Place(PlaceKind Kind, int Position, int Width, string Path, string Type);
