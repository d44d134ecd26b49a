using Tflite2Onnx.Planning;

namespace Tflite2Onnx.Tests.Layouts;

[TestClass]
public sealed class BinaryEnergyTests
{
    [TestMethod]
    public void Assignments_are_as_cheap_as_the_best_of_all()
    {
        var random = new Random(11);
        for (int round = 0; round < 500; round++)
        {
            int count = random.Next(1, 9);
            var costs = new List<Func<bool[], long>>();
            var energy = new BinaryEnergy(count);
            // Which variables would rather differ follows from a partition, so that no circle is odd.
            bool[] flipped = [.. Enumerable.Range(0, count).Select(_ => random.Next(2) == 1)];
            for (int i = random.Next(2 * count); i >= 0; i--)
            {
                (int a, int b) = (random.Next(-2, count), random.Next(-2, count));
                (long at, long from, long to, long apart) = (random.Next(9), random.Next(9), random.Next(9), random.Next(9));
                bool differ = a >= 0 && b >= 0 && flipped[a] != flipped[b];
                var table = differ ? new BinaryEnergy.Table(at + apart, from, to, apart) : new(at, from + apart, to + at, 0);
                if (a == b || (a >= 0 && b >= 0 && table.Coupling < 0 != differ && table.Coupling != 0))
                {
                    continue;
                }
                energy.Pair(a, b, table);
                costs.Add(set => (Value(set, a), Value(set, b)) switch
                {
                    (false, false) => table.OffOff,
                    (false, true) => table.OffOn,
                    (true, false) => table.OnOff,
                    _ => table.OnOn,
                });
            }
            int[] alike = [.. Enumerable.Range(0, count).Where(v => !flipped[v])];
            if (alike.Length > 1)
            {
                (int center, bool on) = (random.Next(3) == 0 ? BinaryEnergy.On : alike[0], random.Next(2) == 0);
                bool centerOn = center >= 0 ? !on : random.Next(2) == 0;
                int[] others = [.. alike[1..], .. random.Next(2) == 0 ? new[] { BinaryEnergy.On } : []];
                energy.Any(center, centerOn, others, on, 5);
                costs.Add(set => Value(set, center) == centerOn && others.Any(other => Value(set, other) == on) ? 5 : 0);
            }

            bool[] found = energy.Minimize();

            IEnumerable<bool[]> all = Enumerable.Range(0, 1 << count).Select(set => Enumerable.Range(0, count).Select(v => (set >> v & 1) == 1).ToArray());
            Assert.AreEqual(all.Min(set => costs.Sum(c => c(set))), costs.Sum(c => c(found)), $"round {round}");
        }
    }

    [TestMethod]
    public void A_cost_without_a_choice_decides_nothing()
    {
        var energy = new BinaryEnergy(1);
        energy.Any(BinaryEnergy.On, true, [BinaryEnergy.Off, 0], false, 7);
        energy.Single(0, -1);
        Assert.IsTrue(energy.Minimize()[0]);
    }

    private static bool Value(bool[] set, int variable) => variable == BinaryEnergy.On || (variable >= 0 && set[variable]);
}
