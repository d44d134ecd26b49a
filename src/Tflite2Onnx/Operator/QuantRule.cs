namespace Tflite2Onnx.Operator;

/// <summary>What an operator wants of quantized operands.</summary>
internal enum QuantRule
{
    /// <summary>It computes on floats: operands are dequantized, results quantized again (the pattern ONNX Runtime fuses).</summary>
    Float,

    /// <summary>It only moves or compares data: it stays on integers where scale, zero point and type agree throughout, otherwise it is Float.</summary>
    Carry,

    /// <summary>It moves or compares elements as they are, whatever their parameters (RESHAPE, ARG_MAX).</summary>
    Own,

    /// <summary>What it computes depends on the integers themselves (CAST, WHERE).</summary>
    Integers,
}
