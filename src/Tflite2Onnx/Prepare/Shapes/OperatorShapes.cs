namespace Tflite2Onnx.Prepare;

/// <summary>Asks each operator for the shapes of its results, and refuses those that would mix images.</summary>
internal sealed class OperatorShapes(InferredGraph graph, OpDefinition?[] definitions, bool keepsState, Dictionary<TfliteOperator, Exception> faults)
{
    // Whether nobody reads in a run what that run has assigned to variables, and the next one does not either.
    private readonly Lazy<bool> _forgets = new(() => !keepsState && graph.Graph.Operators.All(
        op => op.Code != BuiltinOperator.READ_VARIABLE || op.Outputs.All(t => t < 0 || graph.Graph.Tensors[t].IsConstant)));

    public void Infer(TfliteOperator op)
    {
        if (op.Outputs.Length == 0 || !op.Outputs.All(t => t >= 0 && graph.Graph.Tensors[t].IsConstant))
        {
            graph.Attempt(op, () => graph.Settle(op, Results(op)));
        }
    }

    private ResultShapes Results(TfliteOperator op)
    {
        OpDefinition? definition = definitions[op.Index];
        if (definition is CallDefinition)
        {
            return graph.Shapes[op.Inputs[0]];
        }
        var view = new ShapeView(graph.Graph, op, graph.Shapes);
        ResultShapes results = default;
        try
        {
            results = definition?.ShapesOf(view) ?? default;
        }
        catch (Exception fault) when (fault is (Refusal and not ShapeRefusal) or OverflowException)
        {
            // The conversion comes upon what it needs to know, and reports it.
            if (fault is FileContradiction)
            {
                faults[op] = fault;
            }
        }
#pragma warning disable CA1031 // A fault of the converter, which is told where the operator is converted; the other operators are looked at.
        catch (Exception fault) when (fault is not ShapeRefusal && DiagnosticBag.IsFault(fault))
#pragma warning restore CA1031
        {
            faults[op] = fault;
        }
        bool isCount = Counts(op, view);
        if (op.Inputs.Any(t => t >= 0 && graph.Shapes.HasBatch(t)) && !isCount && !(op.Code == BuiltinOperator.ASSIGN_VARIABLE && _forgets.Value))
        {
            CheckImages(op, definition, results);
        }
        return results;
    }

    private void CheckImages(TfliteOperator op, OpDefinition? definition, ResultShapes results)
    {
        Dim[]?[] shapes = [.. Enumerable.Range(0, op.Outputs.Length).Select(i => results[i])];
        if (shapes.All(shape => shape is null))
        {
            throw ShapeView.Mixing("nothing says that it keeps images apart");
        }
        if (Array.Exists(shapes, shape => shape is not null && !Array.Exists(shape, dim => dim.HasBatch)))
        {
            throw ShapeView.Mixing("images would meet in a result that is one for all");
        }
        if (keepsState && definition is { States.Length: > 0 } && op.Inputs.Any(t => t >= 0 && graph.Graph.Tensors[t].IsVariable))
        {
            throw ShapeView.Mixing("it keeps a state from run to run");
        }
    }

    // Whether the integers of the result follow dimensions. How many images there are may go into shapes, and into nothing else.
    private bool Counts(TfliteOperator op, ShapeView view)
    {
        bool mayCount = op.Outputs is [>= 0 and int output] && graph.Graph.Tensors[output].Type is TensorType.INT32 or TensorType.INT64;
        Dim[]? numbers = mayCount ? Numbers(new ShapeView(graph.Graph, op, graph.Shapes)) : null;
        if (numbers is not null)
        {
            graph.Shapes.Set(op.Outputs[0], numbers);
        }
        else if (Enumerable.Range(0, op.Inputs.Length).Any(i => view.Has(i) && graph.Shapes.CountsImages(op.Inputs[i]) && !view.HasRead(i)))
        {
            throw ShapeView.Mixing("it computes with the number of images");
        }
        return numbers is not null;
    }

    // Null also where numbers that are no dimensions are beyond 64 bits.
    private static Dim[]? Numbers(ShapeView view)
    {
        try
        {
            return Refusal.OrNone(() => ShapeNumbers.Of(view));
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
