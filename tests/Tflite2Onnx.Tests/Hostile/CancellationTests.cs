using System.Diagnostics;

namespace Tflite2Onnx.Tests.Hostile;

/// <summary>A conversion that is cancelled ends at once, wherever it is.</summary>
[TestClass]
public sealed class CancellationTests
{
    [TestMethod]
    public void Wherever_it_is_it_ends()
    {
        byte[] model = GeneratedModels.Ladder(5_000);
        string folder = Directory.CreateTempSubdirectory("cancelled").FullName;
        var whole = Stopwatch.StartNew();
        Assert.IsTrue(Converter.Convert(model, Path.Combine(folder, "whole.onnx")).Succeeded);
        whole.Stop();
        for (int part = 1; part < 10; part++)
        {
            using var cancellation = new CancellationTokenSource(whole.Elapsed * part / 12);
            long cancelled = 0;
            using CancellationTokenRegistration noted = cancellation.Token.Register(() => cancelled = Stopwatch.GetTimestamp());
            try
            {
                Converter.Convert(model, Path.Combine(folder, "m.onnx"), null, cancellation.Token);
                // Faster than the first time.
                File.Delete(Path.Combine(folder, "m.onnx"));
            }
            catch (OperationCanceledException)
            {
                double late = Stopwatch.GetElapsedTime(cancelled).TotalSeconds;
                Assert.IsLessThan(1 + (whole.Elapsed.TotalSeconds / 4), late, $"after {part} twelfths of {whole.Elapsed.TotalSeconds} s");
            }
            Assert.HasCount(1, Directory.GetFiles(folder));
        }
        Directory.Delete(folder, recursive: true);
    }
}
