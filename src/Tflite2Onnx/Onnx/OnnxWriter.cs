using Google.Protobuf;
using Attribute = Tflite2Onnx.Onnx.AttributeProto;

namespace Tflite2Onnx.Onnx;

/// <summary>
/// Writes a graph as an ONNX file. The nodes are one protobuf message; the initializers follow it one by one, so that each weight is
/// made, written and forgotten before the next; graphs within the graph use those of the outermost one. Same graph, same bytes.
/// </summary>
internal sealed class OnnxWriter
{
    private const uint GraphTag = (ModelProto.GraphFieldNumber << 3) | 2;
    private const uint InitializerTag = (GraphProto.InitializerFieldNumber << 3) | 2;
    private const uint RawDataTag = (TensorProto.RawDataFieldNumber << 3) | 2;

    private readonly ModelProto _model;
    private readonly GraphProto _nodes;
    private readonly (TensorProto Head, Constant Data)[] _weights;
    private readonly CancellationToken _cancellation;

    private OnnxWriter(Graph graph, string version, CancellationToken cancellation)
    {
        _cancellation = cancellation;
        IEnumerable<(string Name, Constant Data)> weights = graph.Constants().Select(value => (value.Name, value.Constant!));
        IEnumerable<(string Name, Constant Data)> defaults =
            graph.Inputs.Where(input => input.Default is not null).Select(input => (input.Name, input.Default!));
        _weights = [.. weights.Concat(defaults).Select(weight => (Head(weight.Name, weight.Data), weight.Data))];
        _nodes = Message(graph, new(StringComparer.Ordinal));
        _model = new ModelProto
        {
            IrVersion = IrVersion(graph.Opset),
            ProducerName = "Tflite2Onnx",
            ProducerVersion = version,
            OpsetImport = { new OperatorSetIdProto { Domain = "", Version = graph.Opset } },
        };
        _model.OpsetImport.AddRange(graph.Domains().Select(domain => new OperatorSetIdProto { Domain = domain, Version = OnnxOperators.VersionOf(domain) }));
        _model.MetadataProps.AddRange(graph.Metadata.Select(pair => new StringStringEntryProto { Key = pair.Key, Value = pair.Value }));
    }

    /// <summary>Bytes the file will have.</summary>
    public long Size => _model.CalculateSize() + Field(GraphSize);

    private long GraphSize => _nodes.CalculateSize() + _weights.Sum(w => Field(TensorSize(w.Head, w.Data)));

    /// <param name="graph">What to write.</param>
    /// <param name="version">That of the converter, which the file names as its producer.</param>
    /// <param name="cancellation">Ends this between two nodes, and <see cref="Write"/> between two weights.</param>
    public static OnnxWriter Prepare(Graph graph, string version, CancellationToken cancellation = default) => new(graph, version, cancellation);

    public void Write(Stream stream)
    {
        using var output = new CodedOutputStream(stream, leaveOpen: true);
        _model.WriteTo(output);
        output.WriteTag(GraphTag);
        output.WriteLength(checked((int)GraphSize));
        _nodes.WriteTo(output);
        foreach ((TensorProto head, Constant data) in _weights)
        {
            _cancellation.ThrowIfCancellationRequested();
            output.WriteTag(InitializerTag);
            output.WriteLength(checked((int)TensorSize(head, data)));
            head.WriteTo(output);
            if (data.Strings is null)
            {
                output.WriteTag(RawDataTag);
                output.WriteLength(checked((int)data.ByteCount));
                output.Flush();
                data.WriteTo(stream);
            }
        }
    }

    // Names of nodes are unique throughout the file: counts has how often each was wanted so far.
    private GraphProto Message(Graph graph, Dictionary<string, int> counts)
    {
        var message = new GraphProto { Name = graph.Name };
        message.Input.AddRange(graph.Inputs.Select(Info));
        message.Output.AddRange(graph.Outputs.Select(Info));
        var ends = new HashSet<Value>(graph.Outputs);
        foreach (Node node in graph.Nodes)
        {
            _cancellation.ThrowIfCancellationRequested();
            message.Node.Add(Message(node, counts));
            message.ValueInfo.AddRange(node.Outputs.Where(o => o.Shape is not null && !ends.Contains(o)).Select(Info));
        }
        return message;
    }

