using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Tests.Operators;

internal static class RandomnessCases
{
    public static OpCase[] All =>
    [
        // One class is certain. What is random is looked at in RandomnessTests.
        new(MULTINOMIAL, "int32") { In = [F32(2, 4).Of(-1000, 0, -1000, -1000, -1000, -1000, 2000, -1000), Int(5)], Out = [I32(2, 5).Of(1, 1, 1, 1, 1, 2, 2, 2, 2, 2)], Options = new RandomOptionsT { Seed = 7 } },
        new(MULTINOMIAL, "int64") { In = [F32(1, 2).Of(0, -1000), Int(3)], Out = [I64(1, 3).Of(0, 0, 0)], Options = new RandomOptionsT() },
        new(MULTINOMIAL, "number computed") { In = [F32(2, 4), I32()], Out = [I32(2, -1)], Options = new RandomOptionsT(), Fails = "T2O2002" },
        new(RANDOM_STANDARD_NORMAL, "none") { In = [Ints(0, 3)], Out = [F32(0, 3).Of()], Options = new RandomOptionsT { Seed = 7 } },
        new(RANDOM_UNIFORM, "none") { In = [Ints(3, 0)], Out = [F32(3, 0).Of()], Options = new RandomOptionsT() },
        Customs.Computed("RandomStandardNormal", "none", [], [Ints(0, 3)], F32(0, 3), _ => []),
        Customs.Computed("RandomUniform", "none", [], [Ints(3, 0)], F32(3, 0), _ => []),
    ];
}
