using Tflite2Onnx.Diagnostics;
using Tflite2Onnx.Passes;

namespace Tflite2Onnx.Tests.Passes;

/// <summary>In which order passes run, and how often.</summary>
[TestClass]
public sealed class PipelineTests
{
    [TestMethod]
    public void Passes_that_come_to_no_end_are_stopped_and_named()
    {
        var log = new DiagnosticBag();
        Run(log, new("Done", _ => false, false, ""), new("Forever", _ => true, false, ""));
        Diagnostic note = log.All.Single();
        Assert.AreEqual("T2O9002", note.Code);
        Assert.Contains("(Forever)", note.Message);
    }

    [TestMethod]
    public void A_group_runs_until_nothing_changes_and_what_is_around_it_once()
    {
        var log = new DiagnosticBag();
        List<string> ran = [];
        Pass Noted(string name, bool once, int changes) => new(name, _ =>
        {
            ran.Add(name);
            return ran.Count(other => other == name) <= changes;
        }, once, "");
        Pass never = Noted("never", false, 9) with { When = (_, _) => false };
        Run(log, Noted("before", true, 9), Noted("a", false, 1), Noted("b", false, 2), never, Noted("behind", true, 9));
        Assert.AreEqual("before a b a b a b behind", string.Join(' ', ran));
        Assert.IsEmpty(log.All);
    }

    [TestMethod]
    public void Every_pass_says_why_it_stands_where_it_stands() => Assert.IsTrue(Pipeline.Passes.All(pass => pass is { Name.Length: > 0, Why.Length: > 0 }));

    private static void Run(DiagnosticBag log, params Pass[] passes) => Pipeline.Run(passes, new TestGraph().Graph, new(), log);
}