    private NodeProto Message(Node node, Dictionary<string, int> counts)
    {
        string name = $"{node.Origin}/{node.Name}";
        counts[name] = counts.GetValueOrDefault(name) + 1;
        var message = new NodeProto { Name = counts[name] == 1 ? name : $"{name}_{counts[name]}", OpType = node.Name };
        if (node.Domain.Length > 0)
        {
            message.Domain = node.Domain;
        }
        int used = Array.FindLastIndex(node.Inputs, i => i is not null) + 1;
        message.Input.AddRange(node.Inputs.Take(used).Select(i => i?.Name ?? ""));
        message.Output.AddRange(node.Outputs.Select(o => o.Name));
        message.Attribute.AddRange(node.Attributes.Select(pair => Message(pair.Key, pair.Value, counts)));
        return message;
    }

    private Attribute Message(string name, object value, Dictionary<string, int> counts)
    {
        var message = new Attribute { Name = name };
        switch (value)
        {
            case long integer: (message.Type, message.I) = (Attribute.Types.AttributeType.Int, integer); break;
            case float number: (message.Type, message.F) = (Attribute.Types.AttributeType.Float, number); break;
            case string text: (message.Type, message.S) = (Attribute.Types.AttributeType.String, ByteString.CopyFromUtf8(text)); break;
            case long[] integers: message.Type = Attribute.Types.AttributeType.Ints; message.Ints.AddRange(integers); break;
            case string[] list: message.Type = Attribute.Types.AttributeType.Strings; message.Strings.AddRange(list.Select(ByteString.CopyFromUtf8)); break;
            case float[] floats: message.Type = Attribute.Types.AttributeType.Floats; message.Floats.AddRange(floats); break;
            case Graph graph: (message.Type, message.G) = (Attribute.Types.AttributeType.Graph, Message(graph, counts)); break;
            case Constant tensor:
                message.Type = Attribute.Types.AttributeType.Tensor;
                message.T = Head("", tensor);
                message.T.RawData = UnsafeByteOperations.UnsafeWrap(tensor.Bytes());
                break;
            default: throw new InvalidOperationException($"attribute {name} holds a {value.GetType().Name}");
        }
        return message;
    }

    // All of a tensor but its bytes.
    private static TensorProto Head(string name, Constant constant)
    {
        var head = new TensorProto { Name = name, DataType = (int)constant.Type };
        head.Dims.AddRange(constant.Shape.Select(d => (long)d));
        head.StringData.AddRange(constant.Strings?.Select(ByteString.CopyFromUtf8) ?? []);
        return head;
    }

    private static long TensorSize(TensorProto head, Constant data) => head.CalculateSize() + (data.Strings is null ? Field(data.ByteCount) : 0);

    // A tag of one byte (all field numbers used are below 16), a length, and what it counts.
    private static long Field(long length) => 1 + CodedOutputStream.ComputeUInt64Size((ulong)length) + length;

    private static ValueInfoProto Info(Value value)
    {
        var tensor = new TypeProto.Types.Tensor { ElemType = (int)value.Type };
        if (value.Shape is { } shape)
        {
            tensor.Shape = new TensorShapeProto();
            tensor.Shape.Dim.AddRange(shape.Select((size, axis) => Dimension(size, value.Axes?[axis])));
        }
        return new ValueInfoProto { Name = value.Name, Type = new TypeProto { TensorType = tensor } };
    }

    // Denotations are those of onnx/docs/DimensionDenotation.md.
    private static TensorShapeProto.Types.Dimension Dimension(int size, string? axis)
    {
        var dimension = new TensorShapeProto.Types.Dimension();
        if (size >= 0)
        {
            dimension.DimValue = size;
        }
        if (axis is not null)
        {
            dimension.Denotation = axis switch { "N" => "DATA_BATCH", "C" => "DATA_CHANNEL", _ => "DATA_FEATURE" };
        }
        return dimension;
    }

    // The first ONNX release with each operator set, as onnx/docs/Versioning.md lists them.
    private static long IrVersion(int opset) => opset switch
    {
        <= 18 => 8,
        <= 20 => 9,
        <= 22 => 10,
        23 => 11,
        24 => 12,
        _ => 13,
    };
}
