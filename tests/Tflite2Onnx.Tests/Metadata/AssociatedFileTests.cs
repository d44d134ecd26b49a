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
        (IReadOnlyList<(string Name, byte[] Bytes)> files, string warnings) = Read(model);
        Assert.AreEqual("", warnings);
        Assert.AreEqual("labels.txt, Wörter.txt", string.Join(", ", files.Select(f => f.Name)));
        CollectionAssert.AreEqual(new[] { "cat", "dog" }, AssociatedFiles.Lines(files, "labels.txt"));
        Assert.IsEmpty(AssociatedFiles.Lines(files, "other.txt"));
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
        (IReadOnlyList<(string Name, byte[] Bytes)> files, string warnings) = Read(NotedModels.WithFiles(s_model, [(name, [1]), ("labels.txt", [2])]));
        Assert.AreEqual("labels.txt", files.Single().Name);
        Assert.AreEqual("T2O3102", warnings);
    }

    [TestMethod]
    public void Two_files_of_one_name_are_one()
    {
        (IReadOnlyList<(string Name, byte[] Bytes)> files, string warnings) = Read(NotedModels.WithFiles(s_model, [("a.txt", [1]), ("A.TXT", [2])]));
        Assert.AreEqual(1, files.Single().Bytes.Single());
        Assert.AreEqual("T2O3102", warnings);
    }

    [TestMethod]
    public void A_bomb_is_left_out()
    {
        using var archived = new MemoryStream();
        using (var archive = new ZipArchive(archived, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream entry = archive.CreateEntry("zeros.txt", CompressionLevel.Fastest).Open();
            var zeros = new byte[1 << 20];
            for (int i = 0; i < 65; i++)
            {
                entry.Write(zeros);
            }
        }
        (IReadOnlyList<(string Name, byte[] Bytes)> files, string warnings) = Read([.. s_model, .. archived.ToArray()]);
        Assert.IsEmpty(files);
        Assert.AreEqual("T2O3102", warnings);
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
                (IReadOnlyList<(string Name, byte[] Bytes)> files, _) = Read(damaged);
                Assert.IsTrue(files.All(f => !f.Name.Contains('/', StringComparison.Ordinal) && f.Bytes.Length < 1000));
            }
        }
    }

    private static (IReadOnlyList<(string Name, byte[] Bytes)> Files, string Warnings) Read(byte[] model)
    {
        var log = new DiagnosticBag();
        IReadOnlyList<(string Name, byte[] Bytes)> files = AssociatedFiles.Read(model, log);
        return (files, string.Join(", ", log.All.Select(d => d.Code)));
    }
}
