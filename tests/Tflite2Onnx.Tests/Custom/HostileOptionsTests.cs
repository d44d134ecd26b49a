using Google.FlatBuffers;
using Tflite2Onnx.Tests.Operators;

namespace Tflite2Onnx.Tests.Custom;

/// <summary>Options of custom operators that are damaged or somewhere else: a diagnostic, never an exception.</summary>
[TestClass]
public sealed class HostileOptionsTests
{
    public static IEnumerable<object[]> Operators =>
        Families.Cases.Where(c => c.Fails is null && c.Custom is { Options.Length: > 0 }).DistinctBy(c => c.Operator).Select(c => new object[] { c.Key });

    [TestMethod]
    [DynamicData(nameof(Operators))]
    public void Changed_options_never_crash_the_converter(string key)
    {
        OpCase sound = Families.Keyed[key];
        (string name, byte[] options) = sound.Custom!.Value;
        var random = new Random(4);
        for (int i = 0; i < 100; i++)
        {
            byte[] changed = [.. options.AsSpan(0, random.Next(3) == 0 ? random.Next(options.Length) + 1 : options.Length)];
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
            byte[] model = (sound with { Custom = (name, changed) }).Model();
            foreach (ConversionOptions how in (ConversionOptions[])[new(), new() { CustomDomain = "com.example" }])
            {
                Diagnostic? fault = Converter.Convert(model, Stream.Null, how).Diagnostics.FirstOrDefault(d => d.Code == "T2O9001");
                Assert.IsNull(fault, $"change {i}, {Convert.ToHexString(changed)}: {fault}");
            }
        }
    }

    [TestMethod]
    public void Options_behind_the_FlatBuffer_are_found()
    {
        byte[] options = FlexWriter.Of(new FlexMap { ["window_size"] = 16L, ["stride"] = 8L, ["magnitude_squared"] = true });
        ConversionResult result = Converter.Convert(Model(options, 4096, (ulong)options.Length), Stream.Null);
        Assert.IsTrue(result.Succeeded, string.Join("\n", result.Diagnostics));
    }

    [TestMethod]
    [DataRow(4096UL, ulong.MaxValue)]
    [DataRow(ulong.MaxValue, 4UL)]
    public void Options_beyond_the_file_are_refused(ulong offset, ulong size)
    {
        Diagnostic refusal = Converter.Convert(Model([1, 2, 3, 4], offset, size), Stream.Null).Diagnostics[0];
        Assert.AreEqual("T2O1004", refusal.Code);
        Assert.AreEqual(0, refusal.OperatorIndex);
    }

    // A model of one AudioSpectrogram, with its options at 4096.
    private static byte[] Model(byte[] options, ulong offset, ulong size)
    {
        var sub = new SubGraphT
        {
            Tensors = [new() { Shape = [60, 2], Name = "x", HasRank = true }, new() { Shape = [2, 6, 9], Name = "y", HasRank = true }],
            Inputs = [0],
            Outputs = [1],
            Operators = [new() { Inputs = [0], Outputs = [1], LargeCustomOptionsOffset = offset, LargeCustomOptionsSize = size }],
        };
        var code = new OperatorCodeT { BuiltinCode = BuiltinOperator.CUSTOM, DeprecatedBuiltinCode = (sbyte)BuiltinOperator.CUSTOM, CustomCode = "AudioSpectrogram" };
        var model = new ModelT { Version = 3, OperatorCodes = [code], Subgraphs = [sub], Buffers = [new()] };
        var builder = new FlatBufferBuilder(1024);
        builder.Finish(model.Pack(builder), "TFL3");
        byte[] file = builder.SizedByteArray();
        return [.. file, .. new byte[4096 - file.Length], .. options];
    }
}
