using System.Globalization;

namespace Tflite2Onnx.Driver;

/// <summary>
/// What a caller has to know of inputs and outputs that ONNX has no place for, as entries of <c>metadata_props</c>: for each of them
/// <c>tflite.input.(its ONNX name).name</c>, TFLite's name, where uses name its axes <c>.layout</c>, and where it is quantized <c>.type</c>,
/// <c>.scale</c>, <c>.zero_point</c> and, with several scales (separated by commas), <c>.axis</c> in the order of axes the value has in the
/// ONNX model. Outputs the same. Of a state that is exposed, <c>tflite.state.(input)</c> is the output that the next run takes.
/// </summary>
internal static class GraphMetadata
{
    public static void Write(Lowered lowered)
    {
        Write(lowered, "input", lowered.Graph.Inputs, lowered.Source.Inputs, lowered.Plan.OfInput);
        Write(lowered, "output", lowered.Graph.Outputs, lowered.Source.Outputs, lowered.Plan.OfOutput);
        Graph graph = lowered.Graph;
        foreach ((Value input, Value output) in graph.Inputs.TakeLast(graph.StateCount).Zip(graph.Outputs.TakeLast(graph.StateCount)))
        {
            graph.Metadata[$"tflite.state.{input.Name}"] = output.Name;
        }
    }

    private static void Write(Lowered lowered, string side, List<Value> values, int[] tensors, Func<int, Layout?> layout)
    {
        for (int i = 0; i < tensors.Length; i++)
        {
            TfliteTensor tensor = lowered.Source.Tensors[tensors[i]];
            string key = $"tflite.{side}.{values[i].Name}";
            lowered.Graph.Metadata[$"{key}.name"] = tensor.Name;
            if (values[i].Axes is { } axes)
            {
                lowered.Graph.Metadata[$"{key}.layout"] = Layout.Order(axes);
            }
            if (tensor.Scaling is not { } q)
            {
                continue;
            }
            lowered.Graph.Metadata[$"{key}.type"] = tensor.Type.ToString();
            lowered.Graph.Metadata[$"{key}.scale"] = string.Join(',', q.Scale.Select(s => s.ToString("R", CultureInfo.InvariantCulture)));
            lowered.Graph.Metadata[$"{key}.zero_point"] = string.Join(',', q.PerAxis ? q.ZeroPoint : q.ZeroPoint[..1]);
            if (q.PerAxis)
            {
                lowered.Graph.Metadata[$"{key}.axis"] = (layout(tensors[i])?.Map(q.Axis) ?? q.Axis).ToString(CultureInfo.InvariantCulture);
            }
        }
    }
}
