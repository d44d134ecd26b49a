using System.Buffers.Binary;
using System.Text;
using Tflite2Onnx.Schema;

namespace Tflite2Onnx.Fuzzing;

/// <summary>Lists every place of a sound FlatBuffer that its schema knows, and of one that is inside of it.</summary>
internal sealed class FlatPlaces
{
    // Of long vectors, the first elements: constants' bytes would crowd out everything else.
    private const int MostElements = 32;

    private readonly byte[] _file;
    private readonly FlatSchema _schema;
    private readonly List<Place> _places;
    private readonly HashSet<int> _seen = [];

    private FlatPlaces(byte[] file, FlatSchema schema, List<Place> places) => (_file, _schema, _places) = (file, schema, places);

    public static List<Place> Of(byte[] model)
    {
        var places = new List<Place>();
        new FlatPlaces(model, Schemas.Model, places).Root(0, "Model");
        return places;
    }

    private void Root(int start, string table)
    {
        _places.Add(new(PlaceKind.Offset, start, 4, "root", table));
        Table(_schema.Tables.First(t => t.Name == table), start + Int(start));
    }

    private void Table(TableType table, int at)
    {
        if (!_seen.Add(at))
        {
            return;
        }
        int fields = at - Int(at);
        foreach (Field field in table.Fields.Where(f => f.Entry + 2 <= Ushort(fields)))
        {
            int offset = Ushort(fields + field.Entry);
            if (offset != 0)
            {
                _places.Add(new(PlaceKind.Slot, fields + field.Entry, 2, $"{table.Name}.{field.Name}", "ushort"));
                Present(table, field, fields, at, at + offset);
            }
        }
    }

    private void Present(TableType table, Field field, int fields, int at, int position)
    {
        string path = $"{table.Name}.{field.Name}";
        if (!field.IsVector && _schema.IsScalar(field.Type))
        {
            _places.Add(new(PlaceKind.Number, position, _schema.Width(field.Type), path, field.Type));
        }
        else if (_schema.Union(field.Type) is { } union)
        {
            int tag = at + Ushort(fields + field.Entry - 2);
            _places.Add(new(PlaceKind.Number, tag, 1, $"{path}_type", "ubyte"));
            if (_file[tag] > 0 && _file[tag] <= union.Members.Count)
            {
                Pointed(union.Members[_file[tag] - 1], position, path);
            }
        }
        else if (field.IsVector)
        {
            Vector(field, position, path);
        }
        else
        {
            Pointed(field.Type, position, path);
        }
    }

    // A table or a string, behind an offset.
    private void Pointed(string type, int position, string path)
    {
        int target = position + Int(position);
        _places.Add(new(PlaceKind.Offset, position, 4, path, type));
        if (type == "string")
        {
            _places.Add(new(PlaceKind.Length, target, 4, path, type));
            Data(target + 4, Int(target), path);
            return;
        }
        Table(_schema.Tables.First(t => t.Name == type), target);
    }

    private void Vector(Field field, int position, string path)
    {
        int vector = position + Int(position);
        int count = Int(vector);
        _places.Add(new(PlaceKind.Offset, position, 4, path, $"[{field.Type}]"));
        _places.Add(new(PlaceKind.Length, vector, 4, path, $"[{field.Type}]"));
        if (field.Type == "ubyte")
        {
            Data(vector + 4, count, path);
        }
        else if (_schema.IsScalar(field.Type))
        {
            int width = _schema.Width(field.Type);
            _places.AddRange(Enumerable.Range(0, Math.Min(count, MostElements))
                .Select(i => new Place(PlaceKind.Number, vector + 4 + (i * width), width, $"{path}[]", field.Type)));
        }
        else
        {
            for (int i = 0; i < count; i++)
            {
                Pointed(field.Type, vector + 4 + (4 * i), $"{path}[]");
            }
        }
    }

    private void Data(int start, int count, string path)
    {
        FlatSchema metadata = Schemas.Metadata;
        if (count >= 8 && Encoding.ASCII.GetString(_file, start + 4, 4) == metadata.Identifier)
        {
            new FlatPlaces(_file, metadata, _places).Root(start, "ModelMetadata");
        }
        else if (count > 0)
        {
            _places.Add(new(PlaceKind.Bytes, start, count, path, "ubyte"));
        }
    }

    private int Int(int at) => BinaryPrimitives.ReadInt32LittleEndian(_file.AsSpan(at));
    private int Ushort(int at) => BinaryPrimitives.ReadUInt16LittleEndian(_file.AsSpan(at));
}
