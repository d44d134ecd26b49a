using System.Buffers.Binary;

namespace Tflite2Onnx.Fuzzing;

/// <summary>Makes changes of a model: by the schema, blind, and with parts of another model.</summary>
internal sealed class Mutator(Random random, SeedFiles seeds, Seed seed)
{
    // Vectors that changes put behind the file begin at a multiple of it, as FlatBuffers demand of the widest number.
    private const int Alignment = 16;

    private readonly string[] _paths = [.. seed.Places.Select(group => group.Key)];
    private int _end = seed.Bytes.Length;

    public Change[] Changes()
    {
        int count = random.Next(4) switch { 0 => 2, 1 => random.Next(1, 6), _ => 1 };
        return [.. Enumerable.Range(0, count).Select(_ => Next())];
    }

    private Change Next()
    {
        if (_paths.Length == 0 || random.Next(12) == 0)
        {
            return Blind();
        }
        if (random.Next(10) == 0 && Splice() is { } spliced)
        {
            return spliced;
        }
        Place[] places = [.. seed.Places[_paths[random.Next(_paths.Length)]]];
        Place place = places[random.Next(places.Length)];
        return place.Kind switch
        {
            PlaceKind.Number => Number(place),
            PlaceKind.Length => Length(place),
            PlaceKind.Offset => Offset(place),
            PlaceKind.Slot => Slot(place),
            _ => Bytes(place),
        };
    }

    private Change Blind()
    {
        int length = seed.Bytes.Length;
        if (length == 0 || random.Next(10) == 0)
        {
            int cut = random.Next(length + 1);
            return new($"cut to {cut} bytes", [], cut);
        }
        int at = random.Next(length);
        byte[] noise = new byte[Math.Min(random.Next(1, 5), length - at)];
        random.NextBytes(noise);
        return Write("blind", at, noise);
    }

    private Change Number(Place place) => Write(place.Path, place.Position, Numbers.Other(random, place.Type, seed.Bytes.AsSpan(place.Position, place.Width)));

    // A length that the file may still back, more often than one that it does not.
    private Change Length(Place place)
    {
        int count = BinaryPrimitives.ReadInt32LittleEndian(seed.Bytes.AsSpan(place.Position));
        int other = random.Next(6) switch { 0 => 0, 1 or 2 => count - 1, 3 => count + 1, 4 => 1, _ => random.Next(count + 1) };
        other = random.Next(16) == 0 ? random.Next() : other;
        return Write($"length of {place.Path}", place.Position, Little(Math.Max(other, 0)));
    }

    private Change Slot(Place place) =>
        Write($"field {place.Path}", place.Position, random.Next(6) > 0 ? [0, 0] : BitConverter.GetBytes((ushort)(4 * random.Next(1, 12))));

    private Change Bytes(Place place)
    {
        // FlexBuffers are read from their end.
        int at = random.Next(2) == 0 ? place.Width - 1 - random.Next(Math.Min(place.Width, 8)) : random.Next(place.Width);
        int count = Math.Min(random.Next(3) == 0 ? 4 : 1, place.Width - at);
        return Write($"bytes of {place.Path}", place.Position + at, Numbers.Other(random, "ubyte", seed.Bytes.AsSpan(place.Position + at, count)));
    }

    private Change Offset(Place place)
    {
        string element = place.Type.Trim('[', ']');
        bool isNumbers = place.Type.StartsWith('[') && Schemas.Model.IsScalar(element);
        if (isNumbers && random.Next(4) > 0)
        {
            return NewVector(place, element, Schemas.Model.Width(element));
        }
        // Where another of the same type is, or anywhere.
        Place[] others = [.. seed.Places.SelectMany(group => group).Where(other => other.Kind == PlaceKind.Offset && other.Type == place.Type)];
        Place aim = others[random.Next(others.Length)];
        int target = random.Next(12) == 0 ? random.Next(seed.Bytes.Length)
            : aim.Position + BinaryPrimitives.ReadInt32LittleEndian(seed.Bytes.AsSpan(aim.Position));
        return Write($"offset of {place.Path}", place.Position, Little(target - place.Position));
    }

    private Change NewVector(Place place, string type, int width)
    {
        int start = Behind();
        int count = random.Next(8) == 0 ? random.Next(300) : random.Next(8);
        int old = place.Position + BinaryPrimitives.ReadInt32LittleEndian(seed.Bytes.AsSpan(place.Position));
        int known = BinaryPrimitives.ReadInt32LittleEndian(seed.Bytes.AsSpan(old));
        byte[] vector = [.. Little(count), .. Enumerable.Range(0, count).SelectMany(i => Numbers.Other(
            random, random.Next(3) == 0 ? type : "ubyte", i < known ? seed.Bytes.AsSpan(old + 4 + (i * width), width) : new byte[width]))];
        _end = start + vector.Length;
        return new($"{place.Path} of {count}", [(place.Position, Little(start - place.Position)), (start, vector)]);
    }

    // Another model behind this one, and one offset into it: offsets count from where they stand, so its tables stay whole.
    private Change? Splice()
    {
        Seed other = seeds.Pick(random);
        ILookup<string, Place> targets = other.Places.SelectMany(group => group).Where(place => place.Kind == PlaceKind.Offset).ToLookup(place => place.Type);
        IGrouping<string, Place>[] shared = [.. seed.Places.SelectMany(group => group)
            .Where(place => place.Kind == PlaceKind.Offset && targets.Contains(place.Type)).GroupBy(place => place.Type)];
        if (shared.Length == 0)
        {
            return null;
        }
        Place[] froms = [.. shared[random.Next(shared.Length)]];
        Place from = froms[random.Next(froms.Length)];
        Place[] aims = [.. targets[from.Type]];
        Place aim = aims[random.Next(aims.Length)];
        int start = Behind();
        _end = start + other.Bytes.Length;
        int target = start + aim.Position + BinaryPrimitives.ReadInt32LittleEndian(other.Bytes.AsSpan(aim.Position));
        return new($"{from.Path} from {other.Name}", [(from.Position, Little(target - from.Position)), (start, other.Bytes)]);
    }

    private int Behind() => (_end + Alignment - 1) / Alignment * Alignment;

    private static Change Write(string what, int position, byte[] bytes) => new($"{what} at {position} = {Convert.ToHexString(bytes)}", [(position, bytes)]);

    private static byte[] Little(int value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }
}
