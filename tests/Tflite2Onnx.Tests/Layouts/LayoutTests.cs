namespace Tflite2Onnx.Tests.Layouts;

[TestClass]
public sealed class LayoutTests
{
    [TestMethod]
    public void Axes_are_found_in_the_other_order()
    {
        CollectionAssert.AreEqual(new[] { 0, 3, 1, 2 }, Layout.Nhwc.Perm);
        Assert.AreEqual(1, Layout.Nhwc.Map(3));
        Assert.AreEqual(1, Layout.Nhwc.Map(-1));
        Assert.AreEqual(2, Layout.Nhwc.Map(1));
        CollectionAssert.AreEqual(new[] { 2, 5, 3, 4 }, Layout.Nhwc.Permute([2, 3, 4, 5]));
    }

    [TestMethod]
    public void Between_two_layouts_lies_one_permutation()
    {
        int[] perm = Layout.Between(Layout.Nhwc, new Layout("NHWC", "CNHW"), 4);
        CollectionAssert.AreEqual(new[] { 1, 0, 2, 3 }, perm);
        CollectionAssert.AreEqual(new[] { 0, 2, 3, 1 }, Layout.Between(Layout.Nhwc, null, 4));
        CollectionAssert.AreEqual(new[] { 0, 1, 2, 3 }, Layout.Between(Layout.Nhwc, Layout.Nhwc, 4));
    }

    [TestMethod]
    [DataRow("NHWC", "NCHW", true)]
    [DataRow("NWC", "NCW", true)]
    [DataRow("NDHWC", "NCDHW", true)]
    [DataRow("NWC", "WCN", false)]
    [DataRow("NC", "CN", false)]
    public void Channels_first_is_one_layout_of_each_rank(string source, string target, bool isIt) =>
        Assert.AreEqual(isIt, new Layout(source, target).IsChannelsFirst);

    [TestMethod]
    public void Orders_are_read_by_their_letters()
    {
        Assert.AreEqual(Layout.Nhwc, Layout.Parse("nchw", 4));
        Assert.IsNull(Layout.Parse("NWC", 3));
        Assert.IsTrue(Layout.IsOrder("NCDHW", 5));
        Assert.IsFalse(Layout.IsOrder("NCHW", 5));
        Assert.IsFalse(Layout.IsOrder("NCHH", 4));
    }

    [TestMethod]
    public void Layouts_that_move_the_same_axes_are_equal() => Assert.AreEqual(Layout.Nhwc, new Layout("ABCD", "ADBC"));
}
