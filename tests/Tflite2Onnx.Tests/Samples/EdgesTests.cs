namespace Tflite2Onnx.Tests.Samples;

/// <summary>The model of samples/ImageFilter.</summary>
[TestClass]
public sealed class EdgesTests
{
    [TestMethod]
    public void Committed_file_is_current() => CommittedFile.AssertCurrent("samples/ImageFilter/edges.tflite", SampleModels.Edges());

    [TestMethod]
    public void Finds_the_border_between_dark_and_bright()
    {
        // Five rows of: dark, dark, dark, white, white, white. The border lies between the third and the fourth column.
        float[] pixels = [.. Enumerable.Range(0, 5 * 6 * 3).Select(i => i / 3 % 6 < 3 ? 0.1f : 1f)];
        var picture = new RunTensor(ElementType.Float, [1, 5, 6, 3], ModelBuilder.Bytes(pixels));
        using var onnx = new MemoryStream();
        ConversionResult result = Converter.Convert(SampleModels.Edges(), onnx);
        Assert.IsTrue(result.Succeeded, string.Join("\n", result.Diagnostics));

        RunTensor edges = OnnxRunner.Run(onnx.ToArray(), [picture]).Single();
        CollectionAssert.AreEqual(new[] { 1, 3, 4, 1 }, edges.Shape);
        double[] row = [0, 1, 1, 0];
        CollectionAssert.AreEqual(row.Concat(row).Concat(row).ToArray(), edges.Floats().Select(v => Math.Round(v, 3)).ToArray());
    }
}
