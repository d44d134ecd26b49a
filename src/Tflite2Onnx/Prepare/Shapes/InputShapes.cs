namespace Tflite2Onnx.Prepare;

/// <summary>The shapes of a graph's inputs, as <see cref="ConversionOptions.Shapes"/> and <see cref="ConversionOptions.BatchSize"/> have them.</summary>
internal sealed class InputShapes(TfliteGraph graph, ConversionOptions options, TensorShapes shapes)
{
    /// <summary>Reports names that no input has, and shapes of another rank.</summary>
    public static void Check(TfliteGraph graph, ConversionOptions options, DiagnosticBag log)
    {
        (TfliteTensor Tensor, string Name)[] inputs = [.. graph.Inputs.Select(t => graph.Tensors[t]).Zip(graph.InputNames)];
        foreach ((string name, int[] shape) in options.Shapes)
        {
            TfliteTensor? input = inputs.FirstOrDefault(i => i.Name == name || i.Tensor.Name == name).Tensor;
            if (input is null)
            {
                log.Add(Descriptors.UnknownTensor, "input", name, string.Join(", ", inputs.Select(i => $"'{i.Name}'").Distinct()));
            }
            else if (input.Shape is { } old && old.Length != shape.Length)
            {
                log.Add(Descriptors.UnknownOption, $"[{string.Join(", ", shape)}] is no shape of input '{name}', which has {old.Length} axes.");
            }
        }
    }

    /// <summary>Each input whose rank is known, with its dimensions. Inputs that have no batch, though one is asked for, are noted.</summary>
    public IEnumerable<(int Input, Dim[] Shape)> All(DiagnosticBag log)
    {
        int? batch = Batch();
        foreach ((int input, string name) in graph.Inputs.Zip(graph.InputNames))
        {
            if (Wanted(input, name) is { } wanted)
            {
                int[]? old = graph.Tensors[input].Shape;
                yield return (input, [.. wanted.Select((dimension, axis) => Given(old is null ? -1 : old[axis], dimension))]);
            }
            else if (graph.Tensors[input].Shape is { } shape && shapes.Claimed(shape) is { } claimed)
            {
                bool hasBatch = shape.Length > 0 && (shape[0] == batch || (shape[0] == -1 && batch == 1));
                if (batch is not null && !hasBatch)
                {
                    log.Add(Descriptors.InputIsShared, name, string.Join(", ", shape));
                }
                yield return (input, hasBatch ? [Dim.Of([new Factor(Factor.Batch, batch!.Value, options.BatchSize!.Value)]), .. claimed[1..]] : claimed);
            }
        }
    }

    private int[]? Wanted(int input, string name) =>
        options.Shapes.TryGetValue(name, out int[]? shape) || options.Shapes.TryGetValue(graph.Tensors[input].Name, out shape) ? shape : null;

    // A dimension that the file leaves open is a number like any other where an option gives it.
    private Dim Given(int file, int wanted) => file < 0 && wanted >= 0 ? Dim.Of(wanted) : shapes.New(file, wanted);

    // What the batch is in the file: the first dimension of all inputs or, where they differ, that of those of one image, with which go those that
    // leave it open. Null where no batch is asked for, or the one that the file has.
    private int? Batch()
    {
        int[] first = [.. graph.Inputs.Zip(graph.InputNames).Where(i => Wanted(i.First, i.Second) is null)
            .Select(i => graph.Tensors[i.First].Shape).Where(shape => shape is [_, ..]).Select(shape => shape![0])];
        bool isAsInFile = first.Length == 0 || (options.BatchSize > 0 && Array.TrueForAll(first, dimension => dimension == options.BatchSize));
        return options.BatchSize is null || isAsInFile ? null : first.Contains(1) ? 1 : first.Contains(-1) ? -1 : first[0];
    }
}
