namespace Tflite2Onnx.Tests.Operators;

/// <summary>Not a test: records fixtures where a rig is named, see <see cref="Fixtures"/>.</summary>
[TestClass]
public sealed class Recorder
{
    [TestMethod]
    public void Record_what_LiteRT_gives()
    {
        if (Environment.GetEnvironmentVariable("TFLITE_RIG") is not { Length: > 0 } rig)
        {
            Assert.Inconclusive("TFLITE_RIG names no rig; nothing is recorded.");
            return;
        }
        foreach ((string family, OpCase[] cases) in Families.All)
        {
            Fixtures.Record(family, cases, rig);
        }
    }
}
