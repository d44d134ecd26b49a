using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;
using Fused = Tflite2Onnx.Tflite.ActivationFunctionType;

namespace Tflite2Onnx.Tests.Operators;

internal static class MatrixCases
{
    public static OpCase[] All =>
    [
        new(FULLY_CONNECTED, "plain") { In = [F32(3, 7), F32(5, 7).Const, F32(5).Const], Out = [F32(3, 5)], Options = new FullyConnectedOptionsT() },
        new(FULLY_CONNECTED, "relu, no bias, weights given")
        {
            In = [F32(3, 7), F32(5, 7)],
            Out = [F32(3, 5)],
            Options = new FullyConnectedOptionsT { FusedActivationFunction = Fused.RELU },
        },
        new(FULLY_CONNECTED, "list, bias left out") { In = [F32(7), F32(5, 7).Const, null], Out = [F32(1, 5)], Options = new FullyConnectedOptionsT() },
        new(FULLY_CONNECTED, "flattens an image")
        {
            In = [F32(2, 3, 4, 5), F32(3, 60).Const, F32(3).Const],
            Out = [F32(2, 3)],
            Options = new FullyConnectedOptionsT(),
        },
        new(FULLY_CONNECTED, "keeps axes")
        {
            In = [F32(2, 3, 4, 5), F32(7, 5).Const, F32(7).Const],
            Out = [F32(2, 3, 4, 7)],
            Options = new FullyConnectedOptionsT { KeepNumDims = true },
        },
        new(FULLY_CONNECTED, "keeps axes not known")
        {
            In = [F32(2, 3, 5).Dynamic(0, 1), F32(7, 5).Const, F32(7).Const],
            Out = [F32(2, 3, 7).Dynamic(0, 1)],
            Options = new FullyConnectedOptionsT { KeepNumDims = true },
        },
        new(FULLY_CONNECTED, "batch not known")
        {
            In = [F32(2, 3, 5).Dynamic(0), F32(4, 15).Const],
            Out = [F32(2, 4).Dynamic(0)],
            Options = new FullyConnectedOptionsT(),
        },
        new(FULLY_CONNECTED, "int8 per channel")
        {
            In = [I8(0.02f, 5, 3, 7), I8([0.01f, 0.02f, 0.015f, 0.005f, 0.01f], 0, 5, 7).Const, I32(5).Between(-900, 900).Const],
            Out = [I8(0.05f, -10, 3, 5)],
            Options = new FullyConnectedOptionsT(),
        },
        new(FULLY_CONNECTED, "int8, 4 axes to 2, no bias, relu6")
        {
            In = [I8(0.02f, 5, 2, 3, 2, 4), I8(0.01f, 0, 5, 8).Const],
            Out = [I8(0.05f, -10, 6, 5)],
            Options = new FullyConnectedOptionsT { FusedActivationFunction = Fused.RELU6 },
        },
        new(FULLY_CONNECTED, "int8, weights of 4 bits and a bias")
        {
            In = [I8(0.05f, 7, 3, 8), new Operand(TensorType.INT4, [5, 8]) { Quantization = ModelBuilder.Quantized(0.1f, 0) }.Const, (I32(5) with { Quantization = ModelBuilder.Quantized(0.05f * 0.1f, 0) }).Between(-900, 900).Const],
            Out = [I8(0.09f, -5, 3, 5)],
            Options = new FullyConnectedOptionsT(),
            Version = 8,
        },
        new(FULLY_CONNECTED, "int8, weights of 4 bits, 4 axes to 2")
        {
            In = [I8(0.05f, 7, 2, 3, 2, 4), new Operand(TensorType.INT4, [5, 8]) { Quantization = ModelBuilder.Quantized(0.1f, 0) }.Const],
            Out = [I8(0.11f, -5, 6, 5)],
            Options = new FullyConnectedOptionsT(),
            Version = 8,
        },
        new(FULLY_CONNECTED, "int8, weights of 2 bits and a bias")
        {
            In = [I8(0.05f, 7, 3, 8), new Operand(TensorType.INT2, [5, 8]) { Quantization = ModelBuilder.Quantized(0.4f, 0) }.Const, (I32(5) with { Quantization = ModelBuilder.Quantized(0.05f * 0.4f, 0) }).Between(-900, 900).Const],
            Out = [I8(0.09f, -5, 3, 5)],
            Options = new FullyConnectedOptionsT(),
            Version = 14,
        },
        new(FULLY_CONNECTED, "uint8")
        {
            In = [U8(0.02f, 120, 3, 7), U8(0.01f, 130, 5, 7).Const, I32(5).Between(-900, 900).Const],
            Out = [U8(0.05f, 110, 3, 5)],
            Options = new FullyConnectedOptionsT(),
        },
        new(FULLY_CONNECTED, "int16, wide bias")
        {
            In = [I16(0.0001f, 3, 7), I8(0.01f, 0, 5, 7).Const, I64(5).Between(-90000, 90000).Const],
            Out = [I16(0.0005f, 3, 5)],
            Options = new FullyConnectedOptionsT(),
        },
        new(FULLY_CONNECTED, "weights called uint8 beside floats that 8 bits hold")
        {
            In = [F32(2, 3).Of(127, -64, 5, 33, -127, 100), U8(0.01f, 128, 4, 3).Const, F32(4).Const],
            Out = [F32(2, 4)],
            Options = new FullyConnectedOptionsT(),
        },
        Narrow("weights of 4 bits", TensorType.INT4, keeps: false),
        Narrow("weights of 4 bits, keeps axes", TensorType.INT4, keeps: true),
        Narrow("weights of 2 bits, keeps axes", TensorType.INT2, keeps: true),
        new(FULLY_CONNECTED, "sparse weights")
        {
            In = [F32(2, 4), Sparse(), F32(3).Const],
            Out = [F32(2, 3)],
            Options = new FullyConnectedOptionsT(),
            Version = 8,
        },
        new(FULLY_CONNECTED, "shuffled weights")
        {
            In = [U8(0.02f, 128, 3, 16), U8(0.01f, 128, 4, 16).Const, I32(4).Const],
            Out = [I16(0.001f, 3, 4)],
            Options = new FullyConnectedOptionsT { WeightsFormat = FullyConnectedOptionsWeightsFormat.SHUFFLED4x16INT8 },
            Fails = "T2O2002",
        },
        new(FULLY_CONNECTED, "width not known")
        {
            In = [F32(3, 7), F32(5, 7).Dynamic(1)],
            Out = [F32(3, 5)],
            Options = new FullyConnectedOptionsT(),
            Fails = "T2O2002",
        },
        new(BATCH_MATMUL, "plain") { In = [F32(2, 3, 4), F32(2, 4, 5)], Out = [F32(2, 3, 5)], Options = new BatchMatMulOptionsT() },
        new(BATCH_MATMUL, "both turned")
        {
            In = [F32(2, 4, 3), F32(2, 5, 4)],
            Out = [F32(2, 3, 5)],
            Options = new BatchMatMulOptionsT { AdjX = true, AdjY = true },
        },
        new(BATCH_MATMUL, "broadcast") { In = [F32(2, 1, 3, 4), F32(5, 4, 6)], Out = [F32(2, 5, 3, 6)], Options = new BatchMatMulOptionsT() },
        new(BATCH_MATMUL, "rows not known")
        {
            In = [F32(2, 3, 4).Dynamic(0, 1), F32(5, 4).Const],
            Out = [F32(2, 3, 5).Dynamic(0, 1)],
            Options = new BatchMatMulOptionsT { AdjY = true },
        },
        new(BATCH_MATMUL, "int8, constant turned")
        {
            In = [I8(0.02f, 5, 2, 3, 4), I8(0.01f, 7, 2, 5, 4).Const],
            Out = [I8(0.03f, -10, 2, 3, 5)],
            Options = new BatchMatMulOptionsT { AdjY = true },
        },
        new(BATCH_MATMUL, "int8, both computed, first turned")
        {
            In = [I8(0.02f, 5, 2, 4, 3), I8(0.01f, 7, 2, 4, 5)],
            Out = [I8(0.03f, -10, 2, 3, 5)],
            Options = new BatchMatMulOptionsT { AdjX = true },
        },
        new(BATCH_MATMUL, "int8 to int32") { In = [I8(0.02f, 5, 2, 3, 4), I8(0.01f, 7, 2, 4, 5)], Out = [I32(2, 3, 5)], Options = new BatchMatMulOptionsT() },
        new(BATCH_MATMUL, "int16") { In = [I16(0.0001f, 2, 3, 4), I16(0.0002f, 2, 4, 5)], Out = [I16(0.001f, 2, 3, 5)], Options = new BatchMatMulOptionsT() },
    ];

    private static OpCase Narrow(string name, TensorType type, bool keeps) => new(FULLY_CONNECTED, $"int8, {name}")
    {
        In = [I8(0.02f, 5, 2, 3, 8), new Operand(type, [5, 8]).Const with { Quantization = ModelBuilder.Quantized([0.1f, 0.2f, 0.15f, 0.05f, 0.1f], 0) }, I32(5).Between(-90, 90).Const],
        Out = [keeps ? I8(0.2f, -10, 2, 3, 5) : I8(0.2f, -10, 6, 5)],
        Options = new FullyConnectedOptionsT { KeepNumDims = keeps },
        Version = 14,
    };

    // [[1, 0, 2, 0], [0, 0, 0, 3], [0, 4, 0, 5]]
    private static Operand Sparse() => F32(3, 4).Of(1, 2, 3, 4, 5).Const with { Sparsity = QuantizationCases.Rows(3, [0, 2, 3, 5], [0, 2, 3, 1, 3]) };
}
