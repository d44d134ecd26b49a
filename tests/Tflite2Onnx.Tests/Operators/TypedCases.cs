namespace Tflite2Onnx.Tests.Operators;

/// <summary>A case of floats in other element types: one row of a table that stands for several.</summary>
internal static class TypedCases
{
    /// <summary>
    /// The case once per type, which its operands and results of floats then have: integers of 8 and 16 bits with the scale and the zero point that
    /// spread their range over all of the type, others as they are. Ranges that differ make parameters that differ.
    /// </summary>
    public static IEnumerable<OpCase> As(this OpCase test, params TensorType[] types) =>
        types.Select(type => Typed(test, Name(type), operand => IsSmall(type) ? Quantized(operand, type) : Plain(operand, type)));

    /// <summary>The same with integers that are no floats.</summary>
    public static IEnumerable<OpCase> Unscaled(this OpCase test, params TensorType[] types) =>
        types.Select(type => Typed(test, IsSmall(type) ? $"{Name(type)} without a scale" : Name(type), operand => Plain(operand, type)));

    /// <summary>The case in a type that no model of the tests is given: operands are cast to it, and results back.</summary>
    public static OpCase Within(this OpCase test, TensorType type) => test with
    {
        Name = test.Name == "plain" ? $"within {Name(type)}" : $"{test.Name}, within {Name(type)}",
        Place = test.In.Count(operand => operand?.Type == TensorType.FLOAT32),
        Whole = open =>
        {
            var builder = new ModelBuilder();
            int Cast(int from, TensorType to)
            {
                int cast = builder.Tensor(to, builder.ShapeOf(from));
                builder.Operator(BuiltinOperator.CAST, [from], [cast], new CastOptionsT());
                return cast;
            }
            int[] inputs = [.. test.In.Select((operand, i) => operand!.IsConstant ? builder.Constant(operand.Type, operand.Shape, operand.Bytes(i + 1))
                : builder.Input(operand.Type, open && operand.Signature is { } shape ? shape : operand.Shape))];
            inputs = [.. inputs.Select((input, i) => test.In[i]!.Type == TensorType.FLOAT32 ? Cast(input, type) : input)];
            int[] results = [.. test.Out.Select(result => builder.Tensor(result.Type == TensorType.FLOAT32 ? type : result.Type, result.Shape))];
            builder.Operator(test.Code, inputs, results, test.Options, version: test.Version);
            Array.ForEach(results, result => builder.Output(Cast(result, TensorType.FLOAT32)));
            return builder.Build();
        },
    };

    private static OpCase Typed(OpCase test, string type, Func<Operand, Operand> change)
    {
        Operand Changed(Operand operand) => operand.Type == TensorType.FLOAT32 ? change(operand) : operand;
        return test with
        {
            Name = test.Name == "plain" ? type : $"{test.Name}, {type}",
            In = [.. test.In.Select(operand => operand is null ? null : Changed(operand))],
            Out = [.. test.Out.Select(Changed)],
        };
    }

    private static string Name(TensorType type) => type.ToString().ToLowerInvariant();

    private static bool IsSmall(TensorType type) => type is TensorType.INT8 or TensorType.UINT8 or TensorType.INT16;

    // 0 is among the floats that integers stand for. TFLite's integers of 16 bits have the zero point 0.
    private static Operand Quantized(Operand floats, TensorType type)
    {
        (double low, double high) = (Math.Min(floats.Range.Low, 0), Math.Max(floats.Range.High, 0));
        (long lowest, long highest) = type.ToElementType().Range();
        double scale = type == TensorType.INT16 ? Math.Max(-low, high) / 32768 : (high - low) / 256;
        double zero = type == TensorType.INT16 ? 0 : Math.Round(lowest - (low / scale));
        double Step(double real) => Math.Clamp(Math.Round(real / scale) + zero, lowest, highest);
        return floats with
        {
            Type = type,
            Quantization = ModelBuilder.Quantized((float)scale, (long)zero),
            Range = (Step(floats.Range.Low), Step(floats.Range.High)),
            Values = floats.Values?.Select(Step).ToArray(),
        };
    }

    // A range that says nothing becomes the type's own.
    private static Operand Plain(Operand floats, TensorType type)
    {
        var plain = new Operand(type, floats.Shape);
        (double low, double high) = floats.Range == new Operand(floats.Type, []).Range ? plain.Range : floats.Range;
        bool isCounting = type.ToElementType().IsUnsigned() || type == TensorType.BOOL;
        bool isReal = type.ToElementType().IsFloat();
        return floats with
        {
            Type = type,
            Range = (isCounting ? Math.Max(low, 0) : low, type == TensorType.BOOL ? Math.Min(high, 1) : high),
            Values = isReal ? floats.Values : floats.Values?.Select(value => Math.Round(value)).ToArray(),
        };
    }
}
