using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Tflite2Onnx.Diagnostics;

namespace Tflite2Onnx.Tests.Metadata;

/// <summary>The archive behind a model, honest and hostile.</summary>
[TestClass]
public sealed class AssociatedFileTests
{
    private static readonly byte[] s_model = [.. "....TFL3"u8, .. Enumerable.Range(0, 100).Select(i => (byte)i)];

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Files_are_read_wherever_offsets_count_from(bool fromModel)
    {
        byte[] model = NotedModels.WithFiles(s_model, [("labels.txt", "cat\r\ndog\n"u8.ToArray()), ("Wörter.txt", [1])], fromModel);
        (IReadOnlyList<PackedFile> files, string warnings) = Read(model);
        Assert.AreEqual("", warnings);
        Assert.AreEqual("labels.txt, Wörter.txt", string.Join(", ", files.Select(f => f.Name)));
        CollectionAssert.AreEqual(new[] { "cat", "dog" }, AssociatedFiles.Lines(files, "labels.txt", 9));
        Assert.IsEmpty(AssociatedFiles.Lines(files, "other.txt", 9));
    }

    [TestMethod]
    public void A_model_without_an_archive_has_no_files() => Assert.AreEqual("0 ", $"{Read(s_model).Files.Count} {Read(s_model).Warnings}");

    [TestMethod]
    [DataRow("../../etc/cron.d/x")]
    [DataRow("/etc/passwd")]
    [DataRow("C:\\x.txt")]
    [DataRow("folder/labels.txt")]
    [DataRow("..")]
    [DataRow(".hidden")]
    [DataRow("con:")]
    [DataRow("a\nb")]
    [DataRow("trailing.")]
    public void Names_that_are_paths_are_left_out(string name)
    {
        (IReadOnlyList<PackedFile> files, string warnings) = Read(NotedModels.WithFiles(s_model, [(name, [1]), ("labels.txt", [2])]));
        Assert.AreEqual("labels.txt", files.Single().Name);
        Assert.AreEqual("T2O3102", warnings);
    }

    [TestMethod]
    public void Two_files_of_one_name_are_one()
    {
        (IReadOnlyList<PackedFile> files, string warnings) = Read(NotedModels.WithFiles(s_model, [("a.txt", [1]), ("A.TXT", [2])]));
        Assert.AreEqual(1, files.Single().Unpack(new())!.Single());
        Assert.AreEqual("T2O3102", warnings);
    }

