using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;
using static Tflite2Onnx.Tflite.TensorType;

namespace Tflite2Onnx.Tests.Operators;

internal static class BlocksCases
{
    public static OpCase[] All =>
    [
        Batch(BATCH_TO_SPACE_ND, "plain", F32(6, 3, 4, 2), Ints(2, 3), [0, 0, 0, 0], F32(1, 6, 12, 2)),
        Batch(BATCH_TO_SPACE_ND, "crops, int8", I8(0.1f, 3, 8, 3, 4, 1), Ints(2, 2), [0, 0, 2, 1], I8(0.1f, 3, 2, 6, 5, 1)),
        Batch(BATCH_TO_SPACE_ND, "one spatial axis", F32(6, 3, 4), Ints(3), [1, 2], F32(2, 6, 4)),
        Batch(BATCH_TO_SPACE_ND, "block computed", F32(6, 3, 4), I32(1), [1, 2], F32(-1, -1, 4)) with { Fails = "T2O2002" },
        .. Batch(BATCH_TO_SPACE_ND, "crops", A(8, 3, 4, 1), Ints(2, 2), [0, 0, 2, 1], A(2, 6, 5, 1)).As(UINT8, INT16, INT32, INT64),
        .. Batch(SPACE_TO_BATCH_ND, "paddings", A(2, 6, 5, 1), Ints(2, 2), [0, 0, 2, 1], A(8, 3, 4, 1)).As(UINT8, INT16, INT32),
        .. new OpCase(DEPTH_TO_SPACE, "plain") { In = [A(2, 2, 3, 8)], Out = [A(2, 4, 6, 2)], Options = new DepthToSpaceOptionsT { BlockSize = 2 } }.As(UINT8, INT32),
        .. new OpCase(SPACE_TO_DEPTH, "plain") { In = [A(2, 4, 6, 2)], Out = [A(2, 2, 3, 8)], Options = new SpaceToDepthOptionsT { BlockSize = 2 } }.As(INT8, INT64),
        Batch(SPACE_TO_BATCH_ND, "plain", F32(1, 6, 12, 2), Ints(2, 3), [0, 0, 0, 0], F32(6, 3, 4, 2)),
        Batch(SPACE_TO_BATCH_ND, "paddings, int8", I8(0.1f, 3, 2, 6, 5, 1), Ints(2, 2), [0, 0, 2, 1], I8(0.1f, 3, 8, 3, 4, 1)),
        Batch(SPACE_TO_BATCH_ND, "one spatial axis, int64", I64(2, 6, 4), Ints(3), [1, 2], I64(6, 3, 4)),
        Batch(SPACE_TO_BATCH_ND, "block computed", F32(2, 6, 4), I32(1), [1, 2], F32(-1, -1, 4)) with { Fails = "T2O2002" },
        new(DEPTH_TO_SPACE, "plain") { In = [F32(2, 2, 3, 8)], Out = [F32(2, 4, 6, 2)], Options = new DepthToSpaceOptionsT { BlockSize = 2 } },
        new(DEPTH_TO_SPACE, "int8") { In = [I8(0.1f, 3, 1, 2, 3, 9)], Out = [I8(0.1f, 3, 1, 6, 9, 1)], Options = new DepthToSpaceOptionsT { BlockSize = 3 } },
        new(DEPTH_TO_SPACE, "int64") { In = [I64(2, 2, 3, 8)], Out = [I64(2, 4, 6, 2)], Options = new DepthToSpaceOptionsT { BlockSize = 2 } },
        new(SPACE_TO_DEPTH, "plain") { In = [F32(2, 4, 6, 2)], Out = [F32(2, 2, 3, 8)], Options = new SpaceToDepthOptionsT { BlockSize = 2 } },
        new(SPACE_TO_DEPTH, "uint8") { In = [U8(0.1f, 3, 1, 6, 9, 1)], Out = [U8(0.1f, 3, 1, 2, 3, 9)], Options = new SpaceToDepthOptionsT { BlockSize = 3 } },
        new(SPACE_TO_DEPTH, "int32") { In = [I32(2, 4, 6, 2)], Out = [I32(2, 2, 3, 8)], Options = new SpaceToDepthOptionsT { BlockSize = 2 } },
    ];

    private static Operand A(params int[] shape) => F32(shape).Between(-3, 5);

    private static OpCase Batch(BuiltinOperator code, string name, Operand data, Operand block, int[] edges, Operand result) => new(code, name)
    {
        In = [data, block, I32(block.Shape[0], 2).Of([.. edges.Select(e => (double)e)]).Const],
        Out = [result],
    };
}
