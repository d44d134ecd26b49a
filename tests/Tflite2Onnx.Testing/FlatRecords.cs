using Google.FlatBuffers;

namespace Tflite2Onnx.Tflite;

/// <summary>A table that is to be written, as the schema generator declares it.</summary>
internal interface IFlatRecord
{
    int Pack(FlatBufferBuilder builder);
}

/// <summary>What the generated records use to put their parts into the buffer; each gives the part's offset, 0 for none.</summary>
internal static class FlatRecords
{
    public static int PackTable(this FlatBufferBuilder builder, IFlatRecord? record) => record?.Pack(builder) ?? 0;

    public static int PackString(this FlatBufferBuilder builder, string? text) => text is null ? 0 : builder.CreateString(text).Value;

    public static int PackAll<T>(this FlatBufferBuilder builder, IReadOnlyList<T>? records)
        where T : IFlatRecord
    {
        if (records is null)
        {
            return 0;
        }
        return builder.PackOffsets([.. records.Select(r => r.Pack(builder))]);
    }

    public static int PackStrings(this FlatBufferBuilder builder, string[]? texts) =>
        texts is null ? 0 : builder.PackOffsets([.. texts.Select(text => builder.CreateString(text).Value)]);

    private static int PackOffsets(this FlatBufferBuilder builder, int[] offsets)
    {
        builder.StartVector(4, offsets.Length, 4);
        foreach (int offset in offsets.Reverse())
        {
            builder.AddOffset(offset);
        }
        return builder.EndVector().Value;
    }

    public static int PackData<T>(this FlatBufferBuilder builder, T[]? items)
        where T : struct
    {
        if (items is null)
        {
            return 0;
        }
        // TFLite reads constants in place, so their bytes are aligned as the widest element needs.
        int width = ByteBuffer.IsSupportedType<T>() ? ByteBuffer.SizeOf<T>() : 4;
        builder.StartVector(width, items.Length, width == 1 ? 16 : width);
        if (items.Length > 0)
        {
            builder.Put(items);
        }
        return builder.EndVector().Value;
    }
}
