using System.Diagnostics;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using Tflite2Onnx.Diagnostics;
using Tflite2Onnx.Tflite;
using Tflite2Onnx.Tflite.MetadataTables;

namespace Tflite2Onnx.Build.Tests;

/// <summary>
/// Models of somebody who means ill. Whatever stands in one, nothing of it runs, nothing is written but below the project's own obj and bin, and
/// the names there are those that were made for the texts, so that MSBuild expanded none of them.
/// </summary>
[TestClass]
public sealed class UntrustedTests : BuildTest
{
    // What a build would run, or show by its value.
    private static readonly string[] s_syntax =
    [
        "$(MSBuildProjectFile)", "%24(MSBuildProjectFile)", "$([System.IO.File]::ReadAllText('App.csproj'))", "x')$([System.IO.File]::ReadAllText('App.csproj'))",
        "x`)$([System.Environment]::get_NewLine())", "@(TfliteModel)", "@(TfliteModel->'%(FullPath)')", "%(TfliteModel.FullPath)", "a;b.tflite", "' == '' or '",
        "x%2f..%2f..%2f..%2f..%2fESCAPED%2fevil", "../../../../ESCAPED/evil", "..\\..\\ESCAPED", "a/b", "a:b", "A/b", "*", "**",
    ];

    private static readonly string[] s_all = [.. HostileTexts.All.Concat(s_syntax).Select(OnDisk).Distinct()];

    [TestMethod]
    [DataRow("InProc")]
    [DataRow("Process")]
    public void Every_key_is_a_signature_with_a_file_a_class_and_a_report_of_its_own(string host)
    {
        string[] suffixes = [.. FileNames.Of(s_all).Select(name => $"app/App.{name}.onnx")];
        Work.Project("""<ItemGroup><TfliteModel Update="App.tflite" Signature="*" OnnxMode="Both" Report="true" /></ItemGroup>""", "app/App.csproj",
            $"<Tflite2OnnxHost>{host}</Tflite2OnnxHost><TreatWarningsAsErrors>true</TreatWarningsAsErrors>");
        byte[] bytes = Keys(s_all);
        Work.Write("app/App.tflite", bytes);
        Work.Done("restore", "app");
        string[] before = Outside();

        Work.Done("msbuild", "app", "-t:Compile", "-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true");
        CollectionAssert.AreEqual(before, Outside());
        Assert.HasCount(s_all.Length, Work.Files("app/obj/Debug/net10.0/t2o", "*.g.cs"));

        BuildRun run = Work.Built("app");
        CollectionAssert.AreEqual(before, Outside());
        Assert.IsEmpty(run.Warnings);
        CollectionAssert.AreEqual(suffixes.Select(s => Path.GetFileName(s)).Order(StringComparer.Ordinal).ToArray(), Work.Files("app/bin/Debug/net10.0", "*.onnx"));
        Assert.HasCount(s_all.Length, Work.Files("app/bin/Debug/net10.0", "*.report.json"));
        Assert.HasCount(s_all.Length, Work.Resources("app/bin/Debug/net10.0/App.dll").Split(", "));
        foreach ((string key, string file) in s_all.Zip(suffixes, (key, file) => (key, Path.GetFileName(file))))
        {
            using var right = new MemoryStream();
            Converter.Convert(bytes, right, new ConversionOptions { Signature = key });
            CollectionAssert.AreEqual(right.ToArray(), File.ReadAllBytes(Work[$"app/bin/Debug/net10.0/{file}"]), file);
        }
        Assert.IsFalse(Work.Built("app").Ran("ConvertTfliteModels"));
    }

