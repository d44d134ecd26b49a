using static Tflite2Onnx.Tests.Operators.Operands;

namespace Tflite2Onnx.Tests.Operators;

internal static class ContributedCases
{
    public static OpCase[] All =>
    [
        Rotation("two runs in a row", F32(3, 16), 8),
        Rotation("large", F32(2, 3, 64), 64),
        Rotation("runs of one", F32(3, 5), 1),
        Rotation("rows that do not come out even", F32(3, 12), 8) with { Fails = "T2O2002" },
        Rotation("runs of no power of two", F32(3, 12), 6) with { Fails = "T2O2002" },
        Customs.Computed("Atan2", "all around", [], [F32(2, 3, 4), F32(2, 3, 4)], F32(2, 3, 4), e => e[0].Zip(e[1], Math.Atan2)),
        Customs.Computed("Sign", "plain", [], [F32(5).Of(-3, 0, 2.5, -0.5, 1)], F32(5), e => e[0].Select(x => (double)Math.Sign(x))),
        Customs.Computed("NumericVerify", "difference", Tolerance, [I8(0.1f, 3, 2, 3), F32(2, 3)], F32(2, 3), e => e[0].Zip(e[1], (q, x) => ((q - 3) * 0.1f) - x)),
        Pool("AveragePool3D", "valid", "VALID", [1, 2, 3, 2, 3], w => w.Average()),
        Pool("AveragePool3D", "same", "SAME", [1, 3, 3, 4, 3], w => w.Average()),
        Pool("AveragePool3D", "channels first", "VALID", [1, 2, 3, 2, 3], w => w.Average(), format: "NCDHW") with { Fails = "T2O2002" },
        Pool("AvgPool3D", "valid", "VALID", [1, 2, 3, 2, 3], w => w.Average()),
        Pool("AvgPool3D", "channels first", "VALID", [1, 2, 3, 2, 3], w => w.Average(), format: "NCDHW") with { Fails = "T2O2002" },
        Pool("MaxPool3D", "valid", "VALID", [1, 2, 3, 2, 3], w => w.Max()),
        Pool("MaxPool3D", "same", "SAME", [1, 3, 3, 4, 3], w => w.Max()),
        Pool("MaxPool3D", "another padding", "FULL", [1, 3, 3, 4, 3], w => w.Max()) with { Fails = "T2O2002" },
        Roll("one axis", F32(2, 3, 5), [2], [-1]),
        Roll("several axes, one of them twice", F32(2, 3, 4, 5), [-4, 3, 2, 1], [1, 3, 2, 3]),
        Roll("int8", I8(0.1f, 3, 2, 7, 4), [9, 1], [1, 2]),
        Roll("computed shift", F32(2, 3, 5), [2], [1], constant: false) with { Fails = "T2O2002" },
        Customs.Computed("Table", "int8", [], [SByte(2, 3, 5), SByte(256).Const], SByte(2, 3, 5), e => e[0].Select(v => e[1][(int)v + 128])),
        Customs.Computed("Table", "int16", [], [Short(2, 3, 5), Short(513).Const], Short(2, 3, 5), e => e[0].Select(v => Between(e[1], (int)v))),
        Customs.Computed("Table", "quantized", [], [I8(0.1f, 3, 2, 3), I8(0.5f, -2, 256).Const], I8(0.5f, -2, 2, 3), e => e[0].Select(v => e[1][(int)v + 128])),
        Customs.Computed("Table", "of another length", [], [SByte(2, 3), SByte(255).Const], SByte(2, 3), e => e[0]) with { Fails = "T2O2002" },
        Customs.Computed("Table", "computed", [], [SByte(2, 3), SByte(256)], SByte(2, 3), e => e[0]) with { Fails = "T2O2002" },
    ];

    // 512 steps of 128 each (generic_int16_table_lookup).
    private static double Between(double[] table, int value)
    {
        (int step, int rest) = ((value + 32768) / 128, (value + 32768) % 128);
        return table[step] + Math.Floor((((table[step + 1] - table[step]) * rest) + 64) / 128);
    }

