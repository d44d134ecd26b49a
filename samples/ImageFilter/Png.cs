using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace ImageFilter;

/// <summary>As much of the PNG format as photographs and drawings use: 8 bits, not interlaced, no palette.</summary>
internal static class Png
{
    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    /// <summary>Reads a picture; grey becomes three equal colours, and transparency is left out.</summary>
    public static Picture Read(byte[] file)
    {
        if (!file.AsSpan().StartsWith(Signature))
        {
            throw new InvalidDataException("The picture is no PNG file.");
        }
        (string Type, byte[] Data)[] chunks = [.. Chunks(file)];
        byte[] header = chunks.First(chunk => chunk.Type == "IHDR").Data;
        (int depth, int colourType, int interlace) = (header[8], header[9], header[12]);
        int channels = colourType switch { 0 => 1, 2 => 3, 4 => 2, 6 => 4, _ => 0 };
        if (depth != 8 || channels == 0 || interlace != 0)
        {
            throw new NotSupportedException("The PNG has to have 8 bits, no palette, and not be interlaced.");
        }
        int width = BinaryPrimitives.ReadInt32BigEndian(header);
        int height = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4));
        byte[] packed = [.. chunks.Where(chunk => chunk.Type == "IDAT").SelectMany(chunk => chunk.Data)];
        byte[] bytes = Unfilter(packed, width * channels, height, channels);
        var values = new float[width * height * 3];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = bytes[(i / 3 * channels) + (channels > 2 ? i % 3 : 0)] / 255f;
        }
        return new Picture(width, height, 3, values);
    }

    /// <summary>Writes a grey or coloured picture.</summary>
    public static byte[] Write(Picture picture)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            int stride = picture.Width * picture.Colours;
            for (int y = 0; y < picture.Height; y++)
            {
                // A row begins with its filter; 0 is none.
                zlib.WriteByte(0);
                zlib.Write([.. picture.Values.AsSpan(y * stride, stride).ToArray().Select(v => (byte)Math.Round(255 * Math.Clamp(v, 0f, 1f)))]);
            }
        }
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, picture.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), picture.Height);
        (header[8], header[9]) = (8, (byte)(picture.Colours == 1 ? 0 : 2));
        return [.. Signature, .. Chunk("IHDR", header), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    // A file is a sequence of: length, type, data, checksum.
    private static IEnumerable<(string Type, byte[] Data)> Chunks(byte[] file)
    {
        for (int at = Signature.Length; at + 12 <= file.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            yield return (Encoding.ASCII.GetString(file, at + 4, 4), file[(at + 8)..(at + 8 + length)]);
            at += length + 12;
        }
    }

    // Each row was stored as differences from the pixel before, above, or both.
    private static byte[] Unfilter(byte[] packed, int stride, int height, int pixel)
    {
        using var zlib = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
        byte[] all = new byte[stride * height];
        for (int y = 0; y < height; y++)
        {
            int filter = zlib.ReadByte();
            Span<byte> row = all.AsSpan(y * stride, stride);
            ReadOnlySpan<byte> above = y > 0 ? all.AsSpan((y - 1) * stride, stride) : new byte[stride];
            zlib.ReadExactly(row);
            for (int x = 0; x < stride; x++)
            {
                int left = x >= pixel ? row[x - pixel] : 0;
                int corner = x >= pixel ? above[x - pixel] : 0;
                row[x] += (byte)(filter switch
                {
                    0 => 0,
                    1 => left,
                    2 => above[x],
                    3 => (left + above[x]) / 2,
                    _ => Nearest(left + above[x] - corner, left, above[x], corner),
                });
            }
        }
        return all;
    }

    private static int Nearest(int estimate, int left, int above, int corner)
    {
        (int toLeft, int toAbove, int toCorner) = (Math.Abs(estimate - left), Math.Abs(estimate - above), Math.Abs(estimate - corner));
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] chunk = new byte[data.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        Encoding.ASCII.GetBytes(type, chunk.AsSpan(4));
        data.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(data.Length + 8), Crc(chunk.AsSpan(4, data.Length + 4)));
        return chunk;
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (0xEDB88320 & (0 - (crc & 1)));
            }
        }
        return ~crc;
    }
}
