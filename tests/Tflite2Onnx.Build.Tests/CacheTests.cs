using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

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
    [DataRow("Diagnostics", "null")]
    [DataRow("Diagnostics", "[null]")]
    [DataRow("Diagnostics", "[{}]")]
    [DataRow("Diagnostics", """[{"Code":"T2O3999","Message":"failed","Severity":2}]""")]
    [DataRow("Report", "null")]
    [DataRow("Report", "7")]
    [DataRow("Bytes", "0")]
    [DataRow("Bytes", "-1")]
    [DataRow("Sha256", "null")]
    [DataRow("Key", "null")]
    [DataRow("Key", "\"another\"")]
    public void An_entry_that_cannot_be_right_is_a_miss(string field, string value)
    {
        string folder = Directory.CreateDirectory(Work["cache"]).FullName;
        byte[] sound = Convert("first", folder);
        string path = Directory.GetFiles(folder, "*.json").Single();
        JsonObject entry = JsonNode.Parse(File.ReadAllBytes(path).AsSpan(SHA256.HashSizeInBytes))!.AsObject();
        Write(path, entry);
        Assert.IsTrue(Run("as it was", folder).FromCache, "the hash is the right one");
        entry[field] = JsonNode.Parse(value);
        Write(path, entry);
        CollectionAssert.AreEqual(sound, Convert("second", folder));
    }

    [TestMethod]
    public void An_entry_of_another_model_is_a_miss()
    {
        string folder = Directory.CreateDirectory(Work["cache"]).FullName;
        Convert("first", folder);
        string key = Path.GetFileNameWithoutExtension(Directory.GetFiles(folder, "*.onnx").Single());
        byte[] other = Convert("other", folder, 2);
        string otherKey = Path.GetFileNameWithoutExtension(Directory.GetFiles(folder, "*.onnx").Single(f => !f.Contains(key, StringComparison.Ordinal)));
        foreach (string extension in new[] { ".onnx", ".json" })
        {
            File.Copy(Path.Combine(folder, key + extension), Path.Combine(folder, otherKey + extension), overwrite: true);
        }
        CollectionAssert.AreEqual(other, Convert("again", folder, 2));
    }

    [TestMethod]
    public void A_lock_that_nobody_gives_up_is_told_of_and_waited_for_no_longer_than_that()
    {
        string folder = Directory.CreateDirectory(Work["cache"]).FullName;
        Work.Write("a.tflite", Models.Add(1));
        Convert("first", folder);
        string key = Path.GetFileNameWithoutExtension(Directory.GetFiles(folder, "*.onnx").Single());
        File.Delete(Path.Combine(folder, key + ".onnx"));
        var told = new List<string>();
        var waits = new TurnWaits(told.Add, CancellationToken.None) { Silent = TimeSpan.FromMilliseconds(200), Longest = TimeSpan.FromSeconds(1) };
        using var held = new FileStream(Path.Combine(folder, key + ".lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        long start = Stopwatch.GetTimestamp();
        Assert.IsFalse(Run("second", folder, waits: waits).FromCache);
        Assert.IsLessThan(20, Stopwatch.GetElapsedTime(start).TotalSeconds);
        Assert.Contains(held.Name, told.Single());

        start = Stopwatch.GetTimestamp();
        var cancelled = new ConversionCache(folder, new TurnWaits(told.Add, new CancellationToken(canceled: true)));
        Assert.ThrowsExactly<OperationCanceledException>(() => cancelled.TakeTurn(key, "a.tflite"));
        Assert.IsLessThan(20, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    [TestMethod]
    public void What_nothing_asked_for_in_a_month_goes_and_nothing_else()
    {
        string folder = Directory.CreateDirectory(Work["cache"]).FullName;
        string old = new('0', 64), young = new('1', 64);
        string[] names = [$"{old}.onnx", $"{old}.json", ".abcdefgh.ijk", $"{young}.onnx", $"{young}.json", "mine.onnx", "mine.json", ".gitignore", ".env"];
        foreach (string name in names)
        {
            Work.Write($"cache/{name}", "x");
            File.SetLastWriteTimeUtc(Work[$"cache/{name}"], DateTime.UtcNow.AddDays(name.StartsWith('1') ? -29 : -31));
        }
        Convert("a", folder);
        CollectionAssert.AreEquivalent(names[3..], Directory.GetFiles(folder).Select(f => Path.GetFileName(f)).Intersect(names).ToArray());
    }

    private static void Write(string path, JsonObject entry)
    {
        byte[] json = Encoding.UTF8.GetBytes(entry.ToJsonString());
        File.WriteAllBytes(path, [.. SHA256.HashData(json), .. json]);
    }

    private byte[] Convert(string name, string cache, float number = 1)
    {
        Assert.IsFalse(Run(name, cache, number).FromCache);
        return File.ReadAllBytes(Work[$"{name}/a.onnx"]);
    }

    private Converted Run(string name, string cache, float number = 1, TurnWaits? waits = null)
    {
        Work.Write("a.tflite", Models.Add(number));
        var item = new TaskModel("Models", Work["a.tflite"]) { Metadata = { ["OnnxFolder"] = Work[name] } };
        (item.Metadata["OnnxPath"], item.Metadata["StampPath"], item.Metadata["WarningsPath"]) = (Work[$"{name}/a.onnx"], Work[$"{name}/a.stamp"], Work[$"{name}/w.json"]);
        waits ??= new TurnWaits(_ => Assert.Fail("it waits"), CancellationToken.None);
        Outcome outcome = new Conversion(Conversion.Engine, cache.Length > 0 ? new ConversionCache(cache, waits) : null, CancellationToken.None).Run(new BuildModel(item, Work.Folder));
        Assert.IsNotNull(outcome.Converted, string.Join(" ", outcome.Diagnostics));
        return outcome.Converted;
    }
}
