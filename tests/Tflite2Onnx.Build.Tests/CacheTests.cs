namespace Tflite2Onnx.Build.Tests;

/// <summary>Conversions that other builds have done already, in a folder that may be missing, damaged or somebody else's.</summary>
[TestClass]
public sealed class CacheTests : BuildTest
{
    [TestMethod]
    public void Frameworks_and_configurations_convert_a_model_once()
    {
        Work.Project(properties: """
            <TargetFramework></TargetFramework>
            <TargetFrameworks>net8.0;net10.0</TargetFrameworks>
            <DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>
            """);
        Work.Write("a.tflite", Models.Add(1));
        BuildRun frameworks = Work.Built("-m:2");
        Assert.AreEqual("a.tflite, a.tflite", frameworks.Converted);
        Assert.AreEqual(1, frameworks.FromCache);
        Assert.AreEqual(2, Work.Built("-c", "Release").FromCache);
        Assert.IsEmpty(Directory.GetFiles(Work["obj/t2o.cache"], "*.lock"));
        CollectionAssert.AreEqual(File.ReadAllBytes(Work.Find("obj/Debug/net8.0", "a.onnx")), File.ReadAllBytes(Work.Find("obj/Release/net10.0", "a.onnx")));
        Work.Done("clean");
        Assert.IsFalse(Directory.Exists(Work["obj/t2o.cache"]));
    }

    [TestMethod]
    public void A_folder_of_ones_own_outlives_clean_and_serves_other_projects()
    {
        string[] cached = [$"-p:Tflite2OnnxCacheDirectory={Work["kept here"]}"];
        foreach (string folder in new[] { "one", "two" })
        {
            Work.Project("""<ItemGroup><TfliteModel Update="*.tflite" OnnxMode="Copy" /></ItemGroup>""", $"{folder}/App.csproj");
            Work.Write($"{folder}/{folder}.tflite", Models.Add(1));
        }
        Assert.AreEqual(0, Work.Built(["one", .. cached]).FromCache);
        Assert.IsFalse(Directory.Exists(Work["one/obj/t2o.cache"]));
        Assert.AreEqual(1, Work.Built(["two", .. cached]).FromCache, "another name of the same bytes");
        Work.Done("clean", ["one", .. cached]);
        BuildRun again = Work.Built(["one", .. cached]);
        Assert.AreEqual("one.tflite", again.Converted);
        Assert.AreEqual(1, again.FromCache);
        CollectionAssert.AreEqual(File.ReadAllBytes(Work["one/bin/Debug/net10.0/one.onnx"]), File.ReadAllBytes(Work["two/bin/Debug/net10.0/two.onnx"]));
        Assert.AreEqual(0, Work.Built(["one", "-p:Tflite2OnnxIoLayout=channels-first", .. cached]).FromCache, "other options");
    }

    [TestMethod]
    public void A_damaged_cache_or_none_costs_time_only()
    {
        string folder = Directory.CreateDirectory(Work["cache"]).FullName;
        byte[] sound = Convert("first", folder);
        foreach (string file in Directory.GetFiles(folder))
        {
            File.WriteAllText(file, "damage");
        }
        CollectionAssert.AreEqual(sound, Convert("damaged", folder));
        foreach (string file in Directory.GetFiles(folder, "*.onnx"))
        {
            File.WriteAllBytes(file, [.. sound[..^1], (byte)~sound[^1]]);
        }
        CollectionAssert.AreEqual(sound, Convert("other bytes", folder));
        Work.Write("a file", "no folder");
        CollectionAssert.AreEqual(sound, Convert("no folder", Work["a file"]));
        CollectionAssert.AreEqual(sound, Convert("none", ""));
    }

    [TestMethod]
    public void What_nothing_asked_for_in_a_month_goes()
    {
        string folder = Directory.CreateDirectory(Work["cache"]).FullName;
        foreach ((string name, int days) in new[] { ("old", 31), ("young", 29) })
        {
            Work.Write($"cache/{name}.onnx", "x");
            Work.Write($"cache/{name}.json", "x");
            File.SetLastWriteTimeUtc(Work[$"cache/{name}.onnx"], DateTime.UtcNow.AddDays(-days));
        }
        Convert("a", folder);
        Assert.AreEqual("young.json, young.onnx", Work.Names("cache", "????*.*").Split(", ").Where(n => n.Length < 20).Aggregate((a, b) => $"{a}, {b}"));
    }

    private byte[] Convert(string name, string cache)
    {
        Work.Write("a.tflite", Models.Add(1));
        var item = new TaskModel("Models", Work["a.tflite"]);
        (item.Metadata["OnnxPath"], item.Metadata["StampPath"], item.Metadata["WarningsPath"]) = (Work[$"{name}/a.onnx"], Work[$"{name}/a.stamp"], Work[$"{name}/w.json"]);
        var conversion = new Conversion(Conversion.Engine, cache.Length > 0 ? new ConversionCache(cache) : null);
        Outcome outcome = conversion.Run(new BuildModel(item, Work.Folder));
        Assert.IsNotNull(outcome.Converted, string.Join(" ", outcome.Diagnostics));
        Assert.IsFalse(outcome.Converted.FromCache);
        return File.ReadAllBytes(Work[$"{name}/a.onnx"]);
    }
}
