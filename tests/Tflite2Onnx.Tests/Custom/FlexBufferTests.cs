namespace Tflite2Onnx.Tests.Custom;

/// <summary>What is written comes back, in every width; no bytes lead to an exception.</summary>
[TestClass]
public sealed class FlexBufferTests
{
    private static FlexMap Everything => new()
    {
        ["blob"] = new byte[] { 1, 0, 255 }, ["flag"] = true, ["flags"] = new[] { true, false }, ["int"] = -7L, ["ints"] = new long[] { 3, -1 }, ["map"] = new FlexMap { ["in"] = "side" },
        ["mixed"] = new object?[] { 1L, "two", null, new object?[] { 0.5 } }, ["names"] = new[] { "a", "bc" }, ["nothing"] = null, ["real"] = 0.5, ["floats"] = new[] { 0.25, -2.0 },
        ["text"] = "ä", ["z"] = (object?[])[],
    };

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(4)]
    [DataRow(8)]
    public void Every_kind_of_value_is_read_in_every_width(int width)
    {
        FlexMap written = Everything;
        if (width == 1)
        {
            // There are no floats of one byte, and offsets of one byte do not reach over all of this.
            foreach (string name in (string[])["real", "floats", "mixed", "flags", "names", "blob"])
            {
                written.Remove(name);
            }
        }
        Assert.IsTrue(FlexBuffer.TryRead(FlexWriter.Of(written, width), out object? root, out string fault), fault);
        Assert.AreEqual(Show(written), Show(root));
    }

    // What flatbuffers' own builder writes, in the options of an AudioSpectrogram.
    [TestMethod]
    public void A_buffer_of_the_original_library_is_read()
    {
        byte[] bytes = Convert.FromHexString("77696E646F775F73697A6500737472696465006D61676E69747564655F737175617265640003131B28030103010810680404062401");
        Assert.IsTrue(FlexBuffer.TryRead(bytes, out object? root, out _));
        Assert.AreEqual("{magnitude_squared: True, stride: 8, window_size: 16}", Show(root));
    }

    [TestMethod]
    public void Indirect_numbers_are_read()
    {
        // -2 and 1.5, each in four bytes, and a vector of where they are.
        byte[] bytes = [0xFE, 0xFF, 0xFF, 0xFF, 0, 0, 0xC0, 0x3F, 2, 9, 6, (6 << 2) | 2, (8 << 2) | 2, 4, 10 << 2, 1];
        Assert.IsTrue(FlexBuffer.TryRead(bytes, out object? root, out string fault), fault);
        Assert.AreEqual("[-2, 1.5]", Show(root));
    }

    [TestMethod]
    public void Fixed_vectors_are_read()
    {
        byte[] bytes = [5, 6, 7, 3, 19 << 2, 1];
        Assert.IsTrue(FlexBuffer.TryRead(bytes, out object? root, out string fault), fault);
        Assert.AreEqual("[5, 6, 7]", Show(root));
    }

    [TestMethod]
    [DataRow("", "they are too short")]
    [DataRow("0000", "they are too short")]
    [DataRow("050403", "the width of the root is damaged")]
    [DataRow("FF2801", "1 bytes at -256 are not within the 3 there are")]
    [DataRow("00A001", "a value is of type 40, which there is not")]
    public void Damage_is_told(string hex, string expected)
    {
        Assert.IsFalse(FlexBuffer.TryRead(Convert.FromHexString(hex), out _, out string fault));
        Assert.AreEqual(expected, fault);
    }

    // A vector that contains itself.
    [TestMethod]
    public void Nesting_without_end_is_refused()
    {
        byte[] bytes = [1, 0, 10 << 2, 2, 10 << 2, 1];
        Assert.IsFalse(FlexBuffer.TryRead(bytes, out _, out string fault));
        Assert.AreEqual("values are nested or repeated beyond reason", fault);
    }

    [TestMethod]
    public void Truncated_and_changed_bytes_never_throw()
    {
        var random = new Random(3);
        foreach (int width in (int[])[2, 4, 8])
        {
            byte[] sound = FlexWriter.Of(Everything, width);
            for (int i = 0; i < 20000; i++)
            {
                byte[] changed = [.. sound.AsSpan(random.Next(sound.Length))];
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
                changed[^random.Next(1, Math.Min(changed.Length, 16) + 1)] = (byte)random.Next(256);
                FlexBuffer.TryRead(changed, out _, out _);
            }
        }
    }

    private static string Show(object? value) => value switch
    {
        null => "null",
        FlexMap map => $"{{{string.Join(", ", map.Select(entry => $"{entry.Key}: {Show(entry.Value)}"))}}}",
        string text => text,
        System.Collections.IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Show))}]",
        _ => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value}"),
    };
}
