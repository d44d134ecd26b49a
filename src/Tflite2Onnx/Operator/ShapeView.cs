namespace Tflite2Onnx.Operator;

/// <summary>An operator as the rule for its results' shapes sees it.</summary>
internal sealed class ShapeView(TfliteGraph graph, TfliteOperator op, TensorShapes known) : OpView(graph, op)
{
    private uint _read;

    /// <summary>The dimensions of an operand; refuses one of unknown rank.</summary>
    public FileList<Dim> Dims(int input) => known[Input(input).Index] is { } dims ? new(dims, $"The shape of input {input}")
        : throw new Refusal(WayOut.GiveShapes, $"the rank of input {input} is not known before a run");

    /// <summary>The integers of an operand, as they follow dimensions; null where they are not known. An element below 0 is a number of that value.</summary>
    public Dim[]? Numbers(int input)
    {
        if (!Has(input))
        {
            return null;
        }
        _read |= 1u << input;
        TfliteTensor tensor = Input(input);
        return known.HasBatch(tensor.Index) ? throw Mixing($"'{tensor.Name}' would say something else for each image") : known.Numbers(tensor.Index);
    }

    /// <summary>What the file says of a result's dimensions; null where that is nothing.</summary>
    public int[]? Claim(int output = 0) => known.Claim(Output(output).Index);

    /// <summary>Whether the rule has asked for the integers of this operand.</summary>
    public bool HasRead(int input) => input < 32 && (_read & (1u << input)) != 0;

    public Dim Unknown() => known.New(-1, -1);

    /// <summary>A dimension that follows from another one, whose elements do not stay what they are: one that holds the batch mixes images.</summary>
    public Dim Compute(Dim dim, Func<long, long> rule)
    {
        if (dim.HasBatch)
        {
            throw Mixing("it works along the axis that holds the images");
        }
        return known.New(Along(dim.File, rule), Along(dim.Now, rule));
    }

    /// <summary>The sum of dimensions.</summary>
    public Dim Sum(Dim[] dims)
    {
        if (Array.Exists(dims, dim => dim.HasBatch))
        {
            throw Mixing("it works along the axis that holds the images");
        }
        return known.New(Sum(dims, dim => dim.File), Sum(dims, dim => dim.Now));
    }

    /// <summary>Refuses an operand whose axis holds the batch: elements along it do not stay apart.</summary>
    public void Alone(int input, params int[] axes)
    {
        Dim[] dims = Dims(input);
        foreach (int axis in axes)
        {
            if (dims[TensorAxis.FromFront(axis, dims.Length)].HasBatch)
            {
                throw Mixing($"it works along axis {TensorAxis.FromFront(axis, dims.Length)} of '{Input(input).Name}', which holds the images");
            }
        }
    }

    /// <summary>An exception that says why images would not stay apart.</summary>
    public static ShapeRefusal Mixing(string why) => new(Descriptors.MixesImages, why);

    /// <summary>An exception that says how a shape that an option gives contradicts the model.</summary>
    public static ShapeRefusal Unfitting(string why) => new(Descriptors.ShapeDoesNotFit, why);

    private static long Along(long dimension, Func<long, long> rule) => dimension < 0 ? -1 : Math.Max(-1, rule(dimension));

    private static long Sum(Dim[] dims, Func<Dim, long> which) => Array.Exists(dims, dim => which(dim) < 0) ? -1 : dims.Sum(which);
}

/// <summary>The shapes of an operator's results; null for one whose rank is not known.</summary>
internal readonly struct ResultShapes
{
    private readonly Dim[]?[] _shapes;

    private ResultShapes(Dim[]?[] shapes) => _shapes = shapes;

    public Dim[]? this[int output] => _shapes is not null && output < _shapes.Length ? _shapes[output] : null;

    public static implicit operator ResultShapes(Dim[]? shape) => new([shape]);

    public static implicit operator ResultShapes(FileList<Dim> shape) => new([shape.AsArray()]);

    public static implicit operator ResultShapes(Dim[]?[] shapes) => new(shapes);
}
