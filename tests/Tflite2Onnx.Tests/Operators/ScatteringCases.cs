using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Tests.Operators;

internal static class ScatteringCases
{
    public static OpCase[] All =>
    [
        new(SCATTER_ND, "elements, one place twice") { In = [I32(4, 2).Of(0, 1, 2, 0, 0, 1, 1, 1), F32(4), Ints(3, 2)], Out = [F32(3, 2)] },
        new(SCATTER_ND, "rows, one place twice") { In = [I32(3, 1).Of(3, 0, 3), F32(3, 5), Ints(4, 5)], Out = [F32(4, 5)] },
        new(SCATTER_ND, "quantized integers as they are") { In = [I32(3, 1).Of(3, 0, 3), I8(0.1f, 3, 3).Between(-60, 60), Ints(4)], Out = [I8(0.1f, 3, 4)] },
        new(SCATTER_ND, "bool") { In = [I32(4, 1).Of(3, 0, 3, 1), Bool(4).Of(1, 0, 1, 1), Ints(5)], Out = [Bool(5)] },
    ];
}
