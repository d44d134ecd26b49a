using System.Text;
using System.Text.RegularExpressions;

namespace Tflite2Onnx.Tests.Hostile;

/// <summary>Names of files made of texts that come out of a model.</summary>
[TestClass]
public sealed partial class FileNameTests
{
    [TestMethod]
    [DataRow("serving_default")]
    [DataRow("a.b-c_9")]
    [DataRow("labels.txt")]
    [DataRow("console")]
    [DataRow("com10.txt")]
    public void A_plain_name_stays(string name) => Assert.AreEqual(name, FileNames.Of([name, "other"])[0]);

    [TestMethod]
    public void Every_name_is_sound_on_every_system()
    {
        foreach ((string text, string name) in HostileTexts.All.Zip(FileNames.Of(HostileTexts.All)))
        {
            Assert.IsTrue(Sound().IsMatch(name), $"'{text}' became '{name}'");
            Assert.IsFalse(Device().IsMatch(name), $"'{text}' became '{name}'");
            Assert.IsLessThanOrEqualTo(100, Encoding.UTF8.GetByteCount(name), name);
            Assert.AreEqual(Path.Combine(Path.GetFullPath("folder"), name), FileNames.Inside("folder", name));
        }
    }

    [TestMethod]
    public void No_two_texts_meet_in_any_pair()
    {
        string[] names = FileNames.Of(HostileTexts.All);
        Assert.AreEqual(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        int pairs = 0;
        foreach (string one in HostileTexts.All)
        {
            foreach (string other in HostileTexts.All.Append(names[pairs % names.Length]).Where(other => other != one))
            {
                string[] two = FileNames.Of([one, other]);
                Assert.IsFalse(two[0].Equals(two[1], StringComparison.OrdinalIgnoreCase), $"'{one}' and '{other}' became '{two[0]}'");
                pairs++;
            }
        }
        Assert.IsGreaterThan(10_000, pairs);
    }

    [TestMethod]
    public void A_name_that_looks_like_a_made_one_is_made_anew()
    {
        string made = FileNames.Of(["a/b"])[0];
        string[] both = FileNames.Of(["a/b", made]);
        Assert.AreEqual(made, both[0]);
        Assert.AreNotEqual(made, both[1]);
    }

    [TestMethod]
    public void Neither_order_nor_company_matters()
    {
        string[] names = FileNames.Of(HostileTexts.All);
        CollectionAssert.AreEqual(names, FileNames.Of([.. HostileTexts.All.Reverse()]).Reverse().ToArray());
        Assert.AreEqual(FileNames.Of(["a/b"])[0], FileNames.Of(["x", "a/b", "A/B"])[1]);
    }

    [TestMethod]
    public void An_extension_stays_the_extension()
    {
        StringAssert.EndsWith(FileNames.Of(["class labels.txt"])[0], ".txt");
        Assert.AreEqual("labels.txt", FileNames.Of(["labels.txt", "labels.txt"])[1]);
        Assert.IsTrue(FileNames.Of(["labels.txt", "Labels.txt"]).All(name => name.EndsWith(".txt", StringComparison.Ordinal) && name.Length > 10));
    }

    [TestMethod]
    [DataRow("..")]
    [DataRow("../x")]
    [DataRow("a/b")]
    [DataRow("/x")]
    [DataRow(".")]
    [DataRow("")]
    public void What_would_leave_the_folder_is_refused(string name) =>
        Assert.ThrowsExactly<InvalidOperationException>(() => FileNames.Inside("folder", name));

    [GeneratedRegex(@"^(?!.*\.\.)[A-Za-z0-9_][A-Za-z0-9_.-]*\z(?<!\.)")]
    private static partial Regex Sound();

    [GeneratedRegex(@"^(con|prn|aux|nul|com\d|lpt\d)(\.|\z)", RegexOptions.IgnoreCase)]
    private static partial Regex Device();
}
