using Tflite2Onnx.Planning;

namespace Tflite2Onnx.Tests.Layouts;

[TestClass]
public sealed class MinimumCutTests
{
    [TestMethod]
    public void Cuts_are_as_cheap_as_the_best_of_all()
    {
        var random = new Random(7);
        for (int round = 0; round < 300; round++)
        {
            int nodes = random.Next(2, 11);
            var edges = Enumerable.Range(0, random.Next(3 * nodes)).Select(_ => (From: random.Next(nodes), To: random.Next(nodes), Capacity: (long)random.Next(10))).ToList();
            var cut = new MinimumCut(nodes);
            edges.ForEach(e => cut.Edge(e.From, e.To, e.Capacity));

            bool[] side = cut.SourceSide(0, 1);

            Assert.IsTrue(side[0]);
            Assert.IsFalse(side[1]);
            long best = Enumerable.Range(0, 1 << nodes).Where(set => (set & 3) == 1).Min(set => edges.Sum(e => (set >> e.From & 1) == 1 && (set >> e.To & 1) == 0 ? e.Capacity : 0));
            Assert.AreEqual(best, edges.Sum(e => side[e.From] && !side[e.To] ? e.Capacity : 0), $"round {round}");
        }
    }

    [TestMethod]
    public void A_long_chain_is_cut_at_its_weakest_link()
    {
        const int Length = 200_000;
        var cut = new MinimumCut(Length + 1);
        for (int i = 0; i < Length; i++)
        {
            cut.Edge(i, i + 1, i == 123_456 ? 3 : 5);
        }
        bool[] side = cut.SourceSide(0, Length);
        Assert.AreEqual(123_457, side.Count(s => s));
    }
}
