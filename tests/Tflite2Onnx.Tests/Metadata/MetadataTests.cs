using Tflite2Onnx.Diagnostics;
using Tflite2Onnx.Onnx;
using Tflite2Onnx.Tflite.MetadataTables;

namespace Tflite2Onnx.Tests.Metadata;

/// <summary>What a model's author says of it, on its way into the ONNX model.</summary>
[TestClass]
public sealed class MetadataTests
{
    [TestMethod]
    public void Metadata_becomes_properties_of_the_onnx_model()
    {
        ModelProto onnx = Convert(Model(NotedModels.Pack(new ModelMetadataT
        {
            Name = "Cats", Description = "Finds cats", Version = "v2", Author = "Somebody", License = "MIT",
            SubgraphMetadata = [new SubGraphMetadataT { InputTensorMetadata = [NotedModels.Image([127.5f, 0], [127.5f])], OutputTensorMetadata = [NotedModels.Scores("cats.txt")] }],
        })), out ConversionResult result);
        Assert.IsEmpty(result.Diagnostics);
        Assert.AreEqual("""
            model_author=Somebody
            model_license=MIT
            tflite.description=Finds cats
            tflite.input.x.color_space=RGB
            tflite.input.x.description=What to look at
            tflite.input.x.max=255
            tflite.input.x.mean=127.5,0
            tflite.input.x.min=0
            tflite.input.x.name=image
            tflite.input.x.std=127.5
            tflite.name=Cats
            tflite.output.y.labels=cats.txt
            tflite.output.y.name=scores
            tflite.version=v2
            """, string.Join("\n", onnx.MetadataProps.Select(p => $"{p.Key}={p.Value}")));
    }

    [TestMethod]
    public void Damaged_metadata_is_a_warning_and_the_model_converts()
    {
        byte[] whole = NotedModels.Pack(new ModelMetadataT { Name = "Cats", SubgraphMetadata = [new SubGraphMetadataT { Name = "s", InputTensorGroups = [new TensorGroupT { TensorNames = ["a", "b"] }] }] });
        Convert(Model(whole), out ConversionResult sound);
        Assert.IsEmpty(sound.Diagnostics);
        foreach (int length in Enumerable.Range(0, whole.Length / 4))
        {
            Convert(Model(whole[..(4 * length)]), out ConversionResult result);
            Assert.IsTrue(result.Succeeded);
            Assert.IsTrue(result.Diagnostics.All(d => d is { Code: "T2O3101", Severity: DiagnosticSeverity.Warning }));
        }
        Assert.AreEqual("T2O3101", Diagnose(Model([1, 2, 3])));
        Assert.AreEqual("T2O3101", Diagnose(Model([.. whole[..4], .. "M001"u8, .. Enumerable.Repeat((byte)0xFF, 40)])));
    }

    [TestMethod]
    public void Every_change_of_one_byte_leaves_the_reader_inside_of_the_buffer()
    {
        byte[] whole = NotedModels.Pack(new ModelMetadataT
        {
            Description = "Finds cats",
            SubgraphMetadata = [new SubGraphMetadataT { InputTensorMetadata = [NotedModels.Image([1], [2])], OutputTensorMetadata = [NotedModels.Scores("cats.txt")] }],
        });
        for (int at = 0; at < whole.Length; at++)
        {
            foreach (byte change in new byte[] { 0x01, 0x80, 0xFF })
            {
                byte[] damaged = [.. whole];
                damaged[at] ^= change;
                Convert(Model(damaged), out ConversionResult result);
                Assert.IsTrue(result.Succeeded, string.Join(" ", result.Diagnostics));
            }
        }
    }

    [TestMethod]
    public void The_face_has_names_orders_and_notes_of_the_result()
    {
        byte[] model = Image(NotedModels.Pack(new ModelMetadataT { SubgraphMetadata = [new SubGraphMetadataT { InputTensorMetadata = [NotedModels.Image([1], [2])] }] }));
        ModelFace preserved = ModelFace.Read(model, new ConversionOptions(), new DiagnosticBag())!;
        ModelFace first = ModelFace.Read(model, new ConversionOptions { IoLayout = IoLayout.ChannelsFirst }, new DiagnosticBag())!;
        Assert.AreEqual("x NHWC [1, 5, 7, 2]", Text(preserved.Inputs[0]));
        Assert.AreEqual("x NCHW [1, 2, 5, 7]", Text(first.Inputs[0]));
        Assert.AreEqual(2f, first.Inputs[0].Notes!.Std[0]);
        Assert.IsNull(ModelFace.Read([1, 2, 3], new ConversionOptions(), new DiagnosticBag()));
    }

    private static string Text(TensorFace face) => $"{face.Name} {face.Order} [{string.Join(", ", face.Shape!)}]";

    private static string Diagnose(byte[] model)
    {
        Convert(model, out ConversionResult result);
        return result.Diagnostics.Single().Code;
    }

    private static ModelProto Convert(byte[] model, out ConversionResult result)
    {
        using var onnx = new MemoryStream();
        result = Converter.Convert(model, onnx);
        return ModelProto.Parser.ParseFrom(onnx.ToArray());
    }

    private static byte[] Model(byte[] metadata)
    {
        var model = new ModelBuilder { Metadata = metadata };
        int x = model.Input(TensorType.FLOAT32, [2, 3], name: "x");
        int y = model.Tensor(TensorType.FLOAT32, [2, 3], name: "y");
        model.Operator(BuiltinOperator.ABS, [x], [y]);
        model.Output(y);
        return model.Build();
    }

    private static byte[] Image(byte[] metadata)
    {
        var model = new ModelBuilder { Metadata = metadata };
        int x = model.Input(TensorType.FLOAT32, [1, 5, 7, 2], name: "x");
        int y = model.Tensor(TensorType.FLOAT32, [1, 5, 7, 3], name: "y");
        int weights = model.Constant([3, 1, 1, 2], 1f, 2, 3, 4, 5, 6);
        model.Operator(BuiltinOperator.CONV_2D, [x, weights], [y], new Conv2DOptionsT { StrideH = 1, StrideW = 1 });
        model.Output(y);
        return model.Build();
    }
}
