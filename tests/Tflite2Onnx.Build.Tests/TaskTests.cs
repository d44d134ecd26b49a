using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using Tflite2Onnx.Diagnostics;

namespace Tflite2Onnx.Build.Tests;

/// <summary>The task without a build around it: what a real engine cannot be made to do.</summary>
[TestClass]
public sealed class TaskTests : TaskTest
{
    [TestMethod]
    public void Warnings_are_stored_and_repeated_until_they_are_gone()
    {
        TaskItem a = Item("a");
        FakeEngine first = Run([a], convert: (model, onnx, _, _) => Warn(model, onnx, "something"));
        Assert.AreEqual("something to know", first.Warnings.Single().Message);
        Assert.AreEqual(Work["a.tflite"], first.Warnings.Single().File);

        FakeEngine again = Run([], upToDate: [a]);
        Assert.AreEqual("T2O3999: something to know", $"{again.Warnings.Single().Code}: {again.Warnings.Single().Message}");
        Assert.AreEqual(Work["a.tflite"], again.Warnings.Single().File);
        Assert.IsEmpty(again.Messages);

        Run([a]);
        Assert.IsFalse(File.Exists(a.GetMetadata("WarningsPath")));
    }

    [TestMethod]
    [DataRow("{")]
    [DataRow("null")]
    [DataRow("[null]")]
    [DataRow("[{}]")]
    [DataRow("""[{"Code":"T2O3999","Message":null}]""")]
    [DataRow("""[{"Code":"T2O3999","Message":"an error","Severity":2}]""")]
    [DataRow("""[{"Code":"T2O3999","Message":"of no kind","Severity":7}]""")]
    public void A_damaged_store_of_warnings_is_no_failure(string stored)
    {
        TaskItem a = Item("a");
        Run([a]);
        File.WriteAllText(a.GetMetadata("WarningsPath"), stored);
        FakeEngine engine = Run([], upToDate: [a]);
        Assert.IsEmpty(engine.Warnings.Concat<BuildEventArgs>(engine.Errors));
    }

    [TestMethod]
    public void A_fault_is_a_sentence_and_its_stack_is_for_the_log()
    {
        TaskItem a = Item("a");
        FakeEngine engine = Run([a, Item("b")], (model, onnx, options, cancellation) => model.AsSpan().SequenceEqual(Models.Add('a'))
            ? throw new InvalidOperationException("a hole") : Converter.Convert(model, onnx, options, cancellation));
        Assert.AreEqual("T2O9001", engine.Errors.Single().Code);
        Assert.Contains("InvalidOperationException: a hole", engine.Errors.Single().Message!);
        Assert.DoesNotContain(" at ", engine.Errors.Single().Message!);
        BuildMessageEventArgs stack = engine.Messages.Single(m => m.Message!.Contains(" at ", StringComparison.Ordinal));
        Assert.AreEqual(MessageImportance.Low, stack.Importance);
        Assert.IsFalse(File.Exists(a.GetMetadata("StampPath")));
        Assert.IsTrue(File.Exists(Work["out/b.onnx"]));
    }

    [TestMethod]
    public void Notes_are_of_low_importance_and_the_summary_of_normal()
    {
        FakeEngine engine = Run([Item("a")], (model, onnx, options, cancellation) =>
        {
            ConversionResult result = Converter.Convert(model, onnx, options, cancellation);
            var log = new DiagnosticBag();
            log.Add(Descriptors.OpsetRaised, 21, "a reason");
            return new ConversionResult(log.All, result.Summary);
        });
        Assert.AreEqual(MessageImportance.Low, engine.Messages.Single(m => m.Code == "T2O3001").Importance);
        BuildMessageEventArgs summary = engine.Messages.Single(m => m.Code is null);
        Assert.AreEqual(MessageImportance.Normal, summary.Importance);
        Assert.StartsWith("TensorFlow Lite models converted to ONNX: 1 of 1, 0 from the cache, 1 with a new result", summary.Message!);
    }

    [TestMethod]
    public void Cores_are_borrowed_for_several_models_and_given_back()
    {
        using var both = new Barrier(2);
        FakeEngine engine = Run([Item("a"), Item("b")], (model, onnx, options, cancellation) =>
        {
            Assert.IsTrue(both.SignalAndWait(TimeSpan.FromSeconds(30), cancellation), "two at a time");
            return Converter.Convert(model, onnx, options, cancellation);
        }, engine: new FakeEngine(cores: 2));
        Assert.IsEmpty(engine.Errors);
        Assert.AreEqual(2, engine.Requested);
        Assert.AreEqual(0, engine.Lent);
    }

    [TestMethod]
    public void Cancelling_starts_no_further_model()
    {
        ITaskItem[] models = [Item("a"), Item("b")];
        int started = 0;
        var task = new ConvertTfliteModels { BuildEngine = new FakeEngine(), Models = models, ProjectFile = Work["App.csproj"] };
        task.Converter = (model, onnx, options, _) =>
        {
            started++;
            task.Cancel();
            return Converter.Convert(model, onnx, options, CancellationToken.None);
        };
        Assert.IsFalse(task.Execute());
        Assert.AreEqual(1, started);
        Assert.HasCount(1, Work.Files("out", "*.stamp"));
    }
}
