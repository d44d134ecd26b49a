using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Tests.Operators;

internal static class QuantizationCases
{
    public static OpCase[] All =>
    [
        new(QUANTIZE, "int8") { In = [F32(2, 3, 4, 5).Between(-4, 4)], Out = [I8(0.02f, 7, 2, 3, 4, 5)], Options = new QuantizeOptionsT() },
        new(QUANTIZE, "uint8") { In = [F32(2, 3).Between(-4, 4)], Out = [U8(0.02f, 120, 2, 3)], Options = new QuantizeOptionsT() },
        new(QUANTIZE, "int16") { In = [F32(2, 3).Between(-4, 4)], Out = [I16(0.0001f, 2, 3)], Options = new QuantizeOptionsT() },
        new(QUANTIZE, "per channel")
        {
            In = [F32(2, 3, 4, 5)],
            Out = [I8([0.01f, 0.02f, 0.03f, 0.005f, 0.01f], 3, 2, 3, 4, 5)],
            Options = new QuantizeOptionsT(),
        },
        new(QUANTIZE, "int8 to int8") { In = [I8(0.02f, 7, 2, 3, 4, 5)], Out = [I8(0.05f, -9, 2, 3, 4, 5)], Options = new QuantizeOptionsT() },
        new(QUANTIZE, "uint8 to int8") { In = [U8(0.02f, 128, 2, 3, 4, 5)], Out = [I8(0.02f, 0, 2, 3, 4, 5)], Options = new QuantizeOptionsT() },
        new(QUANTIZE, "int16 to int8") { In = [I16(0.0001f, 2, 3)], Out = [I8(0.02f, 7, 2, 3)], Options = new QuantizeOptionsT() },
        new(QUANTIZE, "int16 to int32") { In = [I16(0.0001f, 2, 3, 4, 5)], Out = [Wide(1e-7f, 5, 2, 3, 4, 5)], Options = new QuantizeOptionsT() },
        new(QUANTIZE, "int32 to int8") { In = [Wide(0.0001f, 0, 2, 3).Between(-20000, 20000)], Out = [I8(0.02f, 7, 2, 3)], Options = new QuantizeOptionsT() },
        new(QUANTIZE, "int32 with a zero point to int16")
        {
            In = [Wide(0.0001f, 300, 2, 3).Between(-20000, 20000)],
            Out = [I16(0.0001f, 2, 3)],
            Options = new QuantizeOptionsT(),
        },
        new(QUANTIZE, "int32 without a scale") { In = [F32(2, 3)], Out = [I32(2, 3)], Options = new QuantizeOptionsT(), Fails = "T2O2002" },
        new(QUANTIZE, "without a scale") { In = [new(TensorType.UINT32, [6])], Out = [I8(0.02f, 7, 6)], Options = new QuantizeOptionsT(), Fails = "T2O2002" },
        new(DEQUANTIZE, "int32") { In = [Wide(0.5f, 3, 4).Of(3, 7, -1, 65536)], Out = [F32(4).Of(0, 2, -2, 32766.5)], Options = new DequantizeOptionsT() },
        new(DEQUANTIZE, "int32 without a scale") { In = [I32(2, 3)], Out = [F32(2, 3)], Options = new DequantizeOptionsT(), Fails = "T2O2002" },
        new(DEQUANTIZE, "int8") { In = [I8(0.02f, 7, 2, 3, 4, 5)], Out = [F32(2, 3, 4, 5)], Options = new DequantizeOptionsT() },
        new(DEQUANTIZE, "uint8, dimensions not known")
        {
            In = [U8(0.02f, 120, 2, 3).Dynamic(0, 1)],
            Out = [F32(2, 3).Dynamic(0, 1)],
            Options = new DequantizeOptionsT(),
        },
        new(DEQUANTIZE, "int16") { In = [I16(0.0001f, 2, 3)], Out = [F32(2, 3)], Options = new DequantizeOptionsT() },
        new(DEQUANTIZE, "per channel")
        {
            In = [I8([0.01f, 0.02f, 0.03f, 0.005f, 0.01f], 3, 2, 3, 4, 5)],
            Out = [F32(2, 3, 4, 5)],
            Options = new DequantizeOptionsT(),
        },
        new(DEQUANTIZE, "float16 constant")
        {
            In = [F16(2, 2).Of(0.5, -1.25, 65504, 0).Const],
            Out = [F32(2, 2)],
            Options = new DequantizeOptionsT(),
            Relayed = true,
        },
        new(DEQUANTIZE, "int4 constant")
        {
            In = [Int4(0.1f, 5).Of(-8, 7, 0, -1, 3).Const],
            Out = [F32(5)],
            Options = new DequantizeOptionsT(),
            Relayed = true,
        },
        new(DEQUANTIZE, "uint4 constant")
        {
            In = [new Operand(TensorType.UINT4, [5]) { Quantization = ModelBuilder.Quantized(0.1f, 3) }.Of(0, 15, 8, 1, 3).Const],
            Out = [F32(5)],
            Options = new DequantizeOptionsT(),
            Relayed = true,
        },
        new(DEQUANTIZE, "int2 constant")
        {
            In = [new Operand(TensorType.INT2, [5]) { Quantization = ModelBuilder.Quantized(0.1f, 0) }.Of(0, 1, -2, -1, 1).Const],
            Out = [F32(5)],
            Options = new DequantizeOptionsT(),
            Relayed = true,
        },
        new(FAKE_QUANT, "8 bits")
        {
            In = [F32(2, 3, 4, 5).Between(-2, 2)],
            Out = [F32(2, 3, 4, 5)],
            Options = new FakeQuantOptionsT { Min = -1, Max = 1, NumBits = 8 },
        },
        new(FAKE_QUANT, "4 bits, all above 0")
        {
            In = [F32(2, 3).Between(-2, 3)],
            Out = [F32(2, 3)],
            Options = new FakeQuantOptionsT { Min = 0.3f, Max = 2, NumBits = 4 },
        },
        new(FAKE_QUANT, "16 bits")
        {
            In = [F32(2, 3).Between(-5, 5)],
            Out = [F32(2, 3)],
            Options = new FakeQuantOptionsT { Min = -3, Max = 3.3f, NumBits = 16 },
        },
        new(FAKE_QUANT, "1 bit") { In = [F32(2, 3)], Out = [F32(2, 3)], Options = new FakeQuantOptionsT { Min = -1, Max = 1, NumBits = 1 }, Fails = "T2O2002" },
        new(DENSIFY, "rows")
        {
            In = [F32(3, 4).Of(1, 2, 3, 4, 5).Const with { Sparsity = Rows(3, [0, 2, 3, 5], [0, 2, 3, 1, 3]) }],
            Out = [F32(3, 4)],
            Options = new DensifyOptionsT(),
            Relayed = true,
        },
    ];

    /// <summary>A matrix whose rows list the columns that are not 0.</summary>
    public static SparsityParametersT Rows(int rows, int[] segments, int[] columns) => new()
    {
        TraversalOrder = [0, 1],
        DimMetadata =
        [
            new() { Format = DimensionType.DENSE, DenseSize = rows },
            new()
            {
                Format = DimensionType.SPARSE_CSR,
                ArraySegments = new Int32VectorT { Values = segments },
                ArrayIndices = new Int32VectorT { Values = columns },
            },
        ],
    };

    private static Operand Int4(float scale, params int[] shape) => new(TensorType.INT4, shape) { Quantization = ModelBuilder.Quantized(scale, 0) };

    private static Operand Wide(float scale, long zeroPoint, params int[] shape) => I32(shape) with { Quantization = ModelBuilder.Quantized(scale, zeroPoint) };
}
