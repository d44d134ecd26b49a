namespace Tflite2Onnx.Operators;

/// <summary>Shapes of the results of <see cref="Joining"/>, <see cref="Blocks"/> and <see cref="WindowReduction"/>.</summary>
internal static class JoiningShapes
{
    public static ResultShapes Concatenation(ShapeView op, long axis)
    {
        Dim[][] shapes = [.. Enumerable.Range(0, op.InputCount).Select(op.Dims)];
        int at = TensorAxis.FromFront(axis, shapes[0].Length);
        if (shapes.Any(shape => shape.Length != shapes[0].Length))
        {
            throw new FileContradiction("Its operands have different ranks");
        }
        Dim[] result = [.. shapes.Aggregate((all, one) => [.. all.Select((dim, i) => i == at ? dim : ShapeRules.Joined(op, dim, one[i]))])];
        result[at] = shapes.Length == 1 ? shapes[0][at] : op.Sum([.. shapes.Select(shape => shape[at])]);
        return result;
    }

    public static ResultShapes Pack(ShapeView op, PackOptions o)
    {
        Dim[] whole = Enumerable.Range(0, op.InputCount).Select(i => op.Dims(i).AsArray()).Aggregate((all, one) => all.Length != one.Length
            ? throw new FileContradiction("Its operands have different ranks") : [.. all.Zip(one, (a, b) => ShapeRules.Joined(op, a, b))]);
        int at = TensorAxis.FromFront(o.Axis, whole.Length + 1);
        return (Dim[])[.. whole[..at], Dim.Of(op.InputCount), .. whole[at..]];
    }

    public static ResultShapes Unpack(ShapeView op, UnpackOptions o)
    {
        Dim[] part = ShapeRules.Without(op, [TensorAxis.FromFront(o.Axis, op.Dims(0).Length)]);
        return Repeated(op, part);
    }

    public static ResultShapes Split(ShapeView op)
    {
        int axis = TensorAxis.FromFront(op.Integer(0), op.Dims(1).Length);
        Dim[] part = [.. op.Dims(1)];
        part[axis] = op.OutputCount == 1 ? part[axis] : op.Compute(part[axis], elements => elements / op.OutputCount);
        return Repeated(op, part);
    }

    public static ResultShapes SplitBySizes(ShapeView op)
    {
        (int axis, FileList<Dim> dims) = (TensorAxis.FromFront(op.Integer(2), op.Dims(0).Length), op.Dims(0));
        if (op.OutputCount == 1)
        {
            return dims;
        }
        op.Alone(0, axis);
        long[]? sizes = op.TryIntegers(1)?.OfLength(op.OutputCount);
        long rest = sizes?.Where(size => size >= 0).Sum() ?? 0;
        return Enumerable.Range(0, op.OutputCount).Select(i =>
        {
            Dim[] part = [.. dims];
            part[axis] = sizes is null ? op.Unknown() : sizes[i] >= 0 ? Dim.Of(sizes[i]) : op.Compute(dims[axis], elements => elements - rest);
            return part;
        }).ToArray();
    }

    private static ResultShapes Repeated(ShapeView op, Dim[] shape)
    {
        var all = new Dim[]?[op.OutputCount];
        Array.Fill(all, shape);
        return all;
    }

    /// <summary>Blocks of height and width that become channels, or come from them.</summary>
    public static ResultShapes Depth(ShapeView op, int block, bool toDepth)
    {
        if (op.Dims(0) is not [var batch, var height, var width, var depth] || block < 1)
        {
            throw new FileContradiction("Its operand is no batch of images, or its block not above 0");
        }
        long cells = (long)block * block;
        Dim Spatial(Dim dim) => op.Compute(dim, elements => toDepth ? elements / block : checked(elements * block));
        return new[] { batch, Spatial(height), Spatial(width), op.Compute(depth, elements => toDepth ? checked(elements * cells) : elements / cells) };
    }

    public static ResultShapes SpaceToBatch(ShapeView op)
    {
        (FileList<Dim> dims, long[] block, long[]? pads) = (op.Dims(0), op.Integers(1), op.TryIntegers(2));
        if (block.Length >= dims.Length || block.Any(b => b < 1))
        {
            throw new FileContradiction("Its block does not fit its operand");
        }
        Dim[] result = [.. dims];
        result[0] = Dim.Of(block.Aggregate(1L, (product, b) => checked(product * b))) * dims[0];
        for (int i = 0; i < block.Length; i++)
        {
            (int at, long size) = (i, block[i]);
            result[i + 1] = pads is null ? op.Unknown() : op.Compute(dims[i + 1], elements => checked(elements + pads[2 * at] + pads[(2 * at) + 1]) / size);
        }
        return result;
    }

    public static ResultShapes BatchToSpace(ShapeView op)
    {
        (FileList<Dim> dims, long[] block, long[]? crops) = (op.Dims(0), op.Integers(1), op.TryIntegers(2));
        if (block.Length >= dims.Length || block.Any(b => b < 1))
        {
            throw new FileContradiction("Its block does not fit its operand");
        }
        Dim[] result = [.. dims];
        result[0] = Front(op, dims[0], block.Aggregate(1L, (product, b) => checked(product * b)));
        for (int i = 0; i < block.Length; i++)
        {
            (int at, long size) = (i, block[i]);
            result[i + 1] = crops is null ? op.Unknown()
                : op.Compute(dims[i + 1], elements => checked((elements * size) - crops[2 * at] - crops[(2 * at) + 1]));
        }
        return result;
    }

    // The blocks stand in front of the images.
    private static Dim Front(ShapeView op, Dim dim, long blocks)
    {
        bool isInFront = dim.Number is null && dim.Factors[0] is { IsNumber: true } first && first.File % blocks == 0;
        return isInFront ? Dim.Of(dim.Factors[0].File / blocks) * Dim.Of(dim.Factors.Skip(1)) : op.Compute(dim, elements => elements / blocks);
    }

    public static ResultShapes Dilate(ShapeView op)
    {
        long[] steps = op.Integers(1);
        return op.Dims(0).Select((dim, axis) => steps[axis] <= 1 ? dim
            : op.Compute(dim, elements => elements == 0 ? 0 : checked(((elements - 1) * steps[axis]) + 1))).ToArray();
    }

    public static ResultShapes ReduceWindow(ShapeView op)
    {
        (long[] window, long[] strides, long[] dilations) = (op.Integers(2), op.Integers(3), op.Integers(4));
        return op.Dims(0).Select((dim, axis) => Window(op, dim, window[axis], strides[axis], dilations[axis])).ToArray();
    }

    /// <summary>How many windows there are along an axis.</summary>
    public static Dim Window(ShapeView op, Dim dim, long window, long stride, long dilation)
    {
        if (window < 1 || stride < 1 || dilation < 1)
        {
            throw new FileContradiction("Its window, its strides or its dilations are not above 0");
        }
        long reach = checked(((window - 1) * dilation) + 1);
        return window == 1 && stride == 1 ? dim : op.Compute(dim, elements => elements < reach ? 0 : ((elements - reach) / stride) + 1);
    }
}
