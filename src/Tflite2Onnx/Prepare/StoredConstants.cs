using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Prepare;

/// <summary>
/// Constants that a file stores in another form, and unpacks by an operator: float16 behind a DEQUANTIZE or a CAST, bfloat16 behind a CAST (TFLite's
/// DEQUANTIZE takes none), sparse ones behind a DENSIFY. Here they become constants themselves, so that whoever permutes or reads a constant need
/// not look behind it. Weights that are called UINT8 become the INT8 that they are.
/// </summary>
internal static class StoredConstants
{
    /// <inheritdoc cref="Unpack(TfliteGraph, Func{TfliteOperator, OpDefinition})"/>
    public static FlatGraph Unpack(FlatGraph flat) => flat with { Graph = Unpack(flat.Graph, op => flat.Definitions[op.Index]) };

    /// <summary>The graph with its constants unpacked; <paramref name="find"/> says what an operator is.</summary>
    public static TfliteGraph Unpack(TfliteGraph graph, Func<TfliteOperator, OpDefinition?> find)
    {
        TfliteTensor[] tensors = [.. graph.Tensors];
        foreach (TfliteOperator op in graph.Operators)
        {
            int[] bytes = op.Inputs is [>= 0 and int data, ..] && tensors[data].Type == TensorType.FLOAT32 ? [.. op.Inputs.Where(IsBytes)] : [];
            if (bytes.Length > 0 && find(op) is { ReadsSignedBytes: true })
            {
                Array.ForEach(bytes, weights => tensors[weights] = Signed(tensors[weights]));
            }
            if (op is { Inputs: [>= 0 and int input], Outputs: [>= 0 and int output] } && Unpacked(op, tensors[input], tensors[output]) is { } constant)
            {
                tensors[output] = constant;
            }
        }
        return graph with { Tensors = tensors };

        bool IsBytes(int tensor) => tensor >= 0 && tensors[tensor] is { IsConstant: true, Type: TensorType.UINT8, Quantization: not null };
    }

    private static TfliteTensor Signed(TfliteTensor tensor) =>
        tensor with { Type = TensorType.INT8, Quantization = tensor.Quantization! with { ZeroPoint = new long[tensor.Quantization.ZeroPoint.Length] } };

    private static TfliteTensor? Unpacked(TfliteOperator op, TfliteTensor from, TfliteTensor to)
    {
        bool holds = from is { IsConstant: true, Shape: { } shape } && (to.Shape is null || to.Shape.AsSpan().SequenceEqual(shape))
            && (op.Code == DENSIFY ? from.Type == to.Type : op.Code is DEQUANTIZE or CAST && IsHalf(op.Code, from.Type) && to.Type == TensorType.FLOAT32);
        return holds ? to with { Shape = from.Shape, Data = from.Data, Sparsity = from.Sparsity, StoredType = from.StoredType ?? from.Type } : null;
    }

    private static bool IsHalf(BuiltinOperator code, TensorType type) => type == TensorType.FLOAT16 || (type == TensorType.BFLOAT16 && code == CAST);
}
