using Tflite2Onnx.Planning;

namespace Tflite2Onnx.Driver;

/// <summary>What those share who make the ONNX graph of a subgraph.</summary>
/// <param name="Prepared">The subgraph.</param>
/// <param name="Plan">The layouts it is converted in.</param>
/// <param name="Options">How.</param>
/// <param name="Log">What is refused.</param>
/// <param name="Emit">Where nodes go.</param>
/// <param name="Values">The values of TFLite's tensors.</param>
/// <param name="States">What is kept from run to run, as it is at this point.</param>
/// <param name="Cancellation">Ends the work between two operators.</param>
internal sealed record LoweringContext(
    Prepared Prepared, LayoutPlan Plan, ConversionOptions Options, DiagnosticBag Log, Emitter Emit, TensorValues Values, StateValues States,
    CancellationToken Cancellation)
{
    public TfliteGraph Source => Prepared.Graph;

    /// <summary>The element type of a tensor; reports one that ONNX does not have.</summary>
    public ElementType TypeOf(TfliteTensor tensor, ModelLocation where)
    {
        ElementType type = ComplexTensors.PartType(tensor.Type.ToElementType());
        if (type == ElementType.Undefined)
        {
            Log.Add(Descriptors.UnsupportedTensor, where, $"Tensors of type {tensor.Type} are not supported. {WayOut.Rewrite.Sentence()}");
        }
        return type;
    }
}
