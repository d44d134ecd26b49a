namespace Tflite2Onnx.Tests.Lowering;

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
    public void Without_height_and_width_nothing_is_moved() => Assert.IsNull(Layout.Nhwc.Through([0, 3]));

    [TestMethod]
    public void Without_height_the_channels_are_still_in_front_of_the_width() => Assert.AreEqual("NWC>NCW", Layout.Nhwc.Through([0, 2, 3])!.ToString());

    [TestMethod]
    public void A_new_axis_stands_between_its_neighbours() => Assert.AreEqual("NAHWC>NCAHW", Layout.Nhwc.Through([0, -1, 1, 2, 3])!.ToString());

    [TestMethod]
    public void A_transpose_is_a_change_of_names_only()
    {
        Assert.IsNull(Layout.Nhwc.Through([0, 3, 1, 2]));
        CollectionAssert.AreEqual(new[] { 0, 1, 3, 2 }, Layout.Nhwc.Through([0, 3, 2, 1])!.Perm);
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
    public void Channels_first_is_one_layout_of_each_rank(string source, string target, bool isIt) => Assert.AreEqual(isIt, new Layout(source, target).IsChannelsFirst);

    [TestMethod]
    public void Layouts_that_move_the_same_axes_are_equal() => Assert.AreEqual(Layout.Nhwc, new Layout("ABCD", "ADBC"));
}
