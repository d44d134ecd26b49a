using static Tflite2Onnx.Tests.Operators.Operands;

namespace Tflite2Onnx.Tests.Operators;

internal static class UnpoolingCases
{
    private const string Deconvolution = "Convolution2DTransposeBias";
    private const string Pool = "MaxPoolingWithArgmax2D";
    private const string Unpool = "MaxUnpooling2D";

    // Padding, strides, windows, activation; widths first, padding 1 is SAME and 2 VALID.
    public static OpCase[] All =>
    [
        Customs.Struct(Deconvolution, "twice the size", [1, 2, 2], [F32(2, 3, 5, 4), F32(3, 2, 2, 4).Const, F32(3).Const], F32(2, 6, 10, 3)),
        Customs.Struct(Deconvolution, "larger kernel, strides that differ", [1, 3, 2], [F32(1, 3, 5, 4), F32(3, 3, 5, 4).Const, F32(3).Const], F32(1, 6, 15, 3)),
        Customs.Struct(Deconvolution, "valid", [2, 2, 2], [F32(1, 3, 5, 4), F32(3, 3, 2, 4).Const, F32(3).Const], F32(1, 7, 10, 3)),
        Customs.Struct(Deconvolution, "no padding that is known", [0, 2, 2], [F32(1, 3, 5, 4), F32(3, 2, 2, 4).Const, F32(3).Const], F32(1, 6, 10, 3)) with { Fails = "T2O2002" },
        Customs.Struct(Deconvolution, "no stride", [1, 0, 2], [F32(1, 3, 5, 4), F32(3, 2, 2, 4).Const, F32(3).Const], F32(1, 6, 10, 3)) with { Fails = "T2O2002" },
        Customs.Struct(Deconvolution, "cut off options", [1, 2], [F32(1, 3, 5, 4), F32(3, 2, 2, 4).Const, F32(3).Const], F32(1, 6, 10, 3)) with { Fails = "T2O1008" },
        Customs.Struct(Deconvolution, "height not known", [1, 2, 2], [F32(1, -1, 5, 4), F32(3, 2, 2, 4).Const, F32(3).Const], F32(1, -1, 10, 3)) with { Fails = "T2O2002" },
        Places("valid", [2, 2, 2, 2, 2, 0], F32(2, 4, 6, 3), F32(2, 2, 3, 3)),
        Places("same, windows that overlap and reach beyond", [1, 2, 3, 3, 4, 0], F32(1, 7, 5, 3), F32(1, 3, 3, 3)),
        Places("relu, all elements below 0 or equal", [2, 3, 2, 3, 2, 1], F32(1, 4, 6, 2).Of([.. Enumerable.Range(0, 48).Select(i => i < 24 ? -1.0 : i % 3)]), F32(1, 2, 2, 2)),
        Customs.Struct(Pool, "height not known", [2, 2, 2, 2, 2, 0], [F32(1, -1, 6, 3)], F32(1, -1, 3, 3), F32(1, -1, 3, 3)) with { Fails = "T2O2002" },
        Unpooled("twice the size", [2, 2, 2, 2, 2, 0], F32(2, 3, 5, 2), F32(2, 6, 10, 2)),
        Unpooled("three times the width", [1, 3, 2, 3, 2, 0], F32(1, 3, 4, 2), F32(1, 6, 12, 2)),
        Customs.Struct(Unpool, "windows that overlap", [1, 1, 1, 2, 2, 0], [F32(1, 3, 4, 2), F32(1, 3, 4, 2)], F32(1, 6, 8, 2)) with { Fails = "T2O2002" },
    ];

    // max_pool_argmax.cc.
    private static OpCase Places(string name, int[] fields, Operand input, Operand result)
    {
        (int[] x, int[] y, double[] elements) = (input.Shape, result.Shape, input.Elements(1));
        int Before(int dimension, int count, int stride, int window) => Math.Max(0, (((count - 1) * stride) + window - dimension) / 2);
        var (most, places) = (new List<double>(), new List<double>());
        foreach (int[] at in Indices(y))
        {
            (double best, double place) = (double.NegativeInfinity, 0);
            for (int cell = 0; cell < fields[3] * fields[4]; cell++)
            {
                int row = (at[1] * fields[2]) - Before(x[1], y[1], fields[2], fields[4]) + (cell / fields[3]);
                int column = (at[2] * fields[1]) - Before(x[2], y[2], fields[1], fields[3]) + (cell % fields[3]);
                bool isInside = row >= 0 && row < x[1] && column >= 0 && column < x[2];
                if (isInside && elements[(((((at[0] * x[1]) + row) * x[2]) + column) * x[3]) + at[3]] is var element && element > best)
                {
                    (best, place) = (element, cell);
                }
            }
            most.Add(fields[5] == 1 ? Math.Max(best, 0) : best);
            places.Add(place + 0.1f);
        }
        return Customs.Struct(Pool, name, fields, [input], result.Of([.. most]), result.Of([.. places]));
    }

    // max_unpooling.cc, for windows that do not overlap.
    private static OpCase Unpooled(string name, int[] fields, Operand input, Operand result)
    {
        double[] places = [.. Enumerable.Range(0, input.Elements(1).Length).Select(i => (i * 7 % (fields[3] * fields[4])) + 0.1)];
        double[] expected = new double[result.Shape.Aggregate(1, (a, b) => a * b)];
        int i = 0;
        foreach (int[] at in Indices(input.Shape))
        {
            int place = (int)places[i];
            (int row, int column) = ((at[1] * fields[2]) + (place / fields[3]), (at[2] * fields[1]) + (place % fields[3]));
            expected[(((((at[0] * result.Shape[1]) + row) * result.Shape[2]) + column) * result.Shape[3]) + at[3]] = input.Elements(1)[i++];
        }
        return Customs.Struct(Unpool, name, fields, [input, input.Of(places)], result.Of(expected));
    }

    private static IEnumerable<int[]> Indices(int[] shape) => from n in Enumerable.Range(0, shape[0]) from y in Enumerable.Range(0, shape[1])
                                                              from x in Enumerable.Range(0, shape[2]) from c in Enumerable.Range(0, shape[3]) select new[] { n, y, x, c };
}
