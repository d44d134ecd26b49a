using System.Reflection;

namespace Tflite2Onnx.Build.Tests;

/// <summary>A model's result is the same bytes, whoever converts it and wherever.</summary>
[TestClass]
public sealed class SameBytesTests : BuildTest
{
    private static readonly string Tool = Path.Combine(Repository.Root, "src/Tflite2Onnx.Tool/bin",
        typeof(SameBytesTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration, "net8.0/Tflite2Onnx.Tool.dll");

    [TestMethod]
    public void Task_shim_tool_and_library_agree_in_any_folder()
    {
        byte[] model = SampleModels.Edges();
        using var expected = new MemoryStream();
        Assert.IsTrue(Converter.Convert(model, expected).Succeeded);
        var others = new Dictionary<string, byte[]>();
        foreach (string folder in new[] { "here", "over/there" })
        {
            Work.Write($"{folder}/a.tflite", model);
            (int exit, string output) = DotNet.Run(Work[folder], Tool, "convert", "a.tflite", "-o", "a.onnx");
            Assert.AreEqual(0, exit, output);
            others[$"the tool in {folder}"] = File.ReadAllBytes(Work[$"{folder}/a.onnx"]);
            Converter.Convert(Work[$"{folder}/a.tflite"], Work[$"{folder}/library.onnx"]);
            others[$"the library in {folder}"] = File.ReadAllBytes(Work[$"{folder}/library.onnx"]);
            Work.Project(path: $"{folder}/App.csproj", properties: "<PathMap>$(MSBuildProjectDirectory)=/source</PathMap>");
            foreach (string host in new[] { "Process", "TaskHost", "InProc" })
            {
                Work.Built(folder, $"-p:Tflite2OnnxHost={host}");
                others[$"{host} in {folder}"] = File.ReadAllBytes(Work.Find($"{folder}/obj", "a.onnx"));
                if (host != "InProc")
                {
                    Work.Done("clean", folder);
                }
            }
        }
        Assert.HasCount(10, others);
        foreach ((string who, byte[] bytes) in others)
        {
            CollectionAssert.AreEqual(expected.ToArray(), bytes, who);
        }
        CollectionAssert.AreEqual(File.ReadAllBytes(Work["here/bin/Debug/net10.0/App.dll"]), File.ReadAllBytes(Work["over/there/bin/Debug/net10.0/App.dll"]));
    }
}
