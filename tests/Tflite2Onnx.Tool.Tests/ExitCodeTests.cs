using Tflite2Onnx.Diagnostics;

namespace Tflite2Onnx.Tool.Tests;

[TestClass]
public sealed class ExitCodeTests
{
    [TestMethod]
    [DataRow(0, "T2O3001")]
    [DataRow(3, "T2O1001")]
    [DataRow(4, "T2O2001")]
    [DataRow(3, "T2O2001", "T2O1002", "T2O3001")]
    [DataRow(1, "T2O2001", "T2O1002", "T2O4002")]
    [DataRow(1, "T2O9001", "T2O1002")]
    public void The_gravest_counts(int expected, params string[] codes)
    {
        var log = new DiagnosticBag();
        foreach (string code in codes)
        {
            log.Add(Descriptors.All.Single(d => d.Code == code), "a", "b", "c");
        }
        Assert.AreEqual(expected, ExitCode.Of(log.All));
    }

    [TestMethod]
    public void An_exception_is_told_in_one_line_without_a_stack()
    {
        Diagnostic told = Faults.Of(new InvalidOperationException("first\nsecond"), "m.tflite");
        StringAssert.StartsWith(told.ToString(), "m.tflite : error T2O9001: a fault of the converter (InvalidOperationException: first second).");
    }
}
