using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;
using static Tflite2Onnx.Tflite.TensorType;

namespace Tflite2Onnx.Tests.Operators;

internal static class ScatteringCases
{
    public static OpCase[] All =>
    [
        new(SCATTER_ND, "elements, one place twice") { In = [I32(4, 2).Of(0, 1, 2, 0, 0, 1, 1, 1), F32(4), Ints(3, 2)], Out = [F32(3, 2)] },
        new(SCATTER_ND, "rows, one place twice") { In = [I32(3, 1).Of(3, 0, 3), F32(3, 5), Ints(4, 5)], Out = [F32(4, 5)] },
        new(SCATTER_ND, "quantized integers as they are") { In = [I32(3, 1).Of(3, 0, 3), I8(0.1f, 3, 3).Between(-60, 60), Ints(4)], Out = [I8(0.1f, 3, 4)] },
        .. new OpCase(SCATTER_ND, "rows") { In = [I32(3, 1).Of(3, 0, 2), F32(3, 5).Between(-3, 5), Ints(4, 5)], Out = [F32(4, 5).Between(-3, 5)] }.As(UINT8, INT32, INT64),
        new(SCATTER_ND, "bool") { In = [I32(4, 1).Of(3, 0, 3, 1), Bool(4).Of(1, 0, 1, 1), Ints(5)], Out = [Bool(5)] },
        Dense("float", I32(3, 2).Of(0, 1, 2, 3, 1, 0), Ints(3, 4), F32(3), F32(), F32(3, 4)),
        Dense("int32, a list, one value", I64(3).Of(4, 0, 2), Ints(5), I32(), I32(), I32(5)),
        Dense("int64, one place", I32().Of(2), Ints(5), I64(), I64(), I64(5)),
        Dense("int8", I32(2, 2).Of(0, 1, 2, 3), Ints(3, 4), I8(0.1f, 3, 2), I8(0.1f, 3), I8(0.1f, 3, 3, 4)),
        Dense("uint8, rank 3", I32(2, 3).Of(0, 1, 1, 1, 2, 3), Ints(2, 3, 4), Byte(2), Byte(), Byte(2, 3, 4)),
    ];

    private static OpCase Dense(string name, Operand indices, Operand shape, Operand values, Operand otherwise, Operand result) =>
        new(SPARSE_TO_DENSE, name) { In = [indices.Const, shape, values, otherwise], Out = [result], Options = new SparseToDenseOptionsT() };
}
