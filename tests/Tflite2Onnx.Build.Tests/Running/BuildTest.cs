[assembly: Parallelize(Workers = 2, Scope = ExecutionScope.MethodLevel)]

namespace Tflite2Onnx.Build.Tests.Running;

/// <summary>A test with a workspace, which is kept for inspection when the test fails.</summary>
public abstract class BuildTest
{
    public required TestContext TestContext { get; set; }

    internal Workspace Work { get; private set; } = null!;

    [TestInitialize]
    public void MakeWorkspace()
    {
        // Named without the test's name: paths have to stay short on Windows.
        Work = new Workspace(Directory.CreateDirectory(Path.Combine(PackageFeed.Root, Path.GetRandomFileName()[..6])).FullName);
    }

    [TestCleanup]
    public void RemoveWorkspace()
    {
        if (TestContext.CurrentTestOutcome == UnitTestOutcome.Passed)
        {
            Directory.Delete(Work.Folder, recursive: true);
        }
        else
        {
            TestContext.WriteLine($"The projects and the logs of their builds are kept in {Work.Folder}");
        }
    }
}
