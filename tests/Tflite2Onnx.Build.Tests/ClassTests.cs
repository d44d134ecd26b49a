using System.Text;
using Tflite2Onnx.Diagnostics;
using Tflite2Onnx.Tflite;
using Tflite2Onnx.Tflite.MetadataTables;

namespace Tflite2Onnx.Build.Tests;

/// <summary>The C# classes of models, as programs use them.</summary>
[TestClass]
public sealed class ClassTests : BuildTest
{
    [TestMethod]
    public void A_program_finds_its_models_and_what_goes_into_them()
    {
        // CA1303 and CA1852 are about the program below, which prints its texts as they are, and not about the classes.
        Work.Project("""
            <ItemGroup>
              <TfliteModel Update="models/cat finder.tflite" OnnxMode="Copy" IoLayout="channels-first" />
              <TfliteModel Update="models/plain.tflite" ClassName="Renamed" ClassNamespace="Other.Space" />
            </ItemGroup>
            """, properties: "<OutputType>Exe</OutputType><RootNamespace>My.App</RootNamespace><TreatWarningsAsErrors>true</TreatWarningsAsErrors><GenerateDocumentationFile>true</GenerateDocumentationFile><AnalysisMode>All</AnalysisMode><NoWarn>CA1303;CA1852</NoWarn>");
        Work.Write("models/cat finder.tflite", Models.Noted());
        Work.Write("models/plain.tflite", Models.Quantized());
        Work.Write("Source.cs", """
            using System;
            using My.App.models;
            using Other.Space;
            Console.WriteLine(CatFinderModel.RelativePath + " " + (CatFinderModel.ReadAllBytes().Length == new System.IO.FileInfo(CatFinderModel.FullPath).Length));
            Console.WriteLine(CatFinderModel.Description + "; " + CatFinderModel.Author + "; " + CatFinderModel.License);
            Console.WriteLine(CatFinderModel.Inputs.X.Layout + " " + string.Join("x", CatFinderModel.Inputs.X.Shape) + " " + CatFinderModel.Inputs.X.Mean[0] + " " + CatFinderModel.Inputs.X.Std[0]);
            Console.WriteLine(string.Join(",", CatFinderModel.Outputs.Y.Labels) + " " + CatFinderModel.Inputs.Count);
            Console.WriteLine(Renamed.ResourceName + " " + Renamed.Inputs.X.ElementType + " " + Renamed.Inputs.X.Scale + " " + Renamed.Inputs.X.ZeroPoint);
            const int length = Renamed.Inputs.X.Length;
            using (var stream = Renamed.OpenRead()) { Console.WriteLine(stream.Length > length); }
            """);
        BuildRun run = Work.Done("run");
        Assert.Contains("""
            models/cat finder.onnx True
            Finds "cats" \ dogs; Somebody; MIT
            NCHW 1x2x5x7 127.5 255
            cat,dog 1
            My.App.models.plain.onnx int8 0.5 -3
            True
            """, run.Output);
    }

    [TestMethod]
    public void Classes_are_there_before_the_first_build_and_follow_the_model()
    {
        string[] design = ["-t:Compile", "-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true", "-getItem:CscCommandLineArgs"];
        Work.Project();
        Work.Write("a.tflite", Models.Add(1));
        Work.Done("restore");
        BuildRun first = Work.Done("msbuild", design);
        Assert.Contains("a.g.cs", first.Output);
        Assert.AreEqual("", Work.Names("obj", "*.onnx"));
        string code = File.ReadAllText(Work.Find("obj", "a.g.cs"));
        Assert.Contains("internal static partial class AModel", code);
        Assert.Contains("public const string Name = \"x\";", code);
        Assert.DoesNotContain(Work.Folder, code);
        Assert.IsFalse(Work.Done("msbuild", design).LoadedTask, "a model is read once");

        Work.Write("a.tflite", Models.Conv());
        Work.Done("msbuild", design);
        Assert.Contains("NHWC", File.ReadAllText(Work.Find("obj", "a.g.cs")));
        File.Delete(Work.Find("obj", "a.g.cs"));
        Work.Built();
        Assert.HasCount(1, Work.Files("obj", "a.g.cs"));
        Assert.IsFalse(Work.Built().LoadedTask);
    }

