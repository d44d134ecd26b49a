namespace Tflite2Onnx.Operator;

/// <summary>The ways in which an operator can run subgraphs.</summary>
internal interface ICall
{
    /// <summary>The subgraph runs once, on all operands.</summary>
    void Inline(int subgraph);

    /// <summary>
    /// One of the subgraphs runs, on all operands but the first, which chooses: the first of two where it is true, or the one that it counts;
    /// the last where there is none of that number (stablehlo_case.cc).
    /// </summary>
    void Choose(TensorType selector, params int[] subgraphs);

    /// <summary>
    /// The body runs as long as the condition holds, on the operands first and then on what it gave. What it gives back as it came is no
    /// part of the loop's state: the body reads it from outside.
    /// </summary>
    void Repeat(int condition, int body);
}
