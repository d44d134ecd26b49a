namespace Tflite2Onnx.Tflite;

/// <summary>TFLite's element types.</summary>
internal static class TensorTypes
{
    /// <summary>ONNX's name for TFLite's type; Undefined for what only lives inside a runtime (RESOURCE, VARIANT).</summary>
    public static ElementType ToElementType(this TensorType type) => type switch
    {
        TensorType.FLOAT32 => ElementType.Float,
        TensorType.FLOAT16 => ElementType.Float16,
        TensorType.FLOAT64 => ElementType.Double,
        TensorType.BFLOAT16 => ElementType.BFloat16,
        TensorType.FLOAT8_E4M3FN => ElementType.Float8E4M3FN,
        TensorType.FLOAT8_E5M2 => ElementType.Float8E5M2,
        TensorType.INT2 => ElementType.Int2,
        TensorType.INT4 => ElementType.Int4,
        TensorType.INT8 => ElementType.Int8,
        TensorType.INT16 => ElementType.Int16,
        TensorType.INT32 => ElementType.Int32,
        TensorType.INT64 => ElementType.Int64,
        TensorType.UINT4 => ElementType.UInt4,
        TensorType.UINT8 => ElementType.UInt8,
        TensorType.UINT16 => ElementType.UInt16,
        TensorType.UINT32 => ElementType.UInt32,
        TensorType.UINT64 => ElementType.UInt64,
        TensorType.BOOL => ElementType.Bool,
        TensorType.STRING => ElementType.String,
        TensorType.COMPLEX64 => ElementType.Complex64,
        TensorType.COMPLEX128 => ElementType.Complex128,
        _ => ElementType.Undefined,
    };
}
