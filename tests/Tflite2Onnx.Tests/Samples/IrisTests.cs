namespace Tflite2Onnx.Tests.Samples;

/// <summary>The model of samples/MlNet and samples/FSharp.</summary>
[TestClass]
public sealed class IrisTests
{
    [TestMethod]
    public void Committed_files_are_current()
    {
        CommittedFile.AssertCurrent("samples/MlNet/iris.tflite", SampleModels.Iris());
        CommittedFile.AssertCurrent("samples/FSharp/iris.tflite", SampleModels.Iris());
        CommittedFile.AssertCurrent("samples/FileBased/edges.tflite", SampleModels.Edges());
    }

    [TestMethod]
    public void Scores_are_shares_that_fall_with_the_distance()
    {
        using var onnx = new MemoryStream();
        Assert.IsTrue(Converter.Convert(SampleModels.Iris(), onnx).Succeeded);
        float[][] flowers = [[5.1f, 3.5f, 1.4f, 0.2f], [6.0f, 2.7f, 4.2f, 1.3f], [6.6f, 3.0f, 5.6f, 2.1f]];
        for (int species = 0; species < flowers.Length; species++)
        {
            var flower = new RunTensor(ElementType.Float, [1, 4], ModelBuilder.Bytes(flowers[species]));
            double[] scores = OnnxRunner.Run(onnx.ToArray(), [flower]).Single().Floats();
            Assert.AreEqual(1, scores.Sum(), 1e-5);
            Assert.AreEqual(species, Array.IndexOf(scores, scores.Max()));
        }
    }
}