    [TestMethod]
    public void No_class_where_none_is_wanted_or_none_can_be()
    {
        Work.Project("""<ItemGroup><TfliteModel Update="b.tflite" GenerateClass="false" /></ItemGroup>""");
        Work.Write("a.tflite", Models.Add(1));
        Work.Write("b.tflite", Models.Add(1));
        Work.Built();
        Assert.AreEqual("a.g.cs", Work.Names("obj/Debug/net10.0/t2o", "*.g.cs"));
        Work.Built("-p:Tflite2OnnxGenerateClass=false");
        Assert.AreEqual("", Work.Names("obj/Debug/net10.0/t2o", "*.g.cs"));

        Work.Project("""<ItemGroup><TfliteModel Update="*.tflite" ClassName="Same" /></ItemGroup>""");
        BuildRun same = Work.Build();
        Assert.AreEqual("T2O4008", same.Errors.First().Code);
        Assert.Contains("a.tflite and b.tflite would both be called App.Same", same.Output);
        Assert.AreEqual("T2O4008", Work.Build().Errors.First().Code, "in the next build as well");
    }

    // Of a class that holds "Dim0", "Dim0" can be no name.
    [TestMethod]
    public void Tensors_called_as_what_their_classes_hold_have_other_names()
    {
        var model = new ModelBuilder();
        foreach (string name in new[] { "dim0", "dim1", "dim2", "shape" })
        {
            model.Output(model.Input(TensorType.FLOAT32, [2, 3], name: name));
        }
        string code = Code(model.Build());
        Assert.Contains("class Dim0_2", code);
        Assert.Contains("class Dim1_2", code);
        Assert.Contains("class Dim2\n", code);
        Assert.Contains("class Shape_2", code);
    }

    [TestMethod]
    [Timeout(60_000, CooperativeCancellation = true)]
    public void Labels_that_many_tensors_share_make_no_class_without_end()
    {
        const int Outputs = 2000;
        var model = new ModelBuilder
        {
            Metadata = NotedModels.Pack(new ModelMetadataT
            {
                SubgraphMetadata = [new SubGraphMetadataT { OutputTensorMetadata = [.. Enumerable.Repeat(NotedModels.Scores("labels.txt"), Outputs)] }],
            }),
        };
        int x = model.Input(TensorType.FLOAT32, [2, 3]);
        for (int i = 0; i < Outputs; i++)
        {
            int y = model.Tensor(TensorType.FLOAT32, [2, 3]);
            model.Operator(BuiltinOperator.NEG, [x], [y]);
            model.Output(y);
        }
        byte[] labels = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 15_000).Select(i => $"label {i}\n")));
        int length = Code(NotedModels.WithFiles(model.Build(), [("labels.txt", labels)])).Length;
        Assert.IsInRange(ModelClass.Longest, 2 * ModelClass.Longest, length);
    }

    [TestMethod]
    [DataRow("mobilenet_v1_1.0_224_quant", "MobilenetV1_1_0_224Quant")]
    [DataRow("a b", "AB")]
    [DataRow("a#b", "A_B")]
    [DataRow("1st", "_1st")]
    [DataRow("模型", "模型")]
    [DataRow("x:0", "X_0")]
    [DataRow("$(HOME)", "__HOME_")]
    [DataRow("", "_")]
    public void Names_become_identifiers(string name, string identifier) => Assert.AreEqual(identifier, Identifiers.OfName(name));

    private static string Code(byte[] bytes)
    {
        var model = new BuildModel(new TaskModel("Models", "a.tflite"), Path.GetTempPath());
        var log = new DiagnosticBag();
        return new ModelClass(model, new ClassName("App", "AModel"), ModelFace.Read(bytes, new ConversionOptions(), log), AssociatedFiles.Read(bytes, log)).ToText();
    }
}
