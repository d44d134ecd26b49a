using Tflite2Onnx.Planning;

namespace Tflite2Onnx.Driver;

/// <summary>
/// A subgraph that was converted: the ONNX graph, the source with its ranks completed, the layouts it was converted in, and the model it is of.
/// </summary>
internal sealed record Lowered(Graph Graph, TfliteGraph Source, LayoutPlan Plan, TfliteModel Model);
