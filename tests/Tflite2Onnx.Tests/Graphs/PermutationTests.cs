namespace Tflite2Onnx.Tests.Graphs;

[TestClass]
public sealed class PermutationTests
{
    [TestMethod]
    [DataRow(new[] { 2, 3, 4, 5 }, new[] { 0, 3, 1, 2 })]
    [DataRow(new[] { 2, 3, 4, 5 }, new[] { 3, 0, 1, 2 })]
    [DataRow(new[] { 2, 3, 4, 5 }, new[] { 3, 2, 1, 0 })]
    [DataRow(new[] { 2, 3, 4, 5 }, new[] { 1, 0, 2, 3 })]
    [DataRow(new[] { 1, 40, 1, 70 }, new[] { 3, 0, 1, 2 })]
    [DataRow(new[] { 6 }, new[] { 0 })]
    [DataRow(new int[0], new int[0])]
    [DataRow(new[] { 2, 0, 3 }, new[] { 2, 1, 0 })]
    public void Elements_go_where_their_axes_go(int[] shape, int[] perm)
    {
        foreach (int bits in new[] { 8, 16, 32, 64 })
        {
            int[] elements = [.. Enumerable.Range(0, (int)ElementTypes.Count(shape))];
            byte[] data = [.. elements.SelectMany(e => BitConverter.GetBytes((long)e).Take(bits / 8))];
            byte[] expected = [.. Slowly(elements, shape, perm).SelectMany(e => BitConverter.GetBytes((long)e).Take(bits / 8))];
            CollectionAssert.AreEqual(expected, Permutation.Apply(data, shape, perm, bits), $"{bits} bits");
        }
    }

    [TestMethod]
    public void Packed_elements_are_moved_one_by_one()
    {
        byte[] packed = Packed.Pack([1, 2, 3, 4, 5, 6], 4);
        CollectionAssert.AreEqual(new byte[] { 0x21, 0x43, 0x65 }, packed);
        CollectionAssert.AreEqual(Packed.Pack([1, 4, 2, 5, 3, 6], 4), Permutation.Apply(packed, [2, 3], [1, 0], 4));
    }

    [TestMethod]
    [DataRow(new[] { 1, 1, 1, 9 }, new[] { 0, 3, 1, 2 }, true)]
    [DataRow(new[] { 2, 1, 1, 9 }, new[] { 0, 3, 1, 2 }, true)]
    [DataRow(new[] { 2, 3, 1, 9 }, new[] { 0, 3, 1, 2 }, false)]
    [DataRow(new[] { -1, 1, 1, 9 }, new[] { 0, 3, 1, 2 }, true)]
    [DataRow(new[] { 1, -1, 1, 9 }, new[] { 0, 3, 1, 2 }, false)]
    public void Moving_axes_of_one_element_moves_nothing(int[] shape, int[] perm, bool keeps) => Assert.AreEqual(keeps, Permutation.KeepsOrder(shape, perm));

    private static IEnumerable<int> Slowly(int[] elements, int[] shape, int[] perm)
    {
        int[] index = new int[shape.Length];
        for (int i = 0; i < elements.Length; i++)
        {
            int at = 0;
            int[] place = new int[shape.Length];
            for (int axis = 0; axis < perm.Length; axis++)
            {
                place[perm[axis]] = index[axis];
            }
            for (int axis = 0; axis < shape.Length; axis++)
            {
                at = (at * shape[axis]) + place[axis];
            }
            yield return elements[at];
            for (int axis = shape.Length - 1; axis >= 0 && ++index[axis] == shape[perm[axis]]; axis--)
            {
                index[axis] = 0;
            }
        }
    }
}
