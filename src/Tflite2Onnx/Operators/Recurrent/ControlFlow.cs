using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>Operators that run subgraphs: once, one of several, or again and again.</summary>
internal static class ControlFlow
{
    private const string Recursion = "Recursive subgraphs, and calls nested more than 24 deep, are refused.";

    private const string Remembering = "A condition that has variable tensors is refused.";

    public static OpDefinition[] Operators =>
    [
        new CallDefinition<CallOptions>(CALL)
        {
            Summary = "Runs a subgraph.",
            Limits = Recursion,
            Subgraphs = o => [(int)Math.Min(o.Subgraph, int.MaxValue)],
            Flow = (call, subgraphs) => call.Inline(subgraphs[0]),
        },
        new CallDefinition<IfOptions>(IF)
        {
            Summary = "Runs one subgraph where a condition holds, and another one where it does not.",
            Limits = Recursion,
            Subgraphs = o => [o.ThenSubgraphIndex, o.ElseSubgraphIndex],
            Flow = (call, subgraphs) => call.Choose(TensorType.BOOL, subgraphs),
        },
        new CallDefinition<WhileOptions>(WHILE)
        {
            Summary = "Runs a subgraph as long as the condition holds that another one computes. Recurrent layers in this form become one operator.",
            Limits = $"{Recursion} {Remembering}",
            Subgraphs = o => [o.CondSubgraphIndex, o.BodySubgraphIndex],
            Flow = (call, subgraphs) => call.Repeat(condition: subgraphs[0], body: subgraphs[1]),
        },
        new CallDefinition<StablehloCaseOptions>(STABLEHLO_CASE)
        {
            Summary = "Runs one of several subgraphs, by its number; the last one for a number out of range.",
            Limits = Recursion,
            Subgraphs = o => o.BranchSubgraphIndices,
            Flow = (call, subgraphs) => call.Choose(TensorType.INT32, subgraphs),
        },
        new CallDefinition<StableHLOCompositeOptions>(STABLEHLO_COMPOSITE)
        {
            Summary = "Runs the subgraph that a named computation consists of; known ones become ONNX's operator where Opset allows it.",
            Limits = Recursion,
            Subgraphs = o => [o.DecompositionSubgraphIndex],
            Flow = (call, subgraphs) => call.Inline(subgraphs[0]),
        },
        new CallDefinition<StablehloWhileOptions>(STABLEHLO_WHILE)
        {
            Summary = "As WHILE.",
            Limits = $"{Recursion} {Remembering}",
            Subgraphs = o => [o.CondSubgraphIndex, o.BodySubgraphIndex],
            Flow = (call, subgraphs) => call.Repeat(condition: subgraphs[0], body: subgraphs[1]),
        },
    ];
}
