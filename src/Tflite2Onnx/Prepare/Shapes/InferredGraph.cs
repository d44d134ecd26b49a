namespace Tflite2Onnx.Prepare;

/// <summary>A graph while its tensors' shapes are inferred.</summary>
internal sealed class InferredGraph
{
    private readonly TfliteTensor[] _tensors;
    private readonly DiagnosticBag _log;
    private readonly HashSet<int> _reported = [];

    public InferredGraph(TfliteGraph graph, DiagnosticBag log)
    {
        (_tensors, _log) = ([.. graph.Tensors], log);
        (Graph, Shapes) = (graph with { Tensors = _tensors }, new TensorShapes(graph));
    }

    /// <summary>The graph, with the shapes that are known so far.</summary>
    public TfliteGraph Graph { get; }

    public TensorShapes Shapes { get; }

    /// <summary>Does what a shape may be refused in: reported once, however often a loop's body is walked. Results are then what the file says.</summary>
    public void Attempt(TfliteOperator op, Action settle)
    {
        try
        {
            settle();
        }
        catch (Refusal refusal)
        {
            Refuse(op, () => refusal.Report(_log, Graph.LocationOf(op)));
        }
        catch (OverflowException)
        {
            Refuse(op, () => new FileContradiction("The dimensions of its results are beyond 64 bits").Report(_log, Graph.LocationOf(op)));
        }
#pragma warning disable CA1031 // A fault of the converter at one operator: it is told as one, and the other operators are looked at.
        catch (Exception fault) when (DiagnosticBag.IsFault(fault))
#pragma warning restore CA1031
        {
            Refuse(op, () => _log.Fault(Graph.LocationOf(op), fault));
        }
    }

    /// <summary>An operator's results have these shapes. Where its operands are as in the file, what that says counts as well.</summary>
    public void Settle(TfliteOperator op, ResultShapes results)
    {
        bool isChanged = op.Inputs.Any(t => t >= 0 && (Shapes.HasBatch(t) || Shapes.IsChanged(t) || Shapes.CountsImages(t)));
        bool isKnown = op.Inputs.All(t => t < 0 || (Shapes[t] is { } shape && Array.TrueForAll(shape, dim => dim.Number is not null)));
        for (int i = 0; i < op.Outputs.Length; i++)
        {
            if (op.Outputs[i] is >= 0 and int output && !_tensors[output].IsConstant)
            {
                Set(output, isChanged ? results[i] ?? Opened(Shapes.Claim(output)) : Checked(op, output, results[i], isKnown));
            }
        }
    }

    /// <summary>A tensor has this shape; null where not even its rank is known.</summary>
    public void Set(int tensor, Dim[]? shape)
    {
        Shapes[tensor] = shape;
        if (shape is null)
        {
            _tensors[tensor] = _tensors[tensor] with { Shape = null };
            return;
        }
        if (shape.Sum(dim => dim.Factors.Count(factor => factor.IsBatch)) > 1)
        {
            throw ShapeView.Mixing($"each image would meet every other one in '{_tensors[tensor].Name}'");
        }
        int[] now = Array.ConvertAll(shape, dim => FileNumber.Int(dim.Now));
        bool isChanged = Array.Exists(shape, dim => dim.IsChanged);
        if (isChanged || _tensors[tensor].Shape is not { } had || !had.AsSpan().SequenceEqual(now))
        {
            int[]? inFile = isChanged ? Array.ConvertAll(shape, dim => FileNumber.Int(dim.File)) : null;
            _tensors[tensor] = _tensors[tensor] with { Shape = now, FileShape = inFile };
        }
    }

    /// <summary>Whoever asked for a batch finds one image behind the other.</summary>
    public void CheckOutputs()
    {
        foreach (int output in Graph.Outputs.Distinct())
        {
            Factor[] factors = [.. (Shapes[output] ?? []).SelectMany(dim => dim.Factors)];
            int at = Array.FindIndex(factors, factor => factor.IsBatch);
            if (at > 0 || Shapes.CountsImages(output))
            {
                string what = at > 0 ? "the images would not come out one behind the other" : "the result would say how many images there are";
                _log.Add(Descriptors.MixesImages, _tensors[output].Location, what);
            }
        }
    }

    private void Refuse(TfliteOperator op, Action report)
    {
        if (_reported.Add(op.Index))
        {
            report();
        }
        foreach (int output in op.Outputs.Where(t => t >= 0))
        {
            Shapes[output] = Shapes.Claimed(Shapes.Claim(output));
        }
    }

    // All of its dimensions may be others than in the file.
    private Dim[]? Opened(int[]? claim) => claim is null ? null : Array.ConvertAll(claim, dimension => Shapes.New(dimension, -1));

    private Dim[]? Checked(TfliteOperator op, int output, Dim[]? shape, bool isKnown)
    {
        int[]? claim = Shapes.Claim(output);
        if (shape is null || claim is null)
        {
            return shape ?? Shapes.Claimed(claim);
        }
        bool agrees = claim.Length == shape.Length && !shape.Where((dim, i) => dim.Number is { } number && claim[i] >= 0 && claim[i] != number).Any();
        if (agrees)
        {
            return [.. shape.Select((dim, axis) => dim.Number is null && claim[axis] >= 0 ? Dim.Of(claim[axis]) : dim)];
        }
        if (isKnown && _reported.Add(op.Index))
        {
            ModelLocation where = Graph.LocationOf(op) with { Tensor = _tensors[output].Name };
            _log.Add(Descriptors.ShapeCorrected, where, string.Join(", ", claim), string.Join(", ", shape));
        }
        return isKnown ? shape : Shapes.Claimed(claim);
    }
}
