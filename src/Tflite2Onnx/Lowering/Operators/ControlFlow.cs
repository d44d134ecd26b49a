using Tflite2Onnx.Lowering.Subgraphs;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Lowering.Operators;

/// <summary>Operators that run subgraphs: once, one of several, or again and again.</summary>
internal static class ControlFlow
{
    private const string Subgraphs = "Subgraphs that run themselves, or others more than 24 deep, are refused.";

    public static OpDefinition[] Operators =>
    [
        new CallDefinition<CallOptions>(CALL)
        {
            Summary = "A subgraph, in the operator's place.",
            Limits = Subgraphs,
            Flow = (call, o) => call.Inline(checked((int)o.Subgraph)),
        },
        new CallDefinition<IfOptions>(IF)
        {
            Summary = "One subgraph where a condition holds, and another one where it does not.",
            Limits = Subgraphs,
            Flow = (call, o) => call.Choose(TensorType.BOOL, o.ThenSubgraphIndex, o.ElseSubgraphIndex),
        },
        new CallDefinition<WhileOptions>(WHILE)
        {
            Summary = "A subgraph, again and again, as long as the condition holds that another one computes.",
            Limits = Subgraphs,
            Flow = (call, o) => call.Repeat(o.CondSubgraphIndex, o.BodySubgraphIndex),
        },
        new CallDefinition<StablehloCaseOptions>(STABLEHLO_CASE)
        {
            Summary = "One of several subgraphs, by its number; the last for a number that none has.",
            Limits = Subgraphs,
            Flow = (call, o) => call.Choose(TensorType.INT32, o.BranchSubgraphIndices),
        },
        new CallDefinition<StableHLOCompositeOptions>(STABLEHLO_COMPOSITE)
        {
            Summary = "A named computation, by the subgraph that spells it out.",
            Limits = Subgraphs,
            Flow = (call, o) => call.Inline(o.DecompositionSubgraphIndex),
        },
        new CallDefinition<StablehloWhileOptions>(STABLEHLO_WHILE)
        {
            Summary = "As WHILE.",
            Limits = Subgraphs,
            Flow = (call, o) => call.Repeat(o.CondSubgraphIndex, o.BodySubgraphIndex),
        },
    ];
}
