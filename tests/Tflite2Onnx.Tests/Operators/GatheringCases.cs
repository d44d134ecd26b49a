using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;
using static Tflite2Onnx.Tflite.TensorType;

namespace Tflite2Onnx.Tests.Operators;

internal static class GatheringCases
{
    public static OpCase[] All =>
    [
        Gather("list of indices", F32(2, 3, 4, 5), I32(3).Of(3, 0, 3), F32(2, 3, 3, 5), axis: 2),
        Gather("one index, int8", I8(0.1f, 3, 2, 3, 4, 5), I32().Of(1), I8(0.1f, 3, 2, 4, 5), axis: 1),
        Gather("matrix of indices, last axis", F32(2, 3, 4), I64(2, 3).Of(3, 0, 1, 2, 2, 3), F32(2, 3, 2, 3), axis: -1),
        Gather("int16 indices, constant table", F32(6, 4).Const, new Operand(TensorType.INT16, [3]).Of(5, 0, 2), F32(3, 4)),
        Gather("batches", F32(2, 3, 4), I32(2, 2).Of(0, 2, 1, 1), F32(2, 2, 4), axis: 1, batches: 1),
        Gather("batches in front of other axes", F32(2, 3, 4, 5), I32(2, 3).Of(3, 0, 1, 2, 2, 3), F32(2, 3, 3, 5), axis: 2, batches: -1),
        Gather("one index per batch", F32(3, 4, 5), I32(3).Of(3, 0, 2), F32(3, 5), axis: 1, batches: 1),
        .. Gather("plain", A(2, 3, 4, 5), I32(3).Of(3, 0, 3), A(2, 3, 3, 5), axis: 2).As(UINT8, INT16, INT32, INT64, BOOL, FLOAT16),
        Gather("plain", A(2, 3, 4, 5), I32(3).Of(3, 0, 3), A(2, 3, 3, 5), axis: 2).Within(BFLOAT16),
        .. Gather("batches", A(2, 3, 4), I32(2, 2).Of(0, 2, 1, 1), A(2, 2, 4), axis: 1, batches: 1).As(INT8, INT16, BOOL),
        .. new OpCase(GATHER_ND, "plain") { In = [A(2, 3, 4), I32(2, 2).Of(0, 2, 1, 1)], Out = [A(2, 4)] }.As(UINT8, INT16, INT32, INT64, BOOL, FLOAT16),
        .. OneHot("plain", -1, I32(2, 3).Of(0, 3, 1, -1, 4, 2), Int(4), A().Of(2).Const, A().Of(-1).Const, A(2, 3, 4)).As(UINT8, INT32, INT64),
        .. new OpCase(TOPK_V2, "plain") { In = [A(2, 3, 7), Int(3)], Out = [A(2, 3, 3), I32(2, 3, 3)] }.As(UINT8, INT16, INT64),
        new(GATHER_ND, "elements") { In = [F32(2, 3, 4), I32(2, 3).Of(0, 2, 3, 1, 0, 1)], Out = [F32(2)] },
        new(GATHER_ND, "slices, int8") { In = [I8(0.1f, 3, 2, 3, 4, 5), I64(3, 1, 2).Of(0, 2, 1, 1, 1, 0)], Out = [I8(0.1f, 3, 3, 1, 4, 5)] },
        OneHot("last axis", -1, I32(2, 3).Of(0, 3, 1, -1, 4, 2), Int(4), F32().Of(2).Const, F32().Of(-1).Const, F32(2, 3, 4)),
        OneHot("first axis, bool", 0, I64(3).Of(0, 1, -2), Int(2), Bool().Of(1).Const, Bool().Of(0).Const, Bool(2, 3)),
        OneHot("int8", 1, I32(2, 3).Of(0, 3, 1, -1, 4, 2), Int(4), I8(0.1f, 3).Of(5), I8(0.1f, 3).Of(-5), I8(0.1f, 3, 2, 4, 3)),
        new(TOPK_V2, "plain") { In = [F32(2, 3, 7), Int(3)], Out = [F32(2, 3, 3), I32(2, 3, 3)] },
        new(TOPK_V2, "equal elements, int8") { In = [I8(0.1f, 3, 2, 9).Between(0, 3), Int(5)], Out = [I8(0.1f, 3, 2, 5), I32(2, 5)] },
        new(TOPK_V2, "int16 indices") { In = [I32(9), Int(4)], Out = [I32(4), new(TensorType.INT16, [4])] },
    ];

    private static Operand A(params int[] shape) => F32(shape).Between(-30, 50);

    private static OpCase Gather(string name, Operand data, Operand indices, Operand result, int axis = 0, int batches = 0) =>
        new(GATHER, name) { In = [data, indices], Out = [result], Options = new GatherOptionsT { Axis = axis, BatchDims = batches } };

    private static OpCase OneHot(string name, int axis, Operand indices, Operand depth, Operand on, Operand off, Operand result) =>
        new(ONE_HOT, name) { In = [indices, depth, on, off], Out = [result], Options = new OneHotOptionsT { Axis = axis } };
}
