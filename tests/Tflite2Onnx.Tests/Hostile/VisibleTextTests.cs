using System.Globalization;
using Tflite2Onnx.Diagnostics;

namespace Tflite2Onnx.Tests.Hostile;

/// <summary>Names out of a model, as they are printed.</summary>
[TestClass]
public sealed class VisibleTextTests
{
    [TestMethod]
    [DataRow("a name", "a name")]
    [DataRow("Größe 分類 \ud83d\ude00", "Größe 分類 \ud83d\ude00")]
    [DataRow("\u001b[2J", "\\u001B[2J")]
    [DataRow("a\r\nb\0", "a\\u000D\\u000Ab\\u0000")]
    [DataRow("\u009b31m\u007f", "\\u009B31m\\u007F")]
    [DataRow("\u202egpj", "\\u202Egpj")]
    [DataRow("\u2028\u2066\ufeff\u200b", "\\u2028\\u2066\\uFEFF\\u200B")]
    [DataRow("\udb40\udc41", "\\uDB40\\uDC41")]
    public void What_hides_is_shown(string text, string expected) => Assert.AreEqual(expected, VisibleText.Of(text));

    // No data of a test, which would arrive mended.
    [TestMethod]
    public void Halves_of_characters_are_shown() => Assert.AreEqual("x\\uD800y\\uDC00\\uD800", VisibleText.Of("x\ud800y\udc00\ud800"));

    [TestMethod]
    public void A_diagnostic_is_one_line_whatever_is_in_it()
    {
        foreach (string text in HostileTexts.All)
        {
            var log = new DiagnosticBag(text);
            log.Add(Descriptors.BadTensor, new ModelLocation(0, 1, text, text), text);
            string line = log.All[0].ToString();
            Assert.IsFalse(line.Any(c => char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator), line);
            Assert.AreEqual(text, log.All[0].Tensor, "where it is, is data");
        }
    }
}
