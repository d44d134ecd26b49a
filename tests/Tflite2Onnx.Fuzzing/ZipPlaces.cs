namespace Tflite2Onnx.Fuzzing;

/// <summary>Lists the numbers in the headers of a zip archive, wherever in a file it stands.</summary>
internal static class ZipPlaces
{
    // Headers by their signature; the widths of the numbers behind it, in order (APPNOTE.TXT 4.3).
    private static readonly (string Name, byte[] Signature, int[] Widths)[] Headers =
    [
        ("entry", [0x50, 0x4B, 3, 4], [2, 2, 2, 2, 2, 4, 4, 4, 2, 2]),
        ("directory", [0x50, 0x4B, 1, 2], [2, 2, 2, 2, 2, 2, 4, 4, 4, 2, 2, 2, 2, 2, 4, 4]),
        ("end", [0x50, 0x4B, 5, 6], [2, 2, 2, 2, 4, 4, 2]),
    ];

    public static IEnumerable<Place> Of(byte[] file) => Headers.SelectMany(header => Of(file, header.Name, header.Signature, header.Widths));

    private static IEnumerable<Place> Of(byte[] file, string name, byte[] signature, int[] widths)
    {
        for (int at = file.AsSpan().IndexOf(signature); at >= 0; at = Next(file, signature, at))
        {
            int position = at + signature.Length;
            foreach (int width in widths.TakeWhile(width => position + width <= file.Length))
            {
                yield return new Place(PlaceKind.Number, position, width, $"zip.{name}+{position - at}", width == 2 ? "ushort" : "uint");
                position += width;
            }
        }
    }

    private static int Next(byte[] file, byte[] signature, int at)
    {
        int step = file.AsSpan(at + 4).IndexOf(signature);
        return step < 0 ? -1 : at + 4 + step;
    }
}
