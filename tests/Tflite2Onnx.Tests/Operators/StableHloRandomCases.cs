using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Tests.Operators;

internal static class StableHloRandomCases
{
    public static OpCase[] All =>
    [
        Random("THREEFRY, state of 2, int32", RngAlgorithm.THREEFRY, 2, new(TensorType.INT32, [5, 3])),
        Random("THREEFRY, state of 2, uint64", RngAlgorithm.THREEFRY, 2, new(TensorType.UINT64, [2, 3])),
        Random("PHILOX, state of 2, int32", RngAlgorithm.PHILOX, 2, new(TensorType.INT32, [5, 3])),
        Random("PHILOX, state of 2, uint64", RngAlgorithm.PHILOX, 2, new(TensorType.UINT64, [2, 3])),
        Random("PHILOX, state of 3, int32", RngAlgorithm.PHILOX, 3, new(TensorType.INT32, [5, 3])),
        Random("PHILOX, state of 3, uint64", RngAlgorithm.PHILOX, 3, new(TensorType.UINT64, [2, 3])),
        Random("DEFAULT, state of 2, uint32", RngAlgorithm.DEFAULT, 2, new(TensorType.UINT32, [7])),
        Random("counter carries", RngAlgorithm.THREEFRY, 2, new(TensorType.INT32, [9])) with { In = [new Operand(TensorType.UINT64, [2]).Of(1311768467463790320, 4294967294)] },
        Random("state of three for THREEFRY", RngAlgorithm.THREEFRY, 3, new(TensorType.INT32, [4])) with { Fails = "T2O2002" },
        Random("result unknown", RngAlgorithm.THREEFRY, 2, new Operand(TensorType.INT32, [4]).Dynamic(0)) with { Fails = "T2O2002" },
    ];

    // TFLite takes the numbers of a state through doubles: these are within what they hold.
    private static OpCase Random(string name, RngAlgorithm algorithm, int length, Operand result) =>
        new(STABLEHLO_RNG_BIT_GENERATOR, name)
        {
            In = [new Operand(TensorType.UINT64, [length]).Of([.. new double[] { 1311768467463790320, 81985529216486656, 77 }[..length]])],
            Out = [new(TensorType.UINT64, [length]), result],
            Options = new StablehloRngBitGeneratorOptionsT { Algorithm = algorithm },
        };
}
