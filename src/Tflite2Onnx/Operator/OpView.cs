namespace Tflite2Onnx.Operator;

/// <summary>The facts of one TFLite operator, in TFLite's order of axes: what layout rules and conversions may look at.</summary>
internal class OpView(TfliteGraph graph, TfliteOperator source)
{
    public TfliteOperator Source => source;

    public TfliteGraph Graph => graph;

    public int InputCount => source.Inputs.Length;

    public int OutputCount => source.Outputs.Length;

    /// <summary>Whether complex tensors are among its operands and results.</summary>
    public bool IsComplex => source.Inputs.Concat(source.Outputs).Any(t => t >= 0 && ComplexTensors.Is(graph.Tensors[t]));

    public bool Has(int input) => input < source.Inputs.Length && source.Inputs[input] >= 0;

    public TfliteTensor Input(int i) => Has(i) ? graph.Tensors[source.Inputs[i]] : throw new Refusal(WayOut.ReExport, $"input {i} is missing");

    public TfliteTensor Output(int i) =>
        i < source.Outputs.Length && source.Outputs[i] >= 0 ? graph.Tensors[source.Outputs[i]] : throw new Refusal(WayOut.ReExport, $"output {i} is missing");

    /// <summary>The quantization of a tensor of the operator's inside.</summary>
    public QuantParams Intermediate(int i) =>
        i < source.Intermediates.Length && source.Intermediates[i] >= 0 && graph.Tensors[source.Intermediates[i]].Quantization is { } q ? q
            : throw new Refusal(WayOut.ReExport, $"the scale of intermediate {i} is missing");

    /// <summary>Dimensions of an input; refuses when not even its rank is known.</summary>
    public FileList<int> Shape(int input) =>
        Input(input).Shape is { } shape ? new(shape, $"The shape of input {input}")
            : throw new Refusal(WayOut.GiveShapes, $"the rank of input {input} is not known before a run");

    public int Rank(int input) => Shape(input).Length;

    /// <summary>
    /// Dimensions of an input in the file, where options give others: what numbers that the file has beside them are to be read with.
    /// </summary>
    public int[] FileShape(int input) => Input(input).FileShape ?? Shape(input);

    /// <summary>Whether the input has so many axes; where they are not known, a run tells.</summary>
    public void Expect(int input, int rank)
    {
        if (Input(input).Shape is { } shape && shape.Length != rank)
        {
            throw new FileContradiction($"Input {input} has {shape.Length} axes where {rank} are expected");
        }
    }

    /// <summary>The rank of an input that has to have so many axes at least.</summary>
    public int RankFrom(int least, int input) =>
        Rank(input) >= least ? Rank(input) : throw new FileContradiction($"Input {input} has {Rank(input)} axes where {least} are expected");

    /// <summary>The integers of a constant input, in order; refuses an input that is computed.</summary>
    public FileList<long> Integers(int input) =>
        TryIntegers(input) ?? throw new Refusal(WayOut.MakeConstant, $"input {input} ('{Input(input).Name}') has to be a constant");

    /// <summary>The integers of an input when it is a constant, otherwise null.</summary>
    public FileList<long>? TryIntegers(int input)
    {
        if (!Has(input) || !Input(input).IsConstant)
        {
            return null;
        }
        Constant constant = Constants.Of(Input(input));
        return constant.HoldsIntegers ? new(constant.Integers(), $"Input {input}")
            : throw new FileContradiction($"Input {input} ('{Input(input).Name}') is {Input(input).Type} where integers are expected");
    }

    /// <summary>A constant integer input of one element.</summary>
    public int Integer(int input) =>
        Integers(input) is [long only] ? FileNumber.Int(only) : throw new Refusal(WayOut.Rewrite, $"input {input} has to have one element");

    /// <summary>
    /// What is found of the operator before it is converted; null also where this use is refused, which its conversion comes upon as well, and
    /// reports. A fault of the converter's own is told at the operator.
    /// </summary>
    public T? Tried<T>(Func<OpView, T?>? find)
        where T : class
    {
        try
        {
            return Refusal.OrNone(() => find?.Invoke(this));
        }
        catch (Exception fault) when (DiagnosticBag.IsFault(fault))
        {
            throw new OperatorFault(graph.LocationOf(source), fault);
        }
    }

    /// <summary>A subgraph that the operator's options name; refuses a number that is none.</summary>
    public TfliteGraph Subgraph(int index) =>
        index >= 0 && index < graph.Subgraphs.Length ? graph.Subgraphs[index]
            : throw new FileContradiction(Descriptors.BadReference, $"Its body is subgraph {index} of {graph.Subgraphs.Length}");

    public TOptions Options<TOptions>()
        where TOptions : struct, IFlatTable<TOptions>
    {
        if (source.Options<TOptions>() is { } options)
        {
            return options;
        }
        (BuiltinOptions first, BuiltinOptions2 second) = source.OptionTags;
        throw new FileContradiction(Descriptors.WrongOptions, first != BuiltinOptions.NONE ? first : second, typeof(TOptions).Name);
    }

    /// <summary>A custom operator's options by their names; refuses bytes that hold none.</summary>
    public CustomOptions CustomOptions => CustomOptions.Of(source);
}
