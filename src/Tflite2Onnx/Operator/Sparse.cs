namespace Tflite2Onnx.Operator;

/// <summary>
/// Sparse constants made dense. The format is that of TACO (Kjolstad and others, 2017), as TFLite's <c>SparsityParameters</c> has it: the
/// tensor's axes and, behind them, the axes of dense blocks are traversed in a given order, each level either dense or compressed.
/// </summary>
internal sealed class Sparse
{
    private readonly (int Size, int[]? Segments, int[]? Indices)[] _levels;
    private readonly int[] _order;
    private readonly int[] _blockAxes;
    private readonly int[] _shape;
    private readonly int[] _blockSizes;
    private readonly int[] _index;

    private Sparse(int[] shape, SparsityParameters table)
    {
        (_shape, _order, _blockAxes) = (shape, table.TraversalOrder, table.BlockMap);
        _levels = new (int, int[]?, int[]?)[table.DimMetadata.Count];
        _index = new int[_levels.Length];
        bool sound = _order.Length == _levels.Length && _levels.Length == shape.Length + _blockAxes.Length
            && _order.Order().SequenceEqual(Enumerable.Range(0, _order.Length)) && _blockAxes.All(axis => axis >= 0 && axis < shape.Length);
        if (!sound)
        {
            throw new FileContradiction("The sparsity tables of a constant contradict each other");
        }
        for (int i = 0; i < _levels.Length; i++)
        {
            DimensionMetadata level = table.DimMetadata[i];
            _levels[i] = level.Format == DimensionType.DENSE ? (level.DenseSize, null, null)
                : (0, Vector(level.ArraySegmentsType, level.ArraySegments<Int32Vector>, level.ArraySegments<Uint16Vector>, level.ArraySegments<Uint8Vector>),
                    Vector(level.ArrayIndicesType, level.ArrayIndices<Int32Vector>, level.ArrayIndices<Uint16Vector>, level.ArrayIndices<Uint8Vector>));
        }
        // Blocks are dense, so their level says their size.
        _blockSizes = [.. _blockAxes.Select((_, block) => _levels[Array.IndexOf(_order, shape.Length + block)].Size)];
    }

    /// <summary>The bytes of the dense tensor, made when asked for; what the tables leave out is 0.</summary>
    public static Func<ReadOnlyMemory<byte>> Dense(ReadOnlyMemory<byte> packed, int[] shape, ElementType type, SparsityParameters table)
    {
        if (type.Bits() % 8 != 0 || ElementTypes.ByteCount(type, shape) is < 0 or > int.MaxValue)
        {
            throw new Refusal(WayOut.ReExport, $"a sparse constant has type {type} and shape [{string.Join(", ", shape)}]");
        }
        var sparse = new Sparse(shape, table);
        int width = type.Bits() / 8;
        sparse.Place(packed.Span, [], width);
        return () =>
        {
            byte[] dense = new byte[ElementTypes.ByteCount(type, shape)];
            sparse.Place(packed.Span, dense, width);
            return dense;
        };
    }

    // With an empty target the walk only checks that every index lies in its place.
    private void Place(ReadOnlySpan<byte> packed, Span<byte> dense, int width)
    {
        int next = 0;
        Level(0, 0, packed, dense, width, ref next);
    }

    private void Level(int level, int position, ReadOnlySpan<byte> packed, Span<byte> dense, int width, ref int next)
    {
        if (level == _levels.Length)
        {
            Element(packed, dense, width, next++);
            return;
        }
        (int size, int[]? segments, int[]? indices) = _levels[level];
        if (segments is null || indices is null)
        {
            for (int i = 0; i < size; i++)
            {
                _index[_order[level]] = i;
                Level(level + 1, FileNumber.Int(((long)position * size) + i), packed, dense, width, ref next);
            }
            return;
        }
        if (position + 1 >= segments.Length || segments[position] < 0 || segments[position + 1] > indices.Length)
        {
            throw new FileContradiction("The sparsity tables of a constant contradict each other");
        }
        for (int i = segments[position]; i < segments[position + 1]; i++)
        {
            _index[_order[level]] = indices[i];
            Level(level + 1, i, packed, dense, width, ref next);
        }
    }

    private void Element(ReadOnlySpan<byte> packed, Span<byte> dense, int width, int next)
    {
        long at = 0;
        for (int axis = 0; axis < _shape.Length; axis++)
        {
            int index = _index[axis];
            for (int block = 0; block < _blockAxes.Length; block++)
            {
                if (_blockAxes[block] == axis)
                {
                    index = (index * _blockSizes[block]) + _index[_shape.Length + block];
                }
            }
            if (index < 0 || index >= _shape[axis])
            {
                throw new FileContradiction("The sparsity tables of a constant contradict each other");
            }
            at = (at * _shape[axis]) + index;
        }
        if ((next + 1) * (long)width > packed.Length)
        {
            throw new FileContradiction("A sparse constant has fewer elements than its tables say");
        }
        if (!dense.IsEmpty)
        {
            packed.Slice(next * width, width).CopyTo(dense[(int)(at * width)..]);
        }
    }

    private static int[] Vector(SparseIndexVector kind, Func<Int32Vector> ints, Func<Uint16Vector> shorts, Func<Uint8Vector> bytes) => kind switch
    {
        SparseIndexVector.Int32Vector => ints().Values,
        SparseIndexVector.Uint16Vector => [.. shorts().Values.Select(v => (int)v)],
        SparseIndexVector.Uint8Vector => [.. bytes().Values.Select(v => (int)v)],
        _ => [],
    };
}
