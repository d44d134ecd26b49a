namespace Tflite2Onnx.Prove;

/// <summary>The window that a convolution or a pool moves over the spatial axes: two axes in front of them, batch and channels.</summary>
internal readonly struct Window
{
    private readonly NodeShapes _node;
    private readonly long[] _kernel;
    private readonly long[] _strides;
    private readonly long[] _dilations;
    private readonly long[] _pads;
    private readonly bool _isSame;
    private readonly bool _roundsUp;

    private Window(NodeShapes node, long[] kernel)
    {
        (_node, _kernel) = (node, kernel);
        string auto = node.Word("auto_pad", "NOTSET", "SAME_UPPER", "SAME_LOWER", "VALID");
        _isSame = auto is "SAME_UPPER" or "SAME_LOWER";
        _strides = node.Take<long[]>("strides") ?? Ones(kernel.Length);
        _dilations = node.Take<long[]>("dilations") ?? Ones(kernel.Length);
        long[]? pads = node.Take<long[]>("pads");
        node.Demand(pads is null || auto == "NOTSET", "it has both pads and auto_pad");
        _pads = pads ?? new long[2 * kernel.Length];
        _roundsUp = node.Node.OpType is "MaxPool" or "AveragePool" && node.Flag("ceil_mode");
        node.Demand(_strides.Length == kernel.Length && _dilations.Length == kernel.Length && _pads.Length == 2 * kernel.Length, "its window has other axes");
        node.Demand(Array.TrueForAll(kernel, IsSize) && Array.TrueForAll(_strides, IsSize) && Array.TrueForAll(_dilations, IsSize),
            "its window, a stride or a dilation is below 1");
        node.Demand(Array.TrueForAll(_pads, pad => pad is >= 0 and <= int.MaxValue), "a pad is below 0");
    }

    public bool PadsAreWithin => _pads.Zip([.. _kernel, .. _kernel], (pad, size) => pad < size).All(within => within);

    /// <summary>The window of a node whose filter has these spatial dimensions; null where they are not known.</summary>
    public static Window? Of(NodeShapes node, int[]? filter)
    {
        long[]? kernel = node.Take<long[]>("kernel_shape");
        node.Demand(kernel is null || filter is null || Dimensions.Agree([.. kernel.Select(size => (int)size)], filter), "kernel_shape is not the filter's");
        kernel ??= Dimensions.AreKnown(filter) ? [.. filter!.Select(size => (long)size)] : null;
        return kernel is null ? null : new Window(node, kernel);
    }

    /// <summary>The spatial dimensions that come out.</summary>
    public void Apply(int[] from, int[] to)
    {
        _node.Demand(from.Length == _kernel.Length + 2, "its window has other axes than its operand");
        for (int i = 0; i < _kernel.Length; i++)
        {
            to[i + 2] = from[i + 2] < 0 ? Dimensions.Unknown : Size(from[i + 2], i);
        }
    }

    private int Size(long dimension, int i)
    {
        if (_isSame)
        {
            return (int)((dimension + _strides[i] - 1) / _strides[i]);
        }
        long room = dimension + _pads[i] + _pads[i + _kernel.Length] - (((_kernel[i] - 1) * _dilations[i]) + 1);
        _node.Demand(room >= 0, "its window is larger than its operand");
        return (int)(((room + (_roundsUp ? _strides[i] - 1 : 0)) / _strides[i]) + 1);
    }

    /// <summary>The spatial dimensions that come out the other way round.</summary>
    public void Unapply(int[] from, int[] to)
    {
        long[] more = _node.Take<long[]>("output_padding") ?? new long[_kernel.Length];
        _node.Demand(more.Length == _kernel.Length && from.Length == _kernel.Length + 2, "its window has other axes than its operand");
        _node.Demand(!_isSame, "it pads by itself");
        for (int i = 0; i < _kernel.Length; i++)
        {
            _node.Demand(more[i] >= 0 && more[i] < Math.Max(_strides[i], _dilations[i]), "output_padding is not below the stride");
            long size = (_strides[i] * (from[i + 2] - 1)) + more[i] + ((_kernel[i] - 1) * _dilations[i]) + 1 - _pads[i] - _pads[i + _kernel.Length];
            _node.Demand(from[i + 2] < 0 || size is > 0 and <= int.MaxValue, "nothing is left of it");
            to[i + 2] = from[i + 2] < 0 ? Dimensions.Unknown : (int)size;
        }
    }

    private static bool IsSize(long size) => size is > 0 and <= int.MaxValue;

    private static long[] Ones(int count) => [.. Enumerable.Repeat(1L, count)];
}
