using System.Reflection;
using System.Text;
using System.Text.Json;
using Tflite2Onnx.Tflite;

namespace Tflite2Onnx.Tool.Tests;

/// <summary>The command that reads projects. They take the build package from the sources; the SDK is the one that runs the tests.</summary>
[TestClass]
public sealed class ProjectTests : IDisposable
{
    private static readonly string Tasks = Path.Combine(Repository.Root, "src", "Tflite2Onnx.Build", "bin",
        typeof(ProjectTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration, "net8.0", "Tflite2Onnx.Build.dll");

    private readonly Workspace _work = new();

    public void Dispose() => _work.Dispose();

    [TestMethod]
    public void Models_are_listed_with_what_set_their_options()
    {
        string project = Project("""
            <PropertyGroup><Tflite2OnnxFloat16>widen</Tflite2OnnxFloat16></PropertyGroup>
            <ItemGroup>
              <TfliteModel Update="a.tflite" OnnxMode="Copy" />
            </ItemGroup>
            """);
        Model("a.tflite");
        Model("models/b.tflite");
        ToolRun run = ToolRun.Of("project", project, "--json", "-p", "Tflite2OnnxOpset=19");
        Assert.AreEqual(0, run.Code, run.Error);
        JsonElement framework = run.Json.GetProperty("frameworks")[0];
        Assert.AreEqual("net10.0 Debug", $"{framework.GetProperty("framework")} {framework.GetProperty("configuration")}");
        JsonElement[] models = [.. framework.GetProperty("models").EnumerateArray()];
        Assert.AreEqual("a.tflite a.onnx, models/b.tflite App.models.b.onnx",
            string.Join(", ", models.OrderBy(m => m.GetProperty("model").GetString()).Select(m => $"{m.GetProperty("model").GetString()!.Replace('\\', '/')} {m.GetProperty("output")}")));
        JsonElement a = models.Single(m => m.GetProperty("model").GetString() == "a.tflite");
        Assert.AreEqual("Copy App.csproj:7", Option(a, "OnnxMode"));
        Assert.AreEqual("widen App.csproj:5, Tflite2OnnxFloat16", Option(a, "Float16"));
        Assert.AreEqual("19 command line, Tflite2OnnxOpset", Option(a, "OnnxOpset"));
        Assert.AreEqual("preserve default", Option(a, "IoLayout"));
        Assert.AreEqual("it was never converted", a.GetProperty("reason").GetString());
        Assert.IsFalse(Directory.Exists(_work.At("obj")));

        ToolRun text = ToolRun.Of("project", _work.Root);
        Assert.AreEqual(0, text.Code, text.Error);
        StringAssert.Contains(text.Out, "a.tflite -> a.onnx\n  out of date: it was never converted");
    }

    [TestMethod]
    public void Conversion_is_the_builds_and_what_is_stale_is_told()
    {
        string project = Project();
        string model = Model("a.tflite");
        ToolRun converted = ToolRun.Of("project", project, "--json", "--convert");
        Assert.AreEqual(0, converted.Code, converted.Error);
        JsonElement a = Only(converted);
        Assert.IsFalse(a.GetProperty("isStale").GetBoolean());
        string onnx = a.GetProperty("onnx").GetString()!;
        Assert.AreEqual(0, ToolRun.Of("convert", model, "-o", _work.At("tool.onnx")).Code);
        CollectionAssert.AreEqual(File.ReadAllBytes(_work.At("tool.onnx")), File.ReadAllBytes(onnx));

        File.SetLastWriteTimeUtc(model, DateTime.UtcNow.AddMinutes(1));
        Assert.AreEqual("the file was replaced", Reason(project));
        Assert.AreEqual("its options, its name or the package changed", Reason(project, "-p", "Tflite2OnnxOpset=20"));
        ToolRun.Of("project", project, "--convert");
        File.Delete(onnx);
        Assert.AreEqual("the ONNX model was deleted", Reason(project));
    }

    [TestMethod]
    public void Frameworks_are_listed_one_by_one()
    {
        string project = Project("<PropertyGroup><TargetFramework></TargetFramework><TargetFrameworks>net8.0;net10.0</TargetFrameworks></PropertyGroup>");
        Model("a.tflite");
        ToolRun all = ToolRun.Of("project", project, "--json");
        Assert.AreEqual("net8.0, net10.0", string.Join(", ", all.Json.GetProperty("frameworks").EnumerateArray().Select(f => f.GetProperty("framework").GetString())));
        Assert.AreEqual(1, ToolRun.Of("project", project, "--json", "-f", "net8.0").Json.GetProperty("frameworks").GetArrayLength());
    }

    [TestMethod]
    public void What_does_not_evaluate_is_told_in_msbuilds_words()
    {
        string project = Write("<Project><Import Project=\"missing.props\" /></Project>");
        ToolRun broken = ToolRun.Of("project", project);
        Assert.AreEqual(3, broken.Code);
        StringAssert.Contains(broken.Error, "App.csproj(1,10): error MSB4019:");
        ToolRun without = ToolRun.Of("project", Write("<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>"));
        Assert.AreEqual(1, without.Code);
        StringAssert.Contains(without.Error, "T2O4010: The project does not refer to the package Tflite2Onnx.Build");
        Assert.AreEqual(3, ToolRun.Of("project", _work.At("none.csproj")).Code);
        Assert.AreEqual(2, ToolRun.Of("project", project, "-p", "nothing").Code);
    }

    [TestMethod]
    public void A_model_that_does_not_convert_has_the_exit_code_it_has_elsewhere()
    {
        string project = Project();
        _work.Write("a.tflite", [1, 2, 3, 4, 5, 6, 7, 8, 9]);
        ToolRun run = ToolRun.Of("project", project, "--convert");
        Assert.AreEqual(3, run.Code);
        StringAssert.Contains(run.Error, "a.tflite : error T2O1002:");
    }

    [TestMethod]
    public void Keys_of_signatures_are_no_syntax_of_a_project()
    {
        string[] keys = [.. HostileTexts.All.Append("$(MSBuildProjectFile)").Append("x')$([System.IO.File]::ReadAllText('App.csproj'))")
            .Select(key => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(key))).Distinct()];
        var builder = new ModelBuilder();
        int x = builder.Input(TensorType.FLOAT32, [2, 3], name: "x");
        int y = builder.Tensor(TensorType.FLOAT32, [2, 3], name: "y");
        builder.Operator(BuiltinOperator.NEG, [x], [y]);
        builder.Output(y);
        foreach (string key in keys)
        {
            builder.Signature(key, 0, ["in"], ["out"]);
        }
        _work.Write("a.tflite", builder.Build());
        ToolRun run = ToolRun.Of("project", Project("""<PropertyGroup><Tflite2OnnxSignature>*</Tflite2OnnxSignature><Tflite2OnnxMode>Copy</Tflite2OnnxMode></PropertyGroup>"""), "--json");
        Assert.AreEqual(0, run.Code, run.Error);
        JsonElement[] models = [.. run.Json.GetProperty("frameworks")[0].GetProperty("models").EnumerateArray()];
        CollectionAssert.AreEqual(FileNames.Of(keys).Select(name => $"a.{name}.onnx").ToArray(), models.Select(m => m.GetProperty("output").GetString()).ToArray());
        Assert.IsTrue(models.All(m => m.GetProperty("onnx").GetString()!.StartsWith(_work.At("obj"), StringComparison.Ordinal)));
    }

