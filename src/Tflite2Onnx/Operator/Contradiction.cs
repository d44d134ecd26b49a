namespace Tflite2Onnx.Operator;

/// <summary>What numbers lead to that no exporter writes: a shape and an axis that contradict each other, a dimension beyond 32 bits, a stride of 0.</summary>
internal static class Contradiction
{
    public static bool Is(Exception fault) => fault is ArithmeticException or ArgumentException or IndexOutOfRangeException or InvalidOperationException;

    /// <summary>What is found; null also where that contradicts itself, which is refused where its own operators are converted.</summary>
    public static T? OrNone<T>(Func<T?> find)
        where T : class
    {
        try
        {
            return find();
        }
        catch (Exception fault) when (fault is Refusal || Is(fault))
        {
            return null;
        }
    }

    /// <summary>Whether something holds; where it contradicts itself it does not.</summary>
    public static bool OrFalse(Func<bool> holds)
    {
        try
        {
            return holds();
        }
        catch (Exception fault) when (fault is Refusal || Is(fault))
        {
            return false;
        }
    }
}
