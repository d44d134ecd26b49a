namespace Tflite2Onnx.Build;

/// <summary>Lends cores for converting several models at a time.</summary>
internal interface ICoreLender
{
    /// <summary>Borrows up to so many; gives at least one.</summary>
    int Borrow(int wanted);

    void GiveBack(int borrowed);
}

/// <summary>All the machine has, for a process of its own.</summary>
internal sealed class MachineCores : ICoreLender
{
    public int Borrow(int wanted) => Math.Min(wanted, Environment.ProcessorCount);

    public void GiveBack(int borrowed)
    {
    }
}
