namespace Tflite2Onnx.Operator;

/// <summary>What is known of a graph's tensors so far: their shapes, and the elements of small tensors of integers that shapes are made of.</summary>
internal sealed class TensorShapes(TfliteGraph graph)
{
    // More elements are no shape.
    private const int MostNumbers = 64;

    private readonly Dim[]?[] _shapes = new Dim[]?[graph.Tensors.Length];
    private readonly Dictionary<int, Dim[]> _numbers = [];
    private int _factors;

    /// <summary>A tensor's dimensions; null where not even their number is known.</summary>
    public Dim[]? this[int tensor]
    {
        get => _shapes[tensor] ??= Claimed(graph.Tensors[tensor].Shape);
        set => _shapes[tensor] = value;
    }

    /// <summary>What the file says of a tensor's dimensions; null where that is nothing.</summary>
    public int[]? Claim(int tensor) => graph.Tensors[tensor].Shape;

    /// <summary>The elements of a tensor of integers, as they follow the dimensions; null where they are not known or too many.</summary>
    public Dim[]? Numbers(int tensor) => _numbers.TryGetValue(tensor, out Dim[]? known) ? known : Constant(graph.Tensors[tensor]);

    public void Set(int tensor, Dim[] numbers) => _numbers[tensor] = numbers;

    public bool HasBatch(int tensor) => _shapes[tensor] is { } shape && Array.Exists(shape, dim => dim.HasBatch);

    public bool IsChanged(int tensor) => _shapes[tensor] is { } shape && Array.Exists(shape, dim => dim.IsChanged);

    /// <summary>Whether the elements say how many images there are.</summary>
    public bool CountsImages(int tensor) => _numbers.TryGetValue(tensor, out Dim[]? known) && Array.Exists(known, number => number.HasBatch);

    /// <summary>A dimension that is so much in the file and now, -1 for what only a run decides.</summary>
    public Dim New(long file, long now) => file == now && file >= 0 ? Dim.Of(file) : Dim.Of([new Factor(++_factors, file, now)]);

    /// <summary>The dimensions that the file states.</summary>
    public Dim[]? Claimed(int[]? shape) => shape is null ? null : Array.ConvertAll(shape, dimension => dimension < 0 ? New(-1, -1) : Dim.Of(dimension));

    private static Dim[]? Constant(TfliteTensor tensor)
    {
        bool isSmall = tensor is { IsConstant: true, Type: TensorType.INT32 or TensorType.INT64, Shape: { } shape } && ElementTypes.Count(shape) <= MostNumbers;
        return isSmall ? Array.ConvertAll(Constants.Of(tensor).Integers(), Dim.Of) : null;
    }
}