    [TestMethod]
    [DataRow(65, 300, "T2O3102")]
    [DataRow(2, 300, "T2O3102")]
    [DataRow(1, 300, "")]
    public void A_bomb_is_left_out(int megabytes, int longest, string expected)
    {
        using var archived = new MemoryStream();
        using (var archive = new ZipArchive(archived, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream entry = archive.CreateEntry("zeros.txt", CompressionLevel.Fastest).Open();
            var zeros = new byte[1 << 20];
            for (int i = 0; i < megabytes; i++)
            {
                entry.Write(zeros);
            }
        }
        var watch = Stopwatch.StartNew();
        (IReadOnlyList<PackedFile> files, string warnings) = Read([.. s_model, .. archived.ToArray()]);
        Assert.AreEqual(expected, warnings);
        Assert.HasCount(expected.Length == 0 ? 1 : 0, files);
        Assert.IsLessThan(longest, watch.ElapsedMilliseconds);
    }

    [TestMethod]
    public void Names_are_listed_without_unpacking()
    {
        byte[] model = Deflated("labels.txt", 5000);
        int data = model.AsSpan().IndexOf("PK\u0003\u0004"u8) + 30 + "labels.txt".Length;
        model.AsSpan(data, 20).Fill(0xFF);
        (IReadOnlyList<PackedFile> files, string warnings) = Read(model);
        Assert.AreEqual("labels.txt ", $"{files.Single().Name} {warnings}");
        var log = new DiagnosticBag();
        Assert.IsNull(files.Single().Unpack(log));
        Assert.AreEqual("T2O3102", log.All.Single().Code);
        Assert.IsEmpty(AssociatedFiles.Lines(files, "labels.txt", 5000));
    }

    // What is said of the lengths is a lie in either direction.
    [TestMethod]
    [DataRow(4999)]
    [DataRow(5001)]
    public void Lengths_are_held_against_what_comes_out(int told)
    {
        byte[] model = Deflated("labels.txt", 5000);
        Put(model, Directory(model) + 24, told, 4);
        var log = new DiagnosticBag();
        Assert.IsNull(Read(model).Files.Single().Unpack(log));
        Assert.AreEqual("T2O3102", log.All.Single().Code);
    }

    [TestMethod]
    [DataRow("more than counted", 10, 1, 2, "T2O3103")]
    [DataRow("fewer than counted", 10, 3, 2, "T2O3103")]
    [DataRow("too many", 10, 300, 2, "T2O3103")]
    [DataRow("as many as fit the field", 10, 65534, 2, "T2O3103")]
    [DataRow("for more than 4 GB", 10, 65535, 2, "T2O3103")]
    [DataRow("a directory of more than 4 GB", 12, -1, 4, "T2O3103")]
    [DataRow("a directory in front of the file", 16, int.MaxValue, 4, "")]
    public void The_end_is_held_against_the_directory(string what, int field, int value, int width, string expected)
    {
        byte[] model = NotedModels.WithFiles(s_model, [("a.txt", [1]), ("b.txt", [2])]);
        Put(model, model.AsSpan().LastIndexOf("PK\u0005\u0006"u8) + field, value, width);
        (IReadOnlyList<PackedFile> files, string warnings) = Read(model);
        Assert.AreEqual(expected, warnings, what);
        Assert.IsEmpty(files, what);
    }

    [TestMethod]
    [DataRow("encrypted", 8, 1, 2, "T2O3102", 1)]
    [DataRow("an unknown way of packing", 10, 99, 2, "T2O3102", 1)]
    [DataRow("stored with two lengths", 24, 2, 4, "T2O3102", 1)]
    [DataRow("longer than the archive", 20, 1_000_000, 4, "T2O3103", 0)]
    [DataRow("the entries of a larger kind", 20, -1, 4, "T2O3103", 0)]
    [DataRow("no entry there", 42, 1, 4, "T2O3103", 0)]
    [DataRow("no place in the file", 42, int.MaxValue, 4, "T2O3103", 0)]
    [DataRow("a name as long as the directory", 28, 65535, 2, "T2O3103", 0)]
    public void An_entry_is_held_against_the_archive(string what, int field, int value, int width, string expected, int left)
    {
        byte[] model = NotedModels.WithFiles(s_model, [("a.txt", [1]), ("b.txt", [2])]);
        Put(model, Directory(model) + field, value, width);
        (IReadOnlyList<PackedFile> files, string warnings) = Read(model);
        Assert.AreEqual(expected, warnings, what);
        Assert.HasCount(left, files, what);
    }

    [TestMethod]
    public void Entries_that_share_bytes_are_left_out()
    {
        byte[] model = NotedModels.WithFiles(s_model, [("a.txt", [1]), ("b.txt", [2])]);
        int second = Directory(model) + 46 + "a.txt".Length;
        Put(model, second + 42, 0, 4);
        (IReadOnlyList<PackedFile> files, string warnings) = Read(model);
        Assert.AreEqual("T2O3103", warnings);
        Assert.IsEmpty(files);
    }

    [TestMethod]
    public void Every_change_of_one_byte_ends_well()
    {
        byte[] whole = NotedModels.WithFiles(s_model, [("labels.txt", Encoding.ASCII.GetBytes("cat\ndog\n")), ("b.txt", [1, 2, 3])]);
        for (int at = s_model.Length; at < whole.Length; at++)
        {
            foreach (byte change in new byte[] { 0x01, 0x80, 0xFF })
            {
                byte[] damaged = [.. whole];
                damaged[at] ^= change;
                (IReadOnlyList<PackedFile> files, _) = Read(damaged);
                Assert.IsTrue(files.All(f => !f.Name.Contains('/', StringComparison.Ordinal) && f.Unpack(new()) is null or { Length: < 1000 }));
            }
        }
    }

    private static byte[] Deflated(string name, int length)
    {
        using var archived = new MemoryStream();
        using (var archive = new ZipArchive(archived, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream entry = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
            entry.Write([.. Enumerable.Range(0, length).Select(i => (byte)(i * i % 251))]);
        }
        return [.. s_model, .. archived.ToArray()];
    }

    private static int Directory(byte[] model) => model.AsSpan().IndexOf("PK\u0001\u0002"u8);

    private static void Put(byte[] model, int at, int value, int width)
    {
        for (int i = 0; i < width; i++)
        {
            model[at + i] = (byte)(value >> (8 * i));
        }
    }

    private static (IReadOnlyList<PackedFile> Files, string Warnings) Read(byte[] model)
    {
        var log = new DiagnosticBag();
        IReadOnlyList<PackedFile> files = AssociatedFiles.Read(model, log);
        return (files, string.Join(", ", log.All.Select(d => d.Code)));
    }
}
