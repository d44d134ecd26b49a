namespace Tflite2Onnx.Operators;

/// <summary>Elements as another type (cast.cc).</summary>
internal static class Casting
{
    /// <summary>The first operand as the result's type: of complex numbers the real part, floats as complex numbers without an imaginary one.</summary>
    public static Value Convert(OpContext op)
    {
        ElementType type = ComplexTensors.PartType(op.Output(0).Type.ToElementType());
        Value real = Cast(op, ComplexTensors.Is(op.Input(0)) ? op.Part(0, 0) : op.In(0), type);
        if (!ComplexTensors.Is(op.Output(0)))
        {
            return real;
        }
        int last = op.Rank(0);
        return op.Emit("Concat", [op.Unsqueeze(real, last), op.Unsqueeze(op.Fill(real, 0), last)], new() { ["axis"] = (long)last });
    }

    /// <summary>
    /// Elements as another type, floats held within the range of an integer one (SaturatingCastFloatingToInteger of cast.cc): ONNX leaves open
    /// what becomes of NaN and of what the type does not hold.
    /// </summary>
    public static Value Cast(OpContext op, Value x, ElementType type)
    {
        if (!x.Type.IsFloat() || type.IsFloat() || type == ElementType.Bool)
        {
            return op.Cast(x, type);
        }
        int bits = type.IsUnsigned() ? type.Bits() : type.Bits() - 1;
        double lowest = type.IsUnsigned() ? 0 : -Math.Pow(2, bits);
        Value fits = op.Emit("Less", [x, Constants.Scalar(Math.Pow(2, bits), x.Type)]);
        Value most = Value.Of(Constants.FromIntegers(type, [], [type == ElementType.Int64 ? long.MaxValue : (1L << bits) - 1]), "highest");
        return op.Emit("Where", [fits, op.Cast(op.Emit("Max", [x, Constants.Scalar(lowest, x.Type)]), type), most]);
    }
}
