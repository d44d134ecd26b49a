namespace Tflite2Onnx.Tests.Operators;

[TestClass]
public sealed class FixturesTests
{
    private static readonly float[] Odd = [0f, -0f, 1f / 3, float.Epsilon, float.MaxValue, float.PositiveInfinity, float.NegativeInfinity, 1e-20f];

    [TestMethod]
    public void Files_are_as_the_recorder_writes_them()
    {
        foreach (string family in Families.All.Keys)
        {
            string path = Path.Combine(Repository.Root, Fixtures.PathOf(family));
            string text = File.Exists(path) ? File.ReadAllText(path) : Fixtures.Print([]);
            Assert.AreEqual(text, Fixtures.Print(Fixtures.Parse(text)), family);
        }
    }

    [TestMethod]
    public void Numbers_come_back_to_the_bit()
    {
        AssertKept(new(ElementType.Float, [2, 4], ModelBuilder.Bytes(Odd)), readable: true);
        AssertKept(new(ElementType.Float16, [5], ModelBuilder.Bytes([.. Odd[..5].Select(number => (Half)number)])), readable: true);
        AssertKept(new(ElementType.Double, [2], ModelBuilder.Bytes([Math.PI, -0d])), readable: true);
        AssertKept(new(ElementType.UInt64, [1, 2], ModelBuilder.Bytes([ulong.MaxValue, 1ul])), readable: true);
        AssertKept(new(ElementType.Int64, [], ModelBuilder.Bytes([long.MinValue + 1])), readable: true);
        AssertKept(new(ElementType.Bool, [0, 3], []), readable: true);
        AssertKept(new(ElementType.Float, [2], ModelBuilder.Bytes([BitConverter.Int32BitsToSingle(0x7FC00001), float.NaN])), readable: false);
    }

    private static void AssertKept(RunTensor tensor, bool readable)
    {
        string text = Fixtures.Print([new("case", new Fixture("model", [tensor]))]);
        RunTensor read = Fixtures.Parse(text)["case"].Outputs[0];
        Assert.AreEqual(readable, text.Contains("rows", StringComparison.Ordinal), text);
        Assert.AreEqual(tensor.Type, read.Type);
        CollectionAssert.AreEqual(tensor.Shape, read.Shape);
        CollectionAssert.AreEqual(tensor.Bytes, read.Bytes, text);
    }
}
