using Tflite2Onnx.Planning;

namespace Tflite2Onnx.Driver;

/// <summary>
/// A subgraph that was converted: the ONNX graph, the subgraph as it was prepared, the layouts it was converted in, and the model it is of.
/// </summary>
internal sealed record Lowered(Graph Graph, TfliteGraph Source, LayoutPlan Plan, TfliteModel Model);
