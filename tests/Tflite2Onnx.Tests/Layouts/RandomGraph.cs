namespace Tflite2Onnx.Tests.Layouts;

/// <summary>A model of operators of every layout class, drawn by a seed: shared operands, constants, operands of lower rank, several outputs.</summary>
internal sealed class RandomGraph
{
    private const int MostElements = 1500;

    private readonly Random _random;
    private readonly ModelBuilder _model = new();
    private readonly List<int> _tensors = [];
    private readonly HashSet<int> _unused = [];
    private readonly Func<int, int[], int?>[] _operators;

    public RandomGraph(int seed, int operators)
    {
        _random = new Random(seed);
        _operators = [Convolution, Convolution, Pointwise, Pool, Unary, Sum, Sum, SumOfLowerRank, Concatenation, Pad, Slice, Mean, Softmax, Transpose,
            Merge, Split, NewAxis, Scramble, Dense, Product, Pack, Row];
        int[][] images = [[1, 4, 6, 5], [2, 3, 5, 4], [1, 5, 5, 3]];
        int[] image = images[_random.Next(images.Length)];
        for (int i = 1 + _random.Next(2); i > 0; i--)
        {
            Add(_model.Input(TensorType.FLOAT32, image));
            Inputs.Add(new RunTensor(ElementType.Float, image, ModelBuilder.Bytes(Floats(image))));
        }
        for (int made = 0; made < operators;)
        {
            // Mostly on from what nobody uses yet.
            int x = _unused.Count > 0 && _random.Next(3) > 0 ? _unused.Order().ElementAt(_random.Next(_unused.Count)) : _tensors[_random.Next(_tensors.Count)];
            if (_model.ShapeOf(x).Length > 0 && _operators[_random.Next(_operators.Length)](x, _model.ShapeOf(x)) is { } y)
            {
                Add(y);
                made++;
            }
        }
        foreach (int output in _unused.Append(_tensors[_random.Next(Inputs.Count, _tensors.Count)]).Distinct().Order())
        {
            _model.Output(output);
        }
        Model = _model.Build();
    }

    public byte[] Model { get; }

    public List<RunTensor> Inputs { get; } = [];

    private void Add(int tensor)
    {
        _tensors.Add(tensor);
        _unused.Add(tensor);
    }

    private int? Apply(BuiltinOperator code, int[] result, IFlatRecord? options, params int[] operands)
    {
        if (ElementTypes.Count(result) is 0 or > MostElements)
        {
            return null;
        }
        _unused.ExceptWith(operands);
        int y = _model.Tensor(TensorType.FLOAT32, result);
        _model.Operator(code, operands, [y], options);
        return y;
    }

    private float[] Floats(int[] shape) => [.. Enumerable.Range(0, (int)ElementTypes.Count(shape)).Select(_ => (_random.NextSingle() * 2) - 1)];

    private int Constant(params int[] shape) => _model.Constant(shape, Floats(shape));

    private int? Other(int x, Func<int[], bool> fits)
    {
        int[] others = [.. _tensors.Where(t => t != x && fits(_model.ShapeOf(t)))];
        return others.Length > 0 ? others[_random.Next(others.Length)] : null;
    }

    // Implicit.

    private int? Convolution(int x, int[] shape) => shape is not [_, _, _, int channels] ? null
        : Apply(BuiltinOperator.CONV_2D, [.. shape[..3], 4], new Conv2DOptionsT { StrideH = 1, StrideW = 1 }, x, Constant(4, 3, 3, channels), Constant(4));

    private int? Pool(int x, int[] shape) => shape.Length != 4 ? null
        : Apply(BuiltinOperator.MAX_POOL_2D, shape, new Pool2DOptionsT { StrideH = 1, StrideW = 1, FilterHeight = 2, FilterWidth = 2 }, x);

    // Of either order.

    private int? Pointwise(int x, int[] shape) => shape is not [_, _, _, int channels] ? null
        : Apply(BuiltinOperator.CONV_2D, [.. shape[..3], 3], new Conv2DOptionsT { StrideH = 1, StrideW = 1 }, x, Constant(3, 1, 1, channels), Constant(3));

    private int? Dense(int x, int[] shape) => shape.Length < 2 ? null
        : shape.Length > 2 && _random.Next(2) == 0
            ? Apply(BuiltinOperator.FULLY_CONNECTED, [.. shape[..^1], 3], new FullyConnectedOptionsT { KeepNumDims = true }, x, Constant(3, shape[^1]), Constant(3))
            : Apply(BuiltinOperator.FULLY_CONNECTED, [shape[0], 3], new FullyConnectedOptionsT(), x, Constant(3, (int)ElementTypes.Count(shape) / shape[0]), Constant(3));

    private int? Product(int x, int[] shape) => shape.Length < 3 ? null
        : Apply(BuiltinOperator.BATCH_MATMUL, [.. shape[..^1], 4], new BatchMatMulOptionsT(), x, _random.Next(2) == 0 ? Constant(shape[^1], 4) : Constant([.. shape.SkipLast(2), shape[^1], 4]));

