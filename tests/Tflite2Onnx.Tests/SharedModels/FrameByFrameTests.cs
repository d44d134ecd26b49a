using Tflite2Onnx.Tests.States;

namespace Tflite2Onnx.Tests.SharedModels;

/// <summary>
/// Wake word models, which look at a few rows of a spectrogram at a time and keep the rest: what tfjs-tflite's runtime gives for twenty calls
/// in a row, with inputs of the seeds 5000, 5001 and so on.
/// </summary>
[TestClass]
public sealed class FrameByFrameTests
{
    [TestMethod]
    [DataRow("okay_nabu-wakeword", new[] { 40, 40, 47, 54, 63, 63, 63, 54, 47, 47, 34, 29, 21, 15, 10, 7, 3, 2, 1, 1 })]
    [DataRow("hey_home_assistant", new[] { 25, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 })]
    public void Twenty_frames_are_those_of_TFLite(string name, int[] expected)
    {
        string path = Path.Combine(SharedModelsTests.Folder, "models", "wakeword", $"{name}.tflite");
        if (!File.Exists(path))
        {
            Assert.Inconclusive(SharedModelsTests.NoFolder);
        }
        byte[] file = File.ReadAllBytes(path);
        TfliteGraph graph = TfliteModel.Read(file, new())!.Main;
        int[] shape = graph.Tensors[graph.Inputs[0]].Shape!;
        using var model = new StatefulModel(file);
        int[] got = [.. expected.Select((_, frame) => (int)model.Run(RigInputs.Fill(ElementType.Int8, shape, 5000 + frame))[0].Bytes[0])];
        CollectionAssert.AreEqual(expected, got, string.Join(", ", got));
    }
}
