namespace Tflite2Onnx.Schema;

/// <summary>A FlatBuffers schema as parsed: its declarations in file order.</summary>
internal sealed class FlatSchema(
    string space, string identifier, IReadOnlyList<EnumType> enums, IReadOnlyList<UnionType> unions, IReadOnlyList<TableType> tables)
{
    public string Namespace => space;
    public string Identifier => identifier;
    public IReadOnlyList<EnumType> Enums => enums;
    public IReadOnlyList<UnionType> Unions => unions;
    public IReadOnlyList<TableType> Tables => tables;

    public EnumType? Enum(string name) => enums.FirstOrDefault(e => e.Name == name);
    public UnionType? Union(string name) => unions.FirstOrDefault(u => u.Name == name);
    public bool IsTable(string name) => tables.Any(t => t.Name == name);
}

internal sealed class EnumType(string name, string underlying, IReadOnlyList<KeyValuePair<string, int>> members)
{
    public string Name => name;
    public string Underlying => underlying;
    public IReadOnlyList<KeyValuePair<string, int>> Members => members;
}

internal sealed class UnionType(string name, IReadOnlyList<string> members)
{
    public string Name => name;
    public IReadOnlyList<string> Members => members;
}

internal sealed class TableType(string name, IReadOnlyList<Field> fields)
{
    public string Name => name;
    public IReadOnlyList<Field> Fields => fields;

    /// <summary>Slots of the table's vtable; a union field has two.</summary>
    public int Slots => fields.Count == 0 ? 0 : fields[fields.Count - 1].Slot + 1;
}

/// <summary>
/// A field: <c>Type</c> is a scalar, an enum, a table, a union, <c>string</c> or the element type of a vector; a union's tag is in
/// <c>Slot - 1</c>.
/// </summary>
internal sealed class Field(string name, string type, bool isVector, string? defaultValue, int slot)
{
    public string Name => name;
    public string Type => type;
    public bool IsVector => isVector;
    public string? Default => defaultValue;
    public int Slot => slot;

    /// <summary>Where the field's offset stands in the vtable, in bytes.</summary>
    public int Entry => 4 + (2 * slot);
    public string Property => Pascal(name);

    private static string Pascal(string snake) =>
        string.Concat(snake.Split('_').Where(w => w.Length > 0).Select(w => char.ToUpperInvariant(w[0]) + w.Substring(1)));
}
