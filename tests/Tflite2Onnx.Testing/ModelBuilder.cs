using System.Runtime.InteropServices;
using Google.FlatBuffers;
using Tflite2Onnx.Tflite;

namespace Tflite2Onnx.Testing;

/// <summary>Builds a TFLite model, tensor by tensor and operator by operator: of one subgraph, unless more are added.</summary>
internal sealed class ModelBuilder
{
    private readonly List<Part> _subgraphs = [new("main")];
    private readonly List<BufferT> _buffers = [new()];
    private readonly List<OperatorCodeT> _codes = [];
    private readonly List<SignatureDefT> _signatures = [];
    private Part _current;

    public ModelBuilder() => _current = _subgraphs[0];

    /// <summary>The tensor made or changed last, for corrections by <c>with</c>.</summary>
    public TensorT LastTensor { get => _current.Tensors[^1]; set => _current.Tensors[^1] = value; }

    /// <summary>Adds a subgraph, to which everything goes that <paramref name="build"/> adds; gives its index.</summary>
    public int Subgraph(Action<ModelBuilder> build, string name = "")
    {
        (Part before, int index) = (_current, _subgraphs.Count);
        _subgraphs.Add(_current = new Part(name));
        build(this);
        _current = before;
        return index;
    }

    /// <summary>Adds a signature: names that callers use for a subgraph's inputs and outputs, in the subgraph's order.</summary>
    public void Signature(string key, int subgraph, string[] inputs, string[] outputs)
    {
        Part part = _subgraphs[subgraph];
        static TensorMapT[] Maps(string[] names, List<int> tensors) =>
            [.. names.Select((name, i) => new TensorMapT { Name = name, TensorIndex = (uint)tensors[i] })];
        _signatures.Add(new SignatureDefT
        {
            SignatureKey = key,
            SubgraphIndex = (uint)subgraph,
            Inputs = Maps(inputs, part.Inputs),
            Outputs = Maps(outputs, part.Outputs),
        });
    }

    /// <summary>What the author says of the model: the bytes of the buffer for it; null for none.</summary>
    public byte[]? Metadata { get; set; }

    /// <summary>Adds a tensor that an operator computes; gives its index. A dimension of -1 is one that a run decides.</summary>
    public int Tensor(TensorType type, int[] shape, QuantizationParametersT? quantization = null, string? name = null)
    {
        _current.Tensors.Add(new TensorT
        {
            Type = type,
            Shape = [.. shape.Select(dimension => Math.Abs(dimension))],
            ShapeSignature = shape.Contains(-1) ? shape : null,
            HasRank = true,
            Quantization = quantization,
            Name = name ?? $"t{_current.Tensors.Count}",
        });
        return _current.Tensors.Count - 1;
    }

    /// <summary>The shape a tensor was added with, unknown dimensions as 1.</summary>
    public int[] ShapeOf(int tensor) => _current.Tensors[tensor].Shape!;

    public int Input(TensorType type, int[] shape, QuantizationParametersT? quantization = null, string? name = null)
    {
        int tensor = Tensor(type, shape, quantization, name);
        _current.Inputs.Add(tensor);
        return tensor;
    }

    /// <summary>Adds a tensor that keeps its value from run to run.</summary>
    public int Variable(TensorType type, int[] shape, QuantizationParametersT? quantization = null, string? name = null)
    {
        int tensor = Tensor(type, shape, quantization, name);
        LastTensor = LastTensor with { IsVariable = true };
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
    public void Operator(
        BuiltinOperator code, int[] inputs, int[] outputs, IFlatRecord? options = null, string? custom = null, int version = 1, byte[]? customOptions = null,
        int[]? intermediates = null)
    {
        int known = _codes.FindIndex(c => c.BuiltinCode == code && c.CustomCode == custom && c.Version == version);
        if (known < 0)
        {
            var deprecated = (sbyte)Math.Min((int)code, 127);
            _codes.Add(new OperatorCodeT { BuiltinCode = code, DeprecatedBuiltinCode = deprecated, CustomCode = custom, Version = version });
            known = _codes.Count - 1;
        }
        bool second = options is not null && Enum.IsDefined(typeof(BuiltinOptions2), options.GetType().Name[..^1]);
        _current.Operators.Add(new OperatorT
        {
            OpcodeIndex = (uint)known,
            Inputs = inputs,
            Outputs = outputs,
            Intermediates = intermediates,
            BuiltinOptions = second ? null : options,
            BuiltinOptions2 = second ? options : null,
            CustomOptions = customOptions,
        });
    }

    public void Output(int tensor) => _current.Outputs.Add(tensor);

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
            Subgraphs = [.. _subgraphs.Select(part => part.Table)],
            Description = description,
            Buffers = _buffers,
            SignatureDefs = _signatures.Count > 0 ? _signatures : null,
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

    private sealed record Part(string Name)
    {
        public List<TensorT> Tensors { get; } = [];
        public List<OperatorT> Operators { get; } = [];
        public List<int> Inputs { get; } = [];
        public List<int> Outputs { get; } = [];

        public SubGraphT Table => new() { Tensors = Tensors, Inputs = [.. Inputs], Outputs = [.. Outputs], Operators = Operators, Name = Name };
    }
}
