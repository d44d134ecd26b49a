using static Tflite2Onnx.Tests.Operators.Operands;

using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Tests.Operators;

internal static class StableHloGatheringCases
{
    public static OpCase[] All =>
    [
        Gather("rows", F32(5, 3).Of(Digits(15, 1, 1000)), I32(4).Of(3, 0, 9, -2), F32(4, 3).Of(9, 10, 11, 0, 1, 2, 12, 13, 14, 0, 1, 2), new() { OffsetDims = [1], CollapsedSliceDims = [0], StartIndexMap = [0], IndexVectorDim = 1, SliceSizes = [1, 3] }),
        Gather("columns of part of the rows", F32(4, 6), I64(2, 2, 1).Of(5, 0, 2, 7), F32(3, 2, 2), new() { OffsetDims = [0], CollapsedSliceDims = [1], StartIndexMap = [1], IndexVectorDim = 2, SliceSizes = [3, 1] }),
        Gather("windows", F32(4, 6, 3), I32(3, 2).Of(1, 2, 3, 5, -1, 0), F32(3, 2, 3, 2), new() { OffsetDims = [1, 2, 3], CollapsedSliceDims = [], StartIndexMap = [0, 1], IndexVectorDim = 1, SliceSizes = [2, 3, 2] }),
        Gather("vectors along the first axis, windows between batches", S8(5, 4, 3), I32(2, 2, 3).Of(0, 4, 1, 2, 3, 9, 0, 1, 1, 1, 2, 2), S8(2, 2, 3, 2), new() { OffsetDims = [1, 3], CollapsedSliceDims = [0], StartIndexMap = [2, 0], IndexVectorDim = 0, SliceSizes = [1, 2, 2] }),
        Gather("elements, constant indices", I32(4, 4), I32(3, 2).Of(0, 1, 3, 2, 2, 2).Const, I32(3), new() { OffsetDims = [], CollapsedSliceDims = [0, 1], StartIndexMap = [1, 0], IndexVectorDim = 1, SliceSizes = [1, 1] }),
        Gather("slices of one element kept", Bool(4, 2, 3), I32(2, 1).Of(3, 1), Bool(2, 1, 3), new() { OffsetDims = [1, 2], CollapsedSliceDims = [1], StartIndexMap = [0], IndexVectorDim = 1, SliceSizes = [1, 1, 3] }),
        new(STABLEHLO_GATHER, "no axis") { In = [F32(4, 3), I32(2, 0)], Out = [F32(2, 4, 3)], Options = new StablehloGatherOptionsT { OffsetDims = [1, 2], IndexVectorDim = 1, SliceSizes = [4, 3] }, Fails = "T2O2002" },
        Scatter("rows put, some outside", F32(5, 3), I32(4, 1).Of(1, 5, 3, -1), F32(4, 3), null, new() { UpdateWindowDims = [1], InsertedWindowDims = [0], ScatterDimsToOperandDims = [0], IndexVectorDim = 1 }),
        Scatter("rows added, one twice", F32(5, 3), I32(3, 1).Of(1, 3, 1), F32(3, 3), STABLEHLO_ADD, new() { UpdateWindowDims = [1], InsertedWindowDims = [0], ScatterDimsToOperandDims = [0], IndexVectorDim = 1 }),
        Scatter("points multiplied, implied vector", I32(6), I32(3).Of(1, 3, 9), I32(3), STABLEHLO_MULTIPLY, new() { UpdateWindowDims = [], InsertedWindowDims = [0], ScatterDimsToOperandDims = [0], IndexVectorDim = 1 }),
        Scatter("windows, partly outside, maximum", F32(4, 6, 3), I32(2, 2).Of(1, 4, 3, -1), F32(2, 2, 3, 3), STABLEHLO_MAXIMUM, new() { UpdateWindowDims = [1, 2, 3], InsertedWindowDims = [], ScatterDimsToOperandDims = [0, 1], IndexVectorDim = 1 }),
        Scatter("windows that do not fill an axis, minimum, constant indices", S8(4, 5, 3), I32(2, 2).Of(0, 2, 3, 1).Const, S8(2, 2, 2), STABLEHLO_MINIMUM, new() { UpdateWindowDims = [0, 2], InsertedWindowDims = [0], ScatterDimsToOperandDims = [0, 1], IndexVectorDim = 0 }),
        Scatter("truths, any", Bool(4, 3), I32(3, 1).Of(1, 1, 0), Bool(3, 3), STABLEHLO_ADD, new() { UpdateWindowDims = [1], InsertedWindowDims = [0], ScatterDimsToOperandDims = [0], IndexVectorDim = 1 }),
        Scatter("int64, vectors along the first axis", I64(3, 4), I32(2, 3).Of(0, 2, 1, 3, 0, 4), I64(3), STABLEHLO_ADD, new() { UpdateWindowDims = [], InsertedWindowDims = [0, 1], ScatterDimsToOperandDims = [0, 1], IndexVectorDim = 0 }),
        Scatter("constant indices, one outside", F32(4, 2, 3), I32(3, 2).Of(3, 1, 0, 2, 1, 0).Const, F32(3, 3), null, new() { UpdateWindowDims = [1], InsertedWindowDims = [0, 1], ScatterDimsToOperandDims = [0, 1], IndexVectorDim = 1 }),
        Scatter("half precision added", F16(4).Of(1, 2, 3, 4), I32(2, 1).Of(2, 0), F16(2).Of(0.5, -8), STABLEHLO_ADD, new() { InsertedWindowDims = [0], ScatterDimsToOperandDims = [0], IndexVectorDim = 1 }) with { Out = [F16(4).Of(-7, 2, 3.5, 4)] },
        Scatter("no axis", F32(2, 3), I32(0), F32(2, 3), null, new() { UpdateWindowDims = [0, 1], IndexVectorDim = 0 }) with { Fails = "T2O2002" },
        Scatter("another body", F32(5), I32(2, 1), F32(2), STABLEHLO_SUBTRACT, new() { InsertedWindowDims = [0], ScatterDimsToOperandDims = [0], IndexVectorDim = 1 }) with { Fails = "T2O2002" },
        Scatter("unknown dimensions", F32(5).Dynamic(0), I32(2, 1), F32(2), STABLEHLO_ADD, new() { InsertedWindowDims = [0], ScatterDimsToOperandDims = [0], IndexVectorDim = 1 }) with { Fails = "T2O2002" },
    ];

    private static Operand S8(params int[] shape) => new(TensorType.INT8, shape);

    private static OpCase Gather(string name, Operand data, Operand indices, Operand result, StablehloGatherOptionsT options) =>
        new(STABLEHLO_GATHER, name) { In = [data, indices], Out = [result], Options = options };

    private static OpCase Scatter(string name, Operand data, Operand indices, Operand updates, BuiltinOperator? body, StablehloScatterOptionsT options) =>
        new(STABLEHLO_SCATTER, name)
        {
            In = [data, indices, updates],
            Out = [data],
            Options = options with { UpdateComputationSubgraphIndex = 1 },
            Subgraphs = [new Body(body, data.Type).Build],
        };
}