    // Transparent.

    private int? Unary(int x, int[] shape) => Apply(_random.Next(2) == 0 ? BuiltinOperator.LOGISTIC : BuiltinOperator.RELU, shape, null, x);

    private int? Sum(int x, int[] shape) =>
        Apply(BuiltinOperator.ADD, shape, new AddOptionsT(), x, Other(x, other => other.SequenceEqual(shape)) ?? Constant([.. shape.Skip(_random.Next(shape.Length))]));

    private int? SumOfLowerRank(int x, int[] shape) =>
        Other(x, other => other.Length < shape.Length && other.SequenceEqual(shape.TakeLast(other.Length))) is { } other
            ? Apply(BuiltinOperator.ADD, shape, new AddOptionsT(), x, other) : null;

    // Attribute.

    private int? Concatenation(int x, int[] shape)
    {
        int axis = _random.Next(shape.Length);
        int other = Other(x, o => o.Length == shape.Length && Enumerable.Range(0, o.Length).All(i => i == axis || o[i] == shape[i])) ?? x;
        return Apply(BuiltinOperator.CONCATENATION, Replace(shape, axis, shape[axis] + _model.ShapeOf(other)[axis]), new ConcatenationOptionsT { Axis = axis }, x, other);
    }

    private int? Pad(int x, int[] shape)
    {
        int axis = _random.Next(shape.Length);
        int[] pads = [.. Enumerable.Range(0, 2 * shape.Length).Select(i => i / 2 == axis ? 1 : 0)];
        return Apply(BuiltinOperator.PAD, Replace(shape, axis, shape[axis] + 2), null, x, _model.Constant([shape.Length, 2], pads));
    }

    private int? Slice(int x, int[] shape)
    {
        int axis = _random.Next(shape.Length);
        int[] begin = Replace(new int[shape.Length], axis, 1);
        int[] size = Replace(shape, axis, shape[axis] - 1);
        return Apply(BuiltinOperator.SLICE, size, null, x, _model.Constant([shape.Length], begin), _model.Constant([shape.Length], size));
    }

    private int? Mean(int x, int[] shape)
    {
        (int axis, bool keep) = (_random.Next(shape.Length), _random.Next(2) == 0);
        int[] result = keep ? Replace(shape, axis, 1) : [.. shape[..axis], .. shape[(axis + 1)..]];
        return Apply(BuiltinOperator.MEAN, result, new ReducerOptionsT { KeepDims = keep }, x, _model.Constant([1], axis));
    }

    private int? Softmax(int x, int[] shape) => shape.Length < 2 ? null : Apply(BuiltinOperator.SOFTMAX, shape, new SoftmaxOptionsT { Beta = 1 }, x);

    private int? Pack(int x, int[] shape)
    {
        int axis = _random.Next(shape.Length + 1);
        return shape.Length > 4 ? null
            : Apply(BuiltinOperator.PACK, [.. shape[..axis], 2, .. shape[axis..]], new PackOptionsT { Axis = axis, ValuesCount = 2 }, x, Other(x, o => o.SequenceEqual(shape)) ?? x);
    }

    private int? Row(int x, int[] shape)
    {
        int axis = _random.Next(shape.Length);
        return Apply(BuiltinOperator.GATHER, [.. shape[..axis], .. shape[(axis + 1)..]], new GatherOptionsT { Axis = axis }, x, _model.Constant([], shape[axis] - 1));
    }

    // About shapes and orders.

    private int? Transpose(int x, int[] shape)
    {
        int[] perm = [.. Enumerable.Range(0, shape.Length).OrderBy(_ => _random.Next())];
        return Apply(BuiltinOperator.TRANSPOSE, [.. perm.Select(axis => shape[axis])], null, x, _model.Constant([perm.Length], perm));
    }

    private int? Merge(int x, int[] shape)
    {
        int axis = _random.Next(shape.Length);
        return axis == 0 ? null : Reshape(x, [.. shape[..(axis - 1)], shape[axis - 1] * shape[axis], .. shape[(axis + 1)..]]);
    }

    private int? Split(int x, int[] shape)
    {
        int axis = _random.Next(shape.Length);
        return shape.Length > 4 || shape[axis] % 2 != 0 ? null : Reshape(x, [.. shape[..axis], 2, shape[axis] / 2, .. shape[(axis + 1)..]]);
    }

    private int? NewAxis(int x, int[] shape)
    {
        int axis = _random.Next(shape.Length + 1);
        return shape.Length > 4 ? null : Apply(BuiltinOperator.EXPAND_DIMS, [.. shape[..axis], 1, .. shape[axis..]], null, x, _model.Constant([], axis));
    }

    private int? Scramble(int x, int[] shape) => Reshape(x, [.. shape.Reverse()]);

    private int? Reshape(int x, int[] result) => Apply(BuiltinOperator.RESHAPE, result, null, x, _model.Constant([result.Length], result));

    private static int[] Replace(int[] shape, int axis, int dimension) => [.. shape[..axis], dimension, .. shape[(axis + 1)..]];
}
