namespace Tflite2Onnx.Build.Tests;

/// <summary>Which models a project has, and where their outputs go.</summary>
[TestClass]
public sealed class ItemTests : BuildTest
{
    private const string Assembly = "bin/Debug/net10.0/App.dll";

    [TestMethod]
    public void Models_are_found_except_those_that_others_ship()
    {
        Work.Project();
        foreach (string path in new[] { "a.tflite", "models/b.tflite", "wwwroot/c.tflite", "Resources/Raw/d.tflite", "bin/e.tflite", "obj/f.tflite" })
        {
            Work.Write(path, Models.Add(1));
        }
        Work.Built();
        Assert.AreEqual("App.a.onnx, App.models.b.onnx", Work.Resources(Assembly));

        BuildRun off = Work.Built("-p:EnableDefaultTfliteModelItems=false");
        Assert.AreEqual("", off.Converted);
        Assert.AreEqual("", Work.Resources(Assembly));
    }

    [TestMethod]
    public void Modes_links_and_names_place_the_outputs()
    {
        Work.Project("""
            <ItemGroup>
              <TfliteModel Update="models/a.tflite" LogicalName="my model" />
              <TfliteModel Update="models/b.tflite" OnnxMode="copy" />
              <TfliteModel Update="models/c.tflite" OnnxMode="Copy" Link="deep/er.tflite" />
              <TfliteModel Update="models/e.tflite" OnnxMode="" />
            </ItemGroup>
            """);
        foreach (char name in "abcdef")
        {
            Work.Write($"models/{name}.tflite", Models.Add(name));
        }
        Work.Built();
        Assert.AreEqual("App.models.d.onnx, App.models.e.onnx, App.models.f.onnx, my model", Work.Resources(Assembly));
        Assert.AreEqual("deep/er.onnx, models/b.onnx", string.Join(", ", Work.Files("bin/Debug/net10.0", "*.onnx")));

        Work.Built("-p:Tflite2OnnxMode=Copy");
        Assert.AreEqual("App.models.e.onnx", Work.Resources(Assembly));
        Assert.AreEqual("a.onnx, b.onnx, d.onnx, er.onnx, f.onnx", Work.Names("bin/Debug/net10.0", "*.onnx"));
    }

    [TestMethod]
    public void All_signatures_of_a_model_are_outputs_of_their_own()
    {
        Work.Project("""
            <ItemGroup>
              <TfliteModel Update="a.tflite" Signature="*" />
              <TfliteModel Update="b.tflite" Signature="raise" OnnxMode="Copy" />
              <TfliteModel Update="c.tflite" Signature="*" OnnxMode="Copy" />
            </ItemGroup>
            """);
        foreach (string path in new[] { "a.tflite", "b.tflite", "c.tflite" })
        {
            Work.Write(path, Models.TwoSignatures());
        }
        BuildRun first = Work.Built();
        Assert.AreEqual("App.a.negate.onnx, App.a.raise.onnx", Work.Resources(Assembly));
        Assert.AreEqual("b.onnx, c.negate.onnx, c.raise.onnx", Work.Names("bin/Debug/net10.0", "*.onnx"));
        Assert.AreNotEqual("", first.Converted);
        Assert.AreEqual("", Work.Built().Converted);
    }

    [TestMethod]
    public void A_model_that_takes_the_place_of_another_is_the_one_that_is_copied()
    {
        const string Swap = """<ItemGroup><TfliteModel Update="{0}.tflite" Link="model.onnx" /></ItemGroup>""";
        Work.Write("a.tflite", Models.Add(1));
        Work.Write("b.tflite", Models.Add(2));
        foreach (string chosen in new[] { "a", "b", "a" })
        {
            Work.Project(Swap.Replace("{0}", chosen, StringComparison.Ordinal), properties: "<Tflite2OnnxMode>Copy</Tflite2OnnxMode>");
            Work.Built();
            CollectionAssert.AreEqual(File.ReadAllBytes(Work.Find("obj", $"{chosen}.onnx")), File.ReadAllBytes(Work.Find("bin", "model.onnx")));
        }
    }

    [TestMethod]
    public void Models_of_the_same_name_and_from_outside_stay_apart()
    {
        Work.Project("""
            <ItemGroup>
              <TfliteModel Include="../shared/a.tflite" OnnxMode="Copy" />
              <TfliteModel Include="../shared/b.tflite" Link="linked/b.tflite" />
            </ItemGroup>
            """, "app/App.csproj");
        Work.Project("""
            <ItemGroup>
              <TfliteModel Include="$(MSBuildThisFileDirectory)../shared/a.tflite" IoLayout="channels-first" />
            </ItemGroup>
            """, "other/Other.csproj");
        Work.Write("app/x/a.tflite", Models.Add(1));
        Work.Write("app/y/a.tflite", Models.Add(2));
        Work.Write("shared/a.tflite", Models.Conv());
        Work.Write("shared/b.tflite", Models.Add(4));
        Work.Built("app");
        Work.Built("other");
        Assert.AreEqual("App.linked.b.onnx, App.x.a.onnx, App.y.a.onnx", Work.Resources("app/bin/Debug/net10.0/App.dll"));
        Assert.AreEqual("a.onnx", string.Join(", ", Work.Files("app/bin/Debug/net10.0", "*.onnx")));
        Assert.AreEqual("Other.a.onnx", Work.Resources("other/bin/Debug/net10.0/Other.dll"));
        Assert.AreEqual("", Work.Names("shared", "*.onnx"));
        CollectionAssert.AreNotEqual(File.ReadAllBytes(Work.Find("app/bin", "a.onnx")), File.ReadAllBytes(Work.Find("other/obj", "a.onnx")));
    }