    private static string Option(JsonElement model, string name)
    {
        JsonElement option = model.GetProperty("options").EnumerateArray().Single(o => o.GetProperty("name").GetString() == name);
        return $"{option.GetProperty("value")} {option.GetProperty("source")}";
    }

    private static string Reason(string project, params string[] arguments) => Only(ToolRun.Of(["project", project, "--json", .. arguments])).GetProperty("reason").GetString()!;

    private static JsonElement Only(ToolRun run) => run.Json.GetProperty("frameworks")[0].GetProperty("models")[0];

    private string Model(string name) => _work.Write(name, SampleModels.Edges());

    private string Write(string project) => _work.Write("App.csproj", System.Text.Encoding.UTF8.GetBytes(project));

    // The lines are counted.
    private string Project(string body = "")
    {
        string package = Path.Combine(Repository.Root, "nuget", "Tflite2Onnx.Build", "build");
        _work.Write("Directory.Build.props", "<Project />"u8.ToArray());
        _work.Write("Directory.Build.targets", System.Text.Encoding.UTF8.GetBytes($"<Project><Import Project=\"{package}/Tflite2Onnx.Build.targets\" /></Project>"));
        return Write($"""
            <Project Sdk="Microsoft.NET.Sdk">
              <Import Project="{package}/Tflite2Onnx.Build.props" />
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><_T2OTasks>{Tasks}</_T2OTasks></PropertyGroup>
              <!-- What the test is about. -->
            {body}
            </Project>
            """);
    }
}
