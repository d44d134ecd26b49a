using Microsoft.Build.Framework;

namespace Tflite2Onnx.Build;

/// <summary>The cores that MSBuild has to lend.</summary>
internal sealed class EngineCores(IBuildEngine engine) : ICoreLender
{
    private IBuildEngine9? _lender;

    public int Borrow(int wanted)
    {
        try
        {
            int lent = (engine as IBuildEngine9)?.RequestCores(wanted) ?? 1;
            _lender = engine as IBuildEngine9;
            return lent;
        }
        catch (NotImplementedException)
        {
            // A task host has the interface and lends nothing.
            return 1;
        }
    }

    public void GiveBack(int borrowed) => _lender?.ReleaseCores(borrowed);
}
