using Tflite2Onnx.Diagnostics;
using Tflite2Onnx.Driver;
using Tflite2Onnx.Planning;
using Tflite2Onnx.Tests.Layouts;

namespace Tflite2Onnx.Tests.Operators;

/// <summary>
/// A way to convert a case: with options, or from a model that knows less of it. It may give another file or be refused; the numbers stay.
/// </summary>
/// <param name="Name">The way, as <c>laws.txt</c> calls it.</param>
/// <param name="Test">The case, as its model is written.</param>
/// <param name="Options">How it is converted.</param>
/// <param name="Inputs">What it is run with.</param>
/// <param name="MayRefuse">The code of the diagnostic that may refuse it; null where it has to convert.</param>
internal sealed record Variant(string Name, OpCase Test, ConversionOptions Options, RunTensor[] Inputs, string? MayRefuse = null)
{
    /// <summary>The way that is not listed, since every case is run that way.</summary>
    public const string Plain = "plain";

    private const string First = "channels-first";

    private const string Unsupported = "T2O2002";

    private const string NeedsNewerOpset = "T2O2004";

    private static readonly Dictionary<int, string> Orders = new() { [3] = "NCW", [4] = "NCHW", [5] = "NCDHW" };

    /// <summary>Which operators work on moved operands; null for those that the plan has so.</summary>
    private Func<LayoutPlan, bool[]>? Choose { get; init; }

    /// <summary>The ONNX model; null when the case is refused this way, and the log then says why.</summary>
    public byte[]? Convert(DiagnosticBag log) => ChosenLayouts.Convert(Test.Model(), Options, Choose, log);

    /// <summary>The ways of a case, the plain one first.</summary>
    public static IEnumerable<Variant> Of(OpCase test)
    {
        var plain = new Variant(Plain, test, new(), test.Inputs());
        Variant open = plain with { Name = "open", Test = Open(test), MayRefuse = Unsupported };
        IEnumerable<Variant> unlike = [.. Modes(test).Select(plain.In), .. Computed(plain), open];
        return unlike.Prepend(plain).SelectMany(variant => new[] { variant, variant.ChannelsFirst() })
            .Append(plain with { Name = "transposes", Options = new() { Layout = LayoutMode.Transpose } })
            .Append(plain with { Name = "lowest", Options = new() { Opset = OnnxOperators.LowestOpset }, MayRefuse = NeedsNewerOpset });
    }

    // Some kernels of 16 bits are further away from the function that they stand for.
    private static QuantizationMode[] Modes(OpCase test) =>
        test.In.FirstOrDefault()?.Type == TensorType.INT16 && OpRegistry.All.Single(d => d.Name == test.Operator).ExactByDefault.Contains(TensorType.INT16)
            ? [QuantizationMode.Exact] : [QuantizationMode.Exact, QuantizationMode.Float];

    // Lists of integers, one after the other, that are given instead of constant.
    private static IEnumerable<Variant> Computed(Variant plain)
    {
        Operand?[] operands = plain.Test.In;
        foreach (int i in Enumerable.Range(0, operands.Length).Where(i => operands[i] is { IsConstant: true, Type: TensorType.INT32 or TensorType.INT64 }))
        {
            OpCase computed = plain.Test with { In = [.. operands.Select((o, at) => at == i ? o! with { IsConstant = false } : o)] };
            yield return plain with { Name = $"computed {i}", Test = computed, Inputs = computed.Inputs(), MayRefuse = Unsupported };
        }
    }

    // No dimension is known before a run.
    private static OpCase Open(OpCase test)
    {
        return test with { In = [.. test.In.Select(o => o is { IsConstant: false } ? Unknown(o) : o)], Out = [.. test.Out.Select(Unknown)] };
        static Operand Unknown(Operand o) => o.Dynamic([.. Enumerable.Range(0, o.Shape.Length)]);
    }

    private Variant In(QuantizationMode mode) => this with { Name = $"{mode}".ToLowerInvariant(), Options = new() { Quantization = mode } };

    // The image-like inputs are declared, and given, channels first, and the operator works in that order if it can.
    private Variant ChannelsFirst()
    {
        IEnumerable<(Operand Operand, int Tensor)> given = Test.In.OfType<Operand>().Select((o, tensor) => (o, tensor)).Where(p => !p.o.IsConstant);
        var layouts = given.Where(g => Orders.ContainsKey(g.Operand.Shape.Length)).ToDictionary(g => $"t{g.Tensor}", g => Orders[g.Operand.Shape.Length]);
        return this with
        {
            Name = Name == Plain ? First : $"{Name} {First}",
            Options = Options with { InputLayouts = layouts },
            Choose = ChosenLayouts.AllMoved,
            Inputs = [.. Inputs.Select(input => Orders.ContainsKey(input.Shape.Length) ? input.Transposed(ChannelsFirst(input.Shape.Length)) : input)],
        };
    }

    private static int[] ChannelsFirst(int rank) => [0, rank - 1, .. Enumerable.Range(1, rank - 2)];
}