    [TestMethod]
    public void Files_that_travel_with_a_model_have_a_folder_of_their_own_whatever_they_are_called()
    {
        string[] modes = ["None", "Copy", "Embed", "Both"], files = ["None", "Copy", "Embed"];
        string items = string.Concat(modes.SelectMany(mode => files.Select(kind =>
            $"""<TfliteModel Update="{mode}{kind}.tflite" OnnxMode="{mode}" AssociatedFiles="{kind}" />""")));
        Work.Project($"""<ItemGroup>{items}<TfliteModel Update="App.tflite" OnnxMode="Both" AssociatedFiles="Copy" /></ItemGroup>""", "app/App.csproj");
        byte[] code = "public class Injected { [System.Runtime.CompilerServices.ModuleInitializer] public static void Run() { } }"u8.ToArray();
        string[] names = [.. s_all.Where(name => name.Length > 0), "dll", "deps.json", "runtimeconfig.json", "g.cs", "report.json", "warnings.json", "files.json", "read"];
        byte[] model = NotedModels.WithFiles(Models.Add(1), [.. names.Distinct().Select(name => (name, code))]);
        foreach (string name in modes.SelectMany(mode => files.Select(kind => mode + kind)).Append("App"))
        {
            Work.Write($"app/{name}.tflite", model);
        }
        Work.Done("restore", "app");
        string[] before = Outside();
        BuildRun run = Work.Built("app");
        CollectionAssert.AreEqual(before, Outside());
        Assert.IsTrue(run.Warnings.All(w => w.Code is "T2O3102"), "names that are none are told");

        string[] kept = [.. FileNames.Of([.. AssociatedFiles.Read(model, new DiagnosticBag()).Select(f => f.Name)]).Order(StringComparer.Ordinal)];
        Assert.IsGreaterThan(40, kept.Length);
        foreach (string copied in modes.Select(mode => mode + "Copy").Append("App"))
        {
            CollectionAssert.AreEqual(kept, Work.Files($"app/bin/Debug/net10.0/{copied}.files"));
        }
        string[] beside = [.. Work.Files("app/bin/Debug/net10.0").Where(f => !f.Contains('/', StringComparison.Ordinal))];
        string[] copies = [.. modes.Where(m => m is "Copy" or "Both").SelectMany(mode => files.Select(kind => $"{mode}{kind}.onnx"))];
        CollectionAssert.AreEquivalent(copies.Concat(["App.dll", "App.pdb", "App.deps.json", "App.onnx"]).ToArray(), beside);
        using var image = new PEReader(File.OpenRead(Work["app/bin/Debug/net10.0/App.dll"]));
        MetadataReader reader = image.GetMetadataReader();
        Assert.IsFalse(reader.TypeDefinitions.Any(t => reader.GetString(reader.GetTypeDefinition(t).Name) == "Injected"), "a file of the model was compiled");
        BuildRun second = Work.Built("app");
        Assert.IsFalse(second.Ran("ConvertTfliteModels") && second.Converted.Length > 0);
    }

