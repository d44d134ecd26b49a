namespace Tflite2Onnx.Tests.Layouts;

[TestClass]
public sealed class AxisMapTests
{
    private static readonly int[] Image = [2, 3, 4, 5];

    [TestMethod]
    [DataRow(new[] { 0, 3 }, null, DisplayName = "without height and width nothing is moved")]
    [DataRow(new[] { 0, 2, 3 }, "NWC>NCW")]
    [DataRow(new[] { 0, -1, 1, 2, 3 }, "NAHWC>NCAHW", DisplayName = "a new axis stands between its neighbours")]
    [DataRow(new[] { 0, 3, 1, 2 }, null, DisplayName = "a transpose is a change of names only")]
    [DataRow(new[] { 0, 3, 2, 1 }, "NCWH>NCHW")]
    public void Axes_that_come_and_go_leave_the_others_in_order(int[] origins, string? layout) => Assert.AreEqual(layout, Result(AxisMap.Of(origins, Image)));

    [TestMethod]
    [DataRow(new[] { 2, 12, 5 }, "N(HW)C>NC(HW)")]
    [DataRow(new[] { 2, 60 }, "N(HWC)>N(CHW)", DisplayName = "flattened, the elements stand in another order")]
    [DataRow(new[] { 2, 3, 4, 5, 1 }, "NHWCA>NCAHW")]
    [DataRow(new[] { 2, 3, 2, 2, 5 }, "NHcdC>NCHcd", DisplayName = "a split axis stays together")]
    public void Merged_and_split_axes_stay_where_they_are(int[] shape, string layout) => Assert.AreEqual(layout, Result(AxisMap.OfReshape(Image, shape)));

    [TestMethod]
    [DataRow(new[] { 2, 3, 20 }, DisplayName = "width and channels do not stand side by side")]
    [DataRow(new[] { 24, 5 }, DisplayName = "nor do the batch and the height")]
    [DataRow(new[] { 6, 20 })]
    public void Axes_that_are_apart_cannot_be_merged(int[] shape)
    {
        AxisMap? map = AxisMap.OfReshape(Image, shape);
        Assert.IsFalse(map!.TryThrough(Layout.Nhwc, out _));
    }

    [TestMethod]
    public void An_image_of_one_batch_is_a_list_of_pixels_the_other_way_round() =>
        Assert.AreEqual("(HW)C>C(HW)", Result(AxisMap.OfReshape([1, 3, 4, 5], [12, 5])));

    [TestMethod]
    public void What_was_flattened_falls_apart_again()
    {
        Assert.IsTrue(AxisMap.OfReshape(Image, [2, 60])!.TryThrough(Layout.Nhwc, out Layout? flat));
        Assert.IsTrue(AxisMap.OfReshape([2, 60], Image)!.TryThrough(flat!, out Layout? image));
        Assert.AreEqual(Layout.Nhwc, image);
        Assert.IsFalse(AxisMap.OfReshape([2, 60], [2, 20, 3])!.TryThrough(flat!, out _), "into other parts");
        Assert.IsTrue(AxisMap.OfReshape([2, 60], [2, 1, 60])!.TryThrough(flat!, out Layout? wide));
        Assert.IsTrue(wide!.IsShuffled);
    }

    [TestMethod]
    public void The_way_back_is_the_way_there_turned_round()
    {
        Assert.IsTrue(AxisMap.OfReshape([2, 12, 5], Image)!.TryBack(Layout.Nhwc, out Layout? operand));
        Assert.AreEqual("N(HW)C>NC(HW)", operand!.ToString());
        Assert.IsTrue(AxisMap.Of([0, 3, 1, 2], Image)!.TryBack(new Layout("NCHW", "NHWC"), out Layout? transposed));
        Assert.IsNull(transposed, "in the order of the operand the result is the operand");
    }

    [TestMethod]
    public void Unknown_dimensions_are_followed_where_they_stand_alone()
    {
        Assert.AreEqual("N(HW)C>NC(HW)", Result(AxisMap.OfReshape([-1, 3, 4, 5], [-1, 12, 5])));
        Assert.IsNull(AxisMap.OfReshape([-1, 3, 4, 5], [-1, 5]));
        Assert.IsNull(AxisMap.OfReshape([-1, -1, 4, 5], [-1, -1, 20]));
    }

    [TestMethod]
    public void What_are_no_axes_is_no_map()
    {
        Assert.IsNull(AxisMap.Of([0, 4], Image));
        Assert.IsNull(AxisMap.Of([1, 1], Image));
    }

    private static string? Result(AxisMap? map)
    {
        Assert.IsTrue(map!.TryThrough(Layout.Nhwc, out Layout? result));
        return result?.ToString();
    }
}
