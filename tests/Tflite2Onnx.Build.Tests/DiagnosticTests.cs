using System.Text.RegularExpressions;

namespace Tflite2Onnx.Build.Tests;

/// <summary>What a build says about models and options.</summary>
[TestClass]
public sealed class DiagnosticTests : BuildTest
{
    [TestMethod]
    public void Errors_have_code_and_file()
    {
        Work.Project("""<ItemGroup><TfliteModel Include="missing.tflite" /></ItemGroup>""");
        Work.Write("bad.tflite", [1, 2, 3, 4, 5, 6, 7, 8, 9]);
        Work.Write("good.tflite", Models.Add(1));
        Work.Write("unsupported.tflite", Models.Unsupported());
        BuildRun run = Work.Build();
        Assert.IsFalse(run.Succeeded);
        Assert.AreEqual("bad.tflite T2O1002, missing.tflite T2O1001, unsupported.tflite T2O2001",
            string.Join(", ", run.Errors.Select(e => $"{Path.GetFileName(e.File)} {e.Code}").Order(StringComparer.Ordinal)));
        // The form that editors and other tools look for.
        (string model, string project) = (Regex.Escape(Work["unsupported.tflite"]), Regex.Escape(Work["App.csproj"]));
        var form = new Regex($@"^{model} : error T2O2001: subgraph 0, operator 0 CUSTOM:NobodyHasThis.* \[{project}", RegexOptions.Multiline);
        Assert.MatchesRegex(form, run.Output);
        Assert.HasCount(1, Work.Files("obj", "good.onnx"));
    }

    [TestMethod]
    public void Unknown_words_are_errors_that_list_the_words()
    {
        Work.Project("""<ItemGroup><TfliteModel Update="a.tflite" IoLayout="nchw" Float16="it's" OnnxOpset="99" /></ItemGroup>""");
        Work.Write("a.tflite", Models.Add(1));
        Work.Write("b.tflite", Models.Add(1));
        BuildRun options = Work.Build();
        Assert.AreEqual("T2O4001, T2O4001, T2O4001", string.Join(", ", options.Errors.Select(e => e.Code)));
        Assert.IsTrue(options.Errors.All(e => e.File == Work["App.csproj"]));
        Assert.Contains("'nchw' is no value of IoLayout of a.tflite; it can be preserve, channels-first.", options.Output);
        Assert.Contains("'it's' is no value of Float16 of a.tflite; it can be keep, widen.", options.Output);
        Assert.Contains("'99' is no value of OnnxOpset of a.tflite; it can be 17 to ", options.Output);
        Assert.HasCount(1, Work.Files("obj", "b.onnx"));

        Work.Project("""<ItemGroup><TfliteModel Update="a.tflite" OnnxMode="Embedded" /></ItemGroup>""");
        BuildRun mode = Work.Build();
        Assert.AreEqual("T2O4001", mode.Errors.Single().Code);
        Assert.Contains("'Embedded' is no value of OnnxMode of a.tflite; it can be Embed, Copy, Both, Item, None.", mode.Output);
    }

    [TestMethod]
    public void Warnings_come_back_in_builds_that_convert_nothing()
    {
        Work.Project();
        Work.Write("a.tflite", Models.Add(1));
        Work.Built();
        string warnings = Path.Combine(Path.GetDirectoryName(Work.Find("obj", "a.onnx"))!, "warnings.json");
        File.WriteAllText(warnings, """[{ "Code": "T2O3999", "Message": "something to know" }]""");
        for (int again = 0; again < 2; again++)
        {
            BuildRun run = Work.Build("-warnaserror");
            Assert.IsFalse(run.Succeeded);
            Assert.Contains($"{Work["a.tflite"]} : error T2O3999: something to know", run.Output);
            Assert.AreEqual("", run.Converted);
            Assert.AreEqual(0, run.Summaries);
        }
        Assert.AreEqual("T2O3999", Work.Built().Warnings.Single().Code);
        Assert.IsEmpty(Work.Built("-p:NoWarn=T2O3999").Warnings);
        Assert.IsTrue(File.Exists(warnings));
        Work.Built("-t:Rebuild");
        Assert.IsFalse(File.Exists(warnings), "a conversion without warnings");
    }

    [TestMethod]
    public void Warnings_are_errors_where_the_project_wants_it()
    {
        Work.Project("""<ItemGroup><TfliteModel Update="a.tflite" AssociatedFiles="Copy" /></ItemGroup>""", properties: "<TreatWarningsAsErrors>true</TreatWarningsAsErrors>");
        Work.Write("a.tflite", Models.BadFiles());
        for (int again = 0; again < 2; again++)
        {
            BuildRun run = Work.Build();
            Assert.IsFalse(run.Succeeded);
            Assert.AreEqual("T2O3102", run.Errors.Single().Code);
        }
        Assert.AreEqual("T2O3102", Work.Built("-p:WarningsNotAsErrors=T2O3102").Warnings.Single().Code);
        Assert.IsEmpty(Work.Built("-p:NoWarn=T2O3102").Warnings);
        Assert.AreEqual("T2O3102", Work.Built("-p:TreatWarningsAsErrors=false").Warnings.Single().Code);
    }
}
