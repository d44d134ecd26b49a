using System.IO.Compression;
using static Tflite2Onnx.Tests.Hostile.HostileModel;

namespace Tflite2Onnx.Tests.Hostile;

/// <summary>Files that are no sound models: each gets a diagnostic of its own, never an exception.</summary>
[TestClass]
public sealed class HostileTests
{
    [TestMethod]
    public void The_sound_model_converts() => Assert.IsTrue(Converter.Convert(Sound(), Stream.Null).Succeeded);

    [TestMethod]
    public void Empty() => AssertRefused([], "T2O1002", "the file is empty");

    [TestMethod]
    public void Text() => AssertRefused("this is no model, but a few words"u8.ToArray(), "T2O1002", "it is a text file");

    [TestMethod]
    public void Git_lfs_pointer() => AssertRefused("version https://git-lfs.github.com/spec/v1\n"u8.ToArray(), "T2O1002", "git lfs pull");

    [TestMethod]
    public void Keras_model() => AssertRefused([0x89, .. "HDF\r\n\u001a\n"u8, 0, 0, 0, 0], "T2O1002", "HDF5");

    [TestMethod]
    public void Zip_that_holds_models()
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            archive.CreateEntry("hand_detector.tflite");
        }
        AssertRefused(memory.ToArray(), "T2O1002", "hand_detector.tflite");
    }

    [TestMethod]
    public void Damaged_zip() => AssertRefused([.. "PK"u8, 3, 4, 0, 0, 0, 0], "T2O1002", "damaged");

    [TestMethod]
    public void Truncated_anywhere()
    {
        byte[] model = Sound();
        for (int length = 0; length < model.Length - 64; length += 4)
        {
            Diagnostic refusal = Refusal(model[..length]);
            Assert.IsTrue(refusal.Code is "T2O1002" or "T2O1003", $"{length} bytes: {refusal}");
        }
    }

    [TestMethod]
    public void Random_bytes_behind_the_identifier()
    {
        var random = new Random(1);
        for (int i = 0; i < 500; i++)
        {
            byte[] bytes = new byte[16 + random.Next(2000)];
            random.NextBytes(bytes);
            "TFL3"u8.CopyTo(bytes.AsSpan(4));
            Assert.AreEqual("T2O1003", Refusal(bytes).Code);
        }
    }

    [TestMethod]
    public void Bytes_changed_here_and_there_never_crash_the_converter()
    {
        byte[] sound = Sound();
        var random = new Random(2);
        for (int i = 0; i < 5000; i++)
        {
            byte[] changed = [.. sound];
            for (int n = random.Next(1, 4); n > 0; n--)
            {
                changed[random.Next(8, changed.Length)] = (byte)random.Next(256);
            }
            ConversionResult result = Converter.Convert(changed, Stream.Null);
            Diagnostic? fault = result.Diagnostics.FirstOrDefault(d => d.Code == "T2O9001");
            Assert.IsNull(fault, $"change {i}: {fault}");
        }
    }

    [TestMethod]
    public void No_subgraph() => AssertRefused(SoundTables() with { Subgraphs = [] }, "T2O1004", "no subgraph");

    [TestMethod]
    public void Input_tensor_out_of_range() => AssertRefused(With(g => g with { Inputs = [9] }), "T2O1004", "Tensor 9 is an input of the subgraph");

    [TestMethod]
    public void Operand_out_of_range() => AssertRefused(WithOperator(0, o => o with { Inputs = [0, 1, 77] }), "T2O1004", "Tensor 77");

    [TestMethod]
    public void Operator_code_out_of_range() => AssertRefused(WithOperator(1, o => o with { OpcodeIndex = 5 }), "T2O1004", "operator code 5 of 2");

    [TestMethod]
    public void Buffer_out_of_range() => AssertRefused(WithTensor(1, t => t with { Buffer = 40 }), "T2O1004", "buffer 40 of 3");

    [TestMethod]
    public void Operand_that_nothing_computes() => AssertRefused(With(g => g with { Operators = [g.Operators![1], g.Operators[0]] }), "T2O1004", "nothing computes");

    [TestMethod]
    public void Output_that_nothing_computes() => AssertRefused(With(g => g with { Operators = [g.Operators![0]] }), "T2O1004", "nothing computes");

    [TestMethod]
    public void Constant_shorter_than_its_shape() => AssertRefused(WithTensor(1, t => t with { Shape = [2, 3, 3, 9] }), "T2O1005", "648 bytes");

    [TestMethod]
    public void Constant_of_more_elements_than_there_are_numbers() =>
        AssertRefused(WithTensor(1, t => t with { Shape = [int.MaxValue, int.MaxValue, int.MaxValue, 2] }), "T2O1005", "'w'");

    [TestMethod]
    public void Negative_dimension() => AssertRefused(WithTensor(0, t => t with { Shape = [1, -5, 7, 2] }), "T2O1005", "[1, -5, 7, 2]");

    [TestMethod]
    public void Scales_that_do_not_fit_the_axis() =>
        AssertRefused(WithTensor(1, t => t with { Quantization = new() { Scale = [1, 2, 3], ZeroPoint = [0, 0, 0], QuantizedDimension = 7 } }), "T2O1005", "axis 7");

    [TestMethod]
    public void Options_of_another_operator() => AssertRefused(WithOperator(0, o => o with { BuiltinOptions = new AddOptionsT() }), "T2O1006", "AddOptions");

    [TestMethod]
    public void Weights_of_another_rank() => AssertRefused(WithTensor(1, t => t with { Shape = [36] }), "T2O", "CONV_2D");

    [TestMethod]
    public void Filter_without_channels() => AssertRefused(WithTensor(1, t => t with { Shape = [2, 3, 3, 0] }), "T2O", "CONV_2D");

    [TestMethod]
    public void Operator_code_of_a_later_schema() =>
        AssertRefused(
            SoundTables() with { OperatorCodes = [new() { BuiltinCode = (BuiltinOperator)4000, DeprecatedBuiltinCode = 127 }, new()] }, "T2O2001", "UNKNOWN_4000");

    [TestMethod]
    public void All_problems_at_once()
    {
        OperatorT[] Broken(IReadOnlyList<OperatorT> operators) => [operators[0] with { OpcodeIndex = 3 }, operators[1]];
        ModelT model = With(g => g with { Inputs = [9], Outputs = [4, 8], Operators = Broken(g.Operators!) });
        Assert.HasCount(3, Converter.Convert(Write(model), Stream.Null).Diagnostics);
    }

    [TestMethod]
    public void Nothing_is_written_for_a_refused_model()
    {
        string folder = Directory.CreateTempSubdirectory("hostile").FullName;
        try
        {
            string existing = Path.Combine(folder, "model.onnx");
            File.WriteAllText(existing, "what was there");
            ConversionResult result = Converter.Convert(Sound().AsMemory(0, 100).ToArray(), existing);
            Assert.IsFalse(result.Succeeded);
            Assert.AreEqual("what was there", File.ReadAllText(existing));
            Assert.ContainsSingle(Directory.GetFiles(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void AssertRefused(ModelT model, string code, string message) => AssertRefused(Write(model), code, message);

    private static void AssertRefused(byte[] file, string code, string message)
    {
        Diagnostic refusal = Refusal(file);
        Assert.StartsWith(code, refusal.Code, refusal.ToString());
        Assert.Contains(message, refusal.Message);
        Assert.AreNotEqual("T2O9001", refusal.Code, refusal.ToString());
    }

    private static Diagnostic Refusal(byte[] file)
    {
        using var onnx = new MemoryStream();
        ConversionResult result = Converter.Convert(file, onnx);
        Assert.IsFalse(result.Succeeded, $"a file of {file.Length} bytes was converted");
        Assert.AreEqual(0, onnx.Length);
        return result.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error);
    }
}
