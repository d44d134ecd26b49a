using System.Runtime.InteropServices;
using Google.FlatBuffers;
using Tflite2Onnx.Tflite;

namespace Tflite2Onnx.Testing;

/// <summary>Builds a TFLite model of one subgraph, tensor by tensor and operator by operator.</summary>
internal sealed class ModelBuilder
{
    private readonly List<TensorT> _tensors = [];
    private readonly List<BufferT> _buffers = [new()];
    private readonly List<OperatorCodeT> _codes = [];
    private readonly List<OperatorT> _operators = [];
    private readonly List<int> _inputs = [];
    private readonly List<int> _outputs = [];

    /// <summary>The tensor made or changed last, for corrections by <c>with</c>.</summary>
    public TensorT LastTensor { get => _tensors[^1]; set => _tensors[^1] = value; }

    /// <summary>What the author says of the model: the bytes of the buffer for it; null for none.</summary>
    public byte[]? Metadata { get; set; }

    /// <summary>Adds a tensor that an operator computes; gives its index. An extent of -1 is one that a run decides.</summary>
    public int Tensor(TensorType type, int[] shape, QuantizationParametersT? quantization = null, string? name = null)
    {
        _tensors.Add(new TensorT
        {
            Type = type,
            Shape = [.. shape.Select(extent => Math.Abs(extent))],
            ShapeSignature = shape.Contains(-1) ? shape : null,
            HasRank = true,
            Quantization = quantization,
            Name = name ?? $"t{_tensors.Count}",
        });
        return _tensors.Count - 1;
    }

    /// <summary>The shape a tensor was added with, unknown extents as 1.</summary>
    public int[] ShapeOf(int tensor) => _tensors[tensor].Shape!;

    public int Input(TensorType type, int[] shape, QuantizationParametersT? quantization = null, string? name = null)
    {
        int tensor = Tensor(type, shape, quantization, name);
        _inputs.Add(tensor);
        return tensor;
    }

    public int Constant(TensorType type, int[] shape, byte[] data, QuantizationParametersT? quantization = null, string? name = null)
    {
        int tensor = Tensor(type, shape, quantization, name);
        _buffers.Add(new BufferT { Data = data });
        LastTensor = LastTensor with { Buffer = (uint)_buffers.Count - 1 };
        return tensor;
    }

    public int Constant(int[] shape, params float[] values) => Constant(TensorType.FLOAT32, shape, Bytes(values));

    public int Constant(int[] shape, params int[] values) => Constant(TensorType.INT32, shape, Bytes(values));

    /// <summary>Adds an operator; an input of -1 is an optional one left out.</summary>
    public void Operator(BuiltinOperator code, int[] inputs, int[] outputs, IFlatRecord? options = null, string? custom = null, int version = 1)
    {
        int known = _codes.FindIndex(c => c.BuiltinCode == code && c.CustomCode == custom);
        if (known < 0)
        {
            var deprecated = (sbyte)Math.Min((int)code, 127);
            _codes.Add(new OperatorCodeT { BuiltinCode = code, DeprecatedBuiltinCode = deprecated, CustomCode = custom, Version = version });
            known = _codes.Count - 1;
        }
        bool second = options is not null && Enum.IsDefined(typeof(BuiltinOptions2), options.GetType().Name[..^1]);
        _operators.Add(new OperatorT
        {
            OpcodeIndex = (uint)known,
            Inputs = inputs,
            Outputs = outputs,
            BuiltinOptions = second ? null : options,
            BuiltinOptions2 = second ? options : null,
        });
    }

    public void Output(int tensor) => _outputs.Add(tensor);

    public byte[] Build(string description = "")
    {
        if (Metadata is not null)
        {
            _buffers.Add(new BufferT { Data = Metadata });
        }
        var model = new ModelT
        {
            Metadata = Metadata is null ? null : [new MetadataT { Name = "TFLITE_METADATA", Buffer = (uint)_buffers.Count - 1 }],
            Version = 3,
            OperatorCodes = _codes,
            Subgraphs = [new SubGraphT { Tensors = _tensors, Inputs = [.. _inputs], Outputs = [.. _outputs], Operators = _operators, Name = "main" }],
            Description = description,
            Buffers = _buffers,
        };
        var builder = new FlatBufferBuilder(1024);
        builder.Finish(model.Pack(builder), TfliteFile.Identifier);
        return builder.SizedByteArray();
    }

    public static QuantizationParametersT Quantized(float scale, long zeroPoint) => new() { Scale = [scale], ZeroPoint = [zeroPoint] };

    public static QuantizationParametersT Quantized(float[] scales, int axis) =>
        new() { Scale = scales, ZeroPoint = new long[scales.Length], QuantizedDimension = axis };

    public static byte[] Bytes<T>(T[] values)
        where T : struct => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
}
