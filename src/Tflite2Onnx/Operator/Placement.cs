namespace Tflite2Onnx.Operator;

/// <summary>The order of axes that one operator is converted in.</summary>
/// <param name="Use">What its layout rule comes to in this use.</param>
/// <param name="Working">The layout its operands come in; null for TFLite's order. (An Implicit one has a layout per operand instead.)</param>
/// <param name="Results">The layout of each of its results; null for TFLite's order.</param>
internal sealed record Placement(LayoutUse Use, Layout? Working, Layout?[] Results);
