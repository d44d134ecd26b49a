using Tflite2Onnx.Tests.States;

namespace Tflite2Onnx.Tests.Samples;

/// <summary>The model of samples/Stateful.</summary>
[TestClass]
public sealed class MeterTests
{
    [TestMethod]
    public void Committed_file_is_current() => CommittedFile.AssertCurrent("samples/Stateful/meter.tflite", SampleModels.Meter());

    [TestMethod]
    public void The_peak_jumps_up_and_falls_slowly()
    {
        using var meter = new StatefulModel(SampleModels.Meter());
        double[] peaks = [.. new[] { 0.5f, 0, 0.1f, 1 }.Select(level => meter.Run(new RunTensor(ElementType.Float, [1, 160], ModelBuilder.Bytes(Enumerable.Repeat(level, 160).ToArray())))[0].Floats()[0])];
        double[] expected = [0.5, 0.4, 0.32, 1];
        for (int i = 0; i < peaks.Length; i++)
        {
            Assert.AreEqual(expected[i], peaks[i], 1e-6);
        }
    }
}