    [TestMethod]
    public void Texts_are_nothing_but_literals_in_a_class()
    {
        string text = string.Join(" ", s_all) + "\" + Injected() + \"*/ }\n#error injected\r\n}\u2028}\u0085";
        string[] names = [.. s_all.Where(name => name.Length > 0), text, new string('n', 70_000)];
        var model = new ModelBuilder
        {
            Metadata = NotedModels.Pack(new ModelMetadataT
            {
                Description = text,
                Author = text,
                License = text,
                Version = text,
                SubgraphMetadata = [new SubGraphMetadataT { InputTensorMetadata = [new TensorMetadataT { Name = text, Description = text }], OutputTensorMetadata = [NotedModels.Scores("labels.txt")] }],
            }),
        };
        foreach (string name in names)
        {
            int x = model.Input(TensorType.FLOAT32, [2, 3], name: name);
            int y = model.Tensor(TensorType.FLOAT32, [2, 3], name: name + "!");
            model.Operator(BuiltinOperator.NEG, [x], [y]);
            model.Output(y);
        }
        byte[] bytes = NotedModels.WithFiles(model.Build(), [("labels.txt", Encoding.UTF8.GetBytes(text.ReplaceLineEndings(" ")))]);
        Work.Project(properties: "<OutputType>Exe</OutputType><TreatWarningsAsErrors>true</TreatWarningsAsErrors><GenerateDocumentationFile>true</GenerateDocumentationFile>");
        Work.Write("a.tflite", bytes);
        Work.Write("Source.cs", """
            using System;
            using System.Linq;
            using System.Text;
            Console.WriteLine(Shown(App.AModel.Author));
            foreach (Type input in typeof(App.AModel.Inputs).GetNestedTypes().OrderBy(t => t.MetadataToken))
            {
                Console.WriteLine(Shown((string)input.GetField("Name").GetRawConstantValue()));
            }
            static string Shown(string text) => Convert.ToBase64String(Encoding.Unicode.GetBytes(text));
            """);
        BuildRun run = Work.Done("run");
        ModelFace face = ModelFace.Read(bytes, new ConversionOptions(), new DiagnosticBag())!;
        string[] expected = [face.Metadata!.Author, .. face.Inputs.Select(i => i.Name)];
        Assert.HasCount(names.Length + 1, expected);
        Assert.AreEqual(OnDisk(text), face.Metadata.Author);
        Assert.Contains(string.Concat(expected.Select(e => Convert.ToBase64String(Encoding.Unicode.GetBytes(e)) + "\n")), run.Output.ReplaceLineEndings("\n"));
    }

    [TestMethod]
    public void A_model_that_says_too_much_for_a_class_has_one_without_it()
    {
        Work.Project();
        Work.Write("a.tflite", Models.Conv(NotedModels.Pack(new ModelMetadataT { Description = new string('d', 9 << 20), SubgraphMetadata = [new SubGraphMetadataT()] })));
        Work.Built();
        Assert.IsLessThan(100_000, new FileInfo(Work.Find("obj", "a.g.cs")).Length);
    }

    [TestMethod]
    public void What_is_no_file_is_refused_and_waited_for_by_nobody()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("Windows has no such files.");
        }
        Work.Project(properties: "<Tflite2OnnxSignature>*</Tflite2OnnxSignature><Tflite2OnnxAssociatedFiles>Copy</Tflite2OnnxAssociatedFiles>");
        Work.Write("good.tflite", Models.TwoSignatures());
        using (Process make = Process.Start("mkfifo", [Work["pipe.tflite"]]))
        {
            make.WaitForExit();
        }
        File.CreateSymbolicLink(Work["zero.tflite"], "/dev/zero");
        File.CreateSymbolicLink(Work["gone.tflite"], Work["nowhere.tflite"]);
        BuildRun run = Work.Build();
        Assert.AreEqual("gone.tflite T2O1001, pipe.tflite T2O1009, zero.tflite T2O1009",
            string.Join(", ", run.Errors.Select(e => $"{Path.GetFileName(e.File)} {e.Code}").Order(StringComparer.Ordinal)));
        Assert.HasCount(2, Work.Files("obj", "good.*.onnx"));
    }

    // Each key has an input of its own name, so that no two results are the same.
    private static byte[] Keys(string[] keys)
    {
        var model = new ModelBuilder();
        int x = model.Input(TensorType.FLOAT32, [2, 3], name: "x");
        int y = model.Tensor(TensorType.FLOAT32, [2, 3], name: "y");
        model.Operator(BuiltinOperator.NEG, [x], [y]);
        model.Output(y);
        for (int i = 0; i < keys.Length; i++)
        {
            model.Signature(keys[i], 0, [$"in{i}"], [$"out{i}"]);
        }
        return model.Build();
    }

    // Halves of characters have no form in a file.
    private static string OnDisk(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    // All but what the builds of the project make there.
    private string[] Outside() => [.. Work.Files(".").Where(f => !f.StartsWith("app/obj/", StringComparison.Ordinal)
        && !f.StartsWith("app/bin/", StringComparison.Ordinal) && !f.EndsWith(".binlog", StringComparison.Ordinal))];
}
