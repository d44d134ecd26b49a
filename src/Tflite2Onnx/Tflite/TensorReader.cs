using System.Runtime.InteropServices;

namespace Tflite2Onnx.Tflite;

/// <summary>Reads tensors: their shapes, what is known of them before a run, and the data of constants.</summary>
internal sealed class TensorReader(Model root, byte[] file, DiagnosticBag log)
{
    public TfliteTensor Read(int graph, int index, FlatVector<Tensor> tables, bool computed, bool isInput)
    {
        Tensor table = tables[index];
        string name = table.Name is { Length: > 0 } given ? given : $"tensor_{index}";
        var where = new ModelLocation(graph, Tensor: name);
        int[]? shape = Shape(table, where, rankIsKnown: !computed || isInput);
        ReadOnlyMemory<byte>? data = computed ? null : Data(table, shape, where);
        return new TfliteTensor
        {
            Index = index,
            Subgraph = graph,
            Name = name,
            Type = table.Type,
            Shape = shape,
            Quantization = Quantization(table, tables, shape, where),
            Data = data,
            Sparsity = data is null ? null : table.Sparsity,
            IsVariable = table.IsVariable,
        };
    }

    private int[]? Shape(Tensor table, ModelLocation where, bool rankIsKnown)
    {
        (int[] shape, int[] signature) = (table.Shape, table.ShapeSignature);
        if (shape.Length == 0 && signature.Length == 0)
        {
            // Before has_rank came, a scalar and an unknown rank were written alike. What no operator computes is a scalar.
            return table.HasRank || rankIsKnown ? [] : null;
        }
        if (signature.Length == 0)
        {
            if (shape.Any(dimension => dimension < 0))
            {
                log.Add(Descriptors.BadTensor, where, $"Its shape is [{string.Join(", ", shape)}]");
            }
            return shape;
        }
        // The shape is the one the exporter ran with, the signature says -1 where another run may differ.
        return shape.Length == signature.Length
            ? [.. shape.Zip(signature, (dimension, sign) => sign < 0 ? -1 : dimension)]
            : [.. signature.Select(sign => Math.Max(sign, -1))];
    }

    private QuantParams? Quantization(Tensor table, FlatVector<Tensor> tables, int[]? shape, ModelLocation where)
    {
        if (table.Quantization is { DetailsType: QuantizationDetails.BlockwiseQuantization or QuantizationDetails.MultiAxisQuantization } details)
        {
            bool isBlockwise = details.DetailsType == QuantizationDetails.BlockwiseQuantization;
            if (isBlockwise && Blockwise(details.Details<BlockwiseQuantization>(), tables, shape) is { } blocks)
            {
                return blocks;
            }
            string how = $"Its quantization is described by {details.DetailsType}, which is not supported";
            log.Add(Descriptors.UnsupportedTensor, where, $"{how}. Quantize the model per tensor or per channel.");
        }
        if (QuantParams.From(table.Quantization) is not { } q)
        {
            return null;
        }
        bool fits = !q.PerAxis || (shape is not null && q.Axis >= 0 && q.Axis < shape.Length && (shape[q.Axis] == q.Scale.Length || shape[q.Axis] < 0));
        if (!fits)
        {
            string dimensions = shape is null ? "?" : string.Join(", ", shape);
            log.Add(Descriptors.BadTensor, where, $"It has {q.Scale.Length} scales along axis {q.Axis} of shape [{dimensions}]");
        }
        ElementType type = table.Type.ToElementType();
        if (!type.IsFloat() && type.Bits() is > 0 and <= 32 && q.ZeroPoint.Any(zero => zero < type.Range().Lowest || zero > type.Range().Highest))
        {
            log.Add(Descriptors.BadTensor, where, $"It has a zero point that {table.Type} does not hold");
        }
        return q;
    }

    // Scales are another tensor: float16, one per row and block of the last axis. Zero points are 0 (EvalBlockwise4Bit in fully_connected.cc).
    private QuantParams? Blockwise(BlockwiseQuantization table, FlatVector<Tensor> tables, int[]? shape)
    {
        if (shape is not [> 0, > 0] || table.BlockSize <= 0 || shape[1] % table.BlockSize != 0 || table.Scales < 0 || table.Scales >= tables.Count)
        {
            return null;
        }
        Tensor scales = tables[table.Scales];
        long count = (long)shape[0] * (shape[1] / table.BlockSize);
        if (scales.Type != TensorType.FLOAT16 || Data(scales, scales.Shape, default) is not { } data || data.Length != 2 * count)
        {
            return null;
        }
        float[] floats = [.. MemoryMarshal.Cast<byte, Half>(data.Span).ToArray().Select(half => (float)half)];
        return new QuantParams(floats, new long[floats.Length], 1) { Block = table.BlockSize };
    }

    // A constant of no elements has no bytes, and no other mark that it is one: nothing computes it.
    private ReadOnlyMemory<byte>? Data(Tensor table, int[]? shape, ModelLocation where)
    {
        if (table.ExternalBuffer != 0)
        {
            const string External = "Its data lies in another file (an external buffer), which is not supported. Export the model as one file.";
            log.Add(Descriptors.UnsupportedTensor, where, External);
            return null;
        }
        if (table.Buffer >= root.Buffers.Count)
        {
            if (table.Buffer != 0)
            {
                log.Add(Descriptors.BadReference, where, $"It names buffer {table.Buffer} of {root.Buffers.Count}");
            }
            return null;
        }
        ReadOnlyMemory<byte> bytes = Bytes(root.Buffers[(int)table.Buffer], where);
        bool isSized = shape is not null && table.Type is not (TensorType.STRING or TensorType.RESOURCE or TensorType.VARIANT);
        long? needed = isSized ? ElementTypes.ByteCount(table.Type.ToElementType(), shape) : null;
        if (bytes.IsEmpty)
        {
            return needed == 0 ? bytes : default(ReadOnlyMemory<byte>?);
        }
        if (needed is not { } count || table.Sparsity is not null)
        {
            return bytes;
        }
        if (count < 0 || count > bytes.Length)
        {
            string what = $"Its shape [{string.Join(", ", shape!)}] of {table.Type}";
            log.Add(Descriptors.BadTensor, where, $"{what} needs {count} bytes, and its buffer has {bytes.Length}");
            return null;
        }
        return bytes[..(int)count];
    }

    private ReadOnlyMemory<byte> Bytes(Buffer buffer, ModelLocation where)
    {
        // Offsets of 0 and 1 are placeholders; a real one points behind the FlatBuffer, where large models keep their data.
        if (buffer.Offset <= 1)
        {
            return buffer.Data;
        }
        if (buffer.Offset > (ulong)file.Length || buffer.Size > (ulong)file.Length - buffer.Offset)
        {
            log.Add(Descriptors.BadReference, where, $"Its data should be {buffer.Size} bytes at offset {buffer.Offset} of a file of {file.Length}");
            return default;
        }
        return file.AsMemory((int)buffer.Offset, (int)buffer.Size);
    }
}
