namespace Tflite2Onnx.Lowering;

/// <summary>A subgraph that was converted: the ONNX graph, the source with its ranks completed, and the layouts it was converted in.</summary>
internal sealed record Lowered(Graph Graph, TfliteGraph Source, LayoutPlan Plan);
