using System.Globalization;

namespace Tflite2Onnx.Tests.Shapes;

/// <summary>What a RESHAPE makes of dimensions with a batch in them.</summary>
[TestClass]
public sealed class RegroupingTests
{
    private const int Seeds = 2000;

    // B is the batch, ? an unknown dimension, * one that takes what is left.
    [TestMethod]
    [DataRow("B,4,6", "1,24", "B,24", DisplayName = "where an axis of 1 stands, the batch goes there")]
    [DataRow("B,4,6", "24", "B*24", DisplayName = "at the very front, to the first axis")]
    [DataRow("B*4,6", "1,4,6", "B,4,6", DisplayName = "out again")]
    [DataRow("B,4,6", "4,6", "B*4,6", DisplayName = "rows of all images")]
    [DataRow("4,B,6", "4,1,6", "4,B,6", DisplayName = "behind another axis")]
    [DataRow("4,B,6", "24", "4*B*6", DisplayName = "in the middle of one axis")]
    [DataRow("4,B,6", "2,2,6", null, DisplayName = "between two axes that could both take it")]
    [DataRow("4,B,6", "2,12", "2,2*B*6", DisplayName = "cut in front of it")]
    [DataRow("4,B", "2,2", "2,2*B", DisplayName = "at the very end")]
    [DataRow("B,?,6", "*,6", "B*?,6", DisplayName = "beside an unknown dimension")]
    [DataRow("B,?,6", "1,*,2,3", "B,?,2,3", DisplayName = "an unknown dimension as it is")]
    [DataRow("?,6", "2,*", null, DisplayName = "an unknown dimension is not cut")]
    [DataRow("1,B,1,6", "1,1,1,2,3", "1,B,1,2,3", DisplayName = "among axes of 1, as many in front of it")]
    [DataRow("B,1,1,6", "1,6", "B,6", DisplayName = "axes of 1 go, the batch stays")]
    [DataRow("B,6", "7", null, DisplayName = "another number of elements")]
    [DataRow("B,6", "", null, DisplayName = "no axis for it")]
    public void The_batch_goes_where_it_stands(string from, string to, string? expected)
    {
        Dim[]? result = Regrouping.Of(Shape(from), [.. Axes(to).Select(axis => axis == "*" ? default(Dim?) : Parse(axis))], out _);
        Assert.AreEqual(expected?.Replace("B", "images", StringComparison.Ordinal), result is null ? null : string.Join(",", result));
    }

    /// <summary>Whatever comes out lays out as many elements for each batch, and every image's where a copy of them would put it.</summary>
    [TestMethod]
    public void Elements_stay_where_they_are()
    {
        var random = new Random(1);
        int regrouped = 0;
        for (int seed = 0; seed < Seeds; seed++)
        {
            int[] numbers = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(1, 5))];
            int at = random.Next(numbers.Length + 1);
            Dim[] from = [.. numbers[..at].Select(n => Dim.Of(n)), Batch(1), .. numbers[at..].Select(n => Dim.Of(n))];
            int[] target = Split(random, numbers.Aggregate(1, (product, n) => product * n));
            if (Regrouping.Of(from, [.. target.Select(n => (Dim?)Dim.Of(n))], out _) is not { } result)
            {
                continue;
            }
            regrouped++;
            CollectionAssert.AreEqual(target.Select(n => (long)n).ToArray(), result.Select(dim => dim.File).ToArray());
            CollectionAssert.AreEqual(Places(from), Places(result), $"{string.Join(",", from)} to {string.Join(",", result)}");
        }
        Assert.IsGreaterThan(Seeds / 2, regrouped);
    }

    // For batches of 1, 2 and 3 the image that each element belongs to, in memory order.
    private static long[] Places(Dim[] shape)
    {
        Factor[] factors = [.. shape.SelectMany(dim => dim.Factors)];
        long behind = factors.SkipWhile(factor => !factor.IsBatch).Skip(1).Aggregate(1L, (product, factor) => product * factor.File);
        long count = factors.Where(factor => factor.IsNumber).Aggregate(1L, (product, factor) => product * factor.File);
        return [.. new[] { 1, 2, 3 }.SelectMany(batch => Enumerable.Range(0, (int)count * batch).Select(i => i / behind % batch))];
    }

    // A random list of axes with as many elements, some of them 1.
    private static int[] Split(Random random, int count)
    {
        var axes = new List<int>();
        while (count > 1 || random.Next(3) == 0)
        {
            int[] divisors = [.. Enumerable.Range(1, count).Where(n => count % n == 0)];
            axes.Add(divisors[random.Next(divisors.Length)]);
            count /= axes[^1];
        }
        return [.. axes];
    }

    private static Dim Batch(int inFile) => Dim.Of([new Factor(Factor.Batch, inFile, -1)]);

    private static string[] Axes(string shape) => shape.Length == 0 ? [] : shape.Split(',');

    private static Dim[] Shape(string shape) => [.. Axes(shape).Select(Parse)];

    private static Dim Parse(string axis) => axis.Split('*').Select(factor => factor switch
    {
        "B" => Batch(1),
        "?" => Dim.Of([new Factor(7, -1, -1)]),
        _ => Dim.Of(int.Parse(factor, CultureInfo.InvariantCulture)),
    }).Aggregate(Dim.One, (product, dim) => product * dim);
}