    [TestMethod]
    public void Odd_names_of_folders_and_files_work()
    {
        // Nothing here that a system forbids, and all that MSBuild gives a meaning.
        const string Folder = "it's 100% $(odd) @é;";
        string[] names = ["a b", "semi;colon", "per%41cent", "quo'te", "$(HOME)", "@(None)", "words.de", "模型", "back`tick", "a#b", "v1.2", "[x]&y"];
        Work.Project("""<ItemGroup><TfliteModel Update="copies/**" OnnxMode="Copy" /></ItemGroup>""", $"{Folder}/App.csproj");
        for (int i = 0; i < names.Length; i++)
        {
            Work.Write($"{Folder}/{names[i]}.tflite", Models.Add(i));
            Work.Write($"{Folder}/copies/{names[i]}.tflite", Models.Add(-i));
        }
        var app = new Workspace(Work[Folder], Work.Folder);
        app.Built();
        string[] copies = [.. names.Select(n => n + ".onnx").Order(StringComparer.Ordinal)];
        Assert.AreEqual(string.Join(", ", copies), app.Names("bin/Debug/net10.0/copies", "*"));
        // The SDK, which makes the resources' names, takes %41 for an A in those of any resource.
        string[] resources = [.. copies.Select(c => $"App.{c.Replace("%41", "A", StringComparison.Ordinal)}").Order(StringComparer.Ordinal)];
        Assert.AreEqual(string.Join(", ", resources), app.Resources(Assembly));
        Assert.IsFalse(Directory.Exists(app["bin/Debug/net10.0/de"]), "no German resources");
        Assert.IsFalse(app.Built().LoadedTask);
    }

    [TestMethod]
    public void A_listed_model_counts_instead_of_the_one_the_glob_found()
    {
        Work.Project("""<ItemGroup><TfliteModel Include="./a.tflite" OnnxMode="Copy" /></ItemGroup>""");
        Work.Write("a.tflite", Models.Add(1));
        Work.Write("b.tflite", Models.Add(2));
        Assert.AreEqual("b.tflite, a.tflite", Work.Built().Converted);
        Assert.AreEqual("a.onnx", Work.Names("bin/Debug/net10.0", "*.onnx"));
        Assert.AreEqual("App.b.onnx", Work.Resources(Assembly));
        Assert.IsFalse(Work.Built().LoadedTask);
    }

    [TestMethod]
    public void A_model_listed_twice_is_an_error()
    {
        Work.Project("""<ItemGroup><TfliteModel Include="a.tflite" /><TfliteModel Include="./a.tflite" IoLayout="channels-first" /></ItemGroup>""");
        Work.Write("a.tflite", Models.Add(1));
        BuildRun twice = Work.Build();
        Assert.AreEqual("T2O4003", twice.Errors.Single().Code);
        Assert.AreEqual(Work["App.csproj"], twice.Errors.Single().File);
        Assert.Contains("List it once", twice.Output);
        Work.Project();
        Work.Built();
        Work.Project("""<ItemGroup><TfliteModel Include="a.tflite" /><TfliteModel Include="a.tflite" /></ItemGroup>""");
        Assert.AreEqual("T2O4003", Work.Build().Errors.Single().Code, "although the model is up to date");
    }

    [TestMethod]
    public void Models_with_one_output_are_an_error()
    {
        Work.Project("""
            <ItemGroup>
              <TfliteModel Include="../x/a.tflite;../y/a.tflite" OnnxMode="Copy" />
              <TfliteModel Include="../x/b.tflite;../y/c.tflite" LogicalName="the model" />
            </ItemGroup>
            """, "app/App.csproj");
        foreach (string path in new[] { "x/a", "y/a", "x/b", "y/c" })
        {
            Work.Write($"{path}.tflite", Models.Add(1));
        }
        BuildRun run = Work.Build("app");
        Assert.AreEqual("T2O4004, T2O4004", string.Join(", ", run.Errors.Select(e => e.Code)));
        Assert.Contains("../x/a.tflite and ../y/a.tflite would both become a.onnx", run.Output);
        Assert.Contains("would both become the model", run.Output);
        Assert.AreEqual("", run.Converted);
    }
}