    private static byte[] Tolerance => FlexWriter.Of(new FlexMap { ["tolerance"] = 5.0, ["log_if_failed"] = false });

    // FWHTGeneral of hadamard_rotation.cc, in place.
    private static OpCase Rotation(string name, Operand x, int size)
    {
        return Customs.Computed("aeq.hadamard_rotation", name, FlexWriter.Of(new FlexMap { ["hadamard_size"] = (long)size }), [x], x, e => Transformed([.. e[0]]));

        IEnumerable<double> Transformed(double[] data)
        {
            for (int half = 1; half < size; half *= 2)
            {
                for (int i = 0; i + half < data.Length; i++)
                {
                    if (i / half % 2 == 0)
                    {
                        (data[i], data[i + half]) = (data[i] + data[i + half], data[i] - data[i + half]);
                    }
                }
            }
            return data.Select(value => value / Math.Sqrt(size));
        }
    }

    private static OpCase Pool(string op, string name, string padding, int[] result, Func<IEnumerable<double>, double> fold, string format = "NDHWC")
    {
        var options = new FlexMap
        {
            ["ksize"] = new object?[] { 1L, 3L, 2L, 2L, 1L }, ["strides"] = new long[] { 1, 2, 2, 2, 1 }, ["padding"] = padding, ["data_format"] = format,
        };
        return Customs.Computed(op, name, FlexWriter.Of(options), [F32(1, 5, 6, 7, 3).Dense(padding == "VALID" ? 5 : 7)], F32(result), e => Folded(e[0], result, padding == "SAME", fold));
    }

    // VALID takes a narrower input, so that the windows come out even.
    private static Operand Dense(this Operand input, int width) => input with { Shape = [1, 5, 6, width, 3] };

    private static IEnumerable<double> Folded(double[] x, int[] result, bool same, Func<IEnumerable<double>, double> fold)
    {
        int[] dimensions = [5, 6, x.Length / (5 * 6 * 3)];
        int[] before = [.. dimensions.Select((dimension, axis) => same ? Math.Max(0, ((result[axis + 1] - 1) * 2) + (axis == 0 ? 3 : 2) - dimension) / 2 : 0)];
        return from d in Enumerable.Range(0, result[1]) from h in Enumerable.Range(0, result[2]) from w in Enumerable.Range(0, result[3]) from c in Enumerable.Range(0, 3)
               select fold(from i in Enumerable.Range((d * 2) - before[0], 3) from j in Enumerable.Range((h * 2) - before[1], 2) from k in Enumerable.Range((w * 2) - before[2], 2)
                           where i >= 0 && i < dimensions[0] && j >= 0 && j < dimensions[1] && k >= 0 && k < dimensions[2]
                           select x[(((((i * dimensions[1]) + j) * dimensions[2]) + k) * 3) + c]);
    }

    private static OpCase Roll(string name, Operand x, int[] shifts, int[] axes, bool constant = true)
    {
        Operand[] operands = [x, Ints(shifts) with { IsConstant = constant }, Ints(axes)];
        return Customs.Computed("Roll", name, [], operands, x, e => Rolled(e[0], x.Shape, shifts, axes));
    }

    /// <summary>Each element comes from as many places before as the shifts of its axes add up to.</summary>
    public static IEnumerable<double> Rolled(double[] x, int[] shape, int[] shifts, int[] axes)
    {
        for (int i = 0; i < x.Length; i++)
        {
            int from = 0;
            for (int axis = 0, stride = x.Length; axis < shape.Length; axis++)
            {
                stride /= shape[axis];
                int shift = axes.Zip(shifts).Where(pair => pair.First == axis || pair.First + shape.Length == axis).Sum(pair => pair.Second);
                int place = ((i / stride % shape[axis]) - shift) % shape[axis];
                from += (place < 0 ? place + shape[axis] : place) * stride;
            }
            yield return x[from];
        }
    }
}
