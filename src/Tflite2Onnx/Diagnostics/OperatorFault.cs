namespace Tflite2Onnx.Diagnostics;

/// <summary>A fault of the converter's own, with the operator at which it came up where no driver is there to tell.</summary>
internal sealed class OperatorFault(ModelLocation location, Exception fault) : Exception(fault.Message, fault)
{
    public ModelLocation Location => location;
}
