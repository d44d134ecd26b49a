using System.Collections;
using Microsoft.Build.Framework;

namespace Tflite2Onnx.Build.Tests.Running;

/// <summary>An MSBuild that only listens and lends cores.</summary>
internal sealed class FakeEngine(int? cores = null) : IBuildEngine9
{
    public List<BuildErrorEventArgs> Errors { get; } = [];

    public List<BuildWarningEventArgs> Warnings { get; } = [];

    public List<BuildMessageEventArgs> Messages { get; } = [];

    /// <summary>Cores lent and not given back.</summary>
    public int Lent { get; private set; }

    public int Requested { get; private set; }

    public bool AllowFailureWithoutError { get; set; }

    public bool ContinueOnError => false;

    public int LineNumberOfTaskNode => 0;

    public int ColumnNumberOfTaskNode => 0;

    public string ProjectFileOfTaskNode => "";

    public bool IsRunningMultipleNodes => false;

    public EngineServices EngineServices => throw new NotImplementedException();

    public void LogErrorEvent(BuildErrorEventArgs e) => Errors.Add(e);

    public void LogWarningEvent(BuildWarningEventArgs e) => Warnings.Add(e);

    public void LogMessageEvent(BuildMessageEventArgs e) => Messages.Add(e);

    /// <summary>Lends as many as it has; an engine without any is like a task host, which knows the method and has nothing behind it.</summary>
    public int RequestCores(int requestedCores)
    {
        Requested = requestedCores;
        Lent += cores ?? throw new NotImplementedException();
        return Lent;
    }

    public void ReleaseCores(int coresToRelease) => Lent -= coresToRelease;

    public void LogCustomEvent(CustomBuildEventArgs e) => throw new NotImplementedException();

    public void LogTelemetry(string eventName, IDictionary<string, string> properties) => throw new NotImplementedException();

    public bool ShouldTreatWarningAsError(string warningCode) => false;

    public IReadOnlyDictionary<string, string> GetGlobalProperties() => throw new NotImplementedException();

    public void Yield() => throw new NotImplementedException();

    public void Reacquire() => throw new NotImplementedException();

    public object GetRegisteredTaskObject(object key, RegisteredTaskObjectLifetime lifetime) => throw new NotImplementedException();

    public void RegisterTaskObject(object key, object obj, RegisteredTaskObjectLifetime lifetime, bool allowEarlyCollection) =>
        throw new NotImplementedException();

    public object UnregisterTaskObject(object key, RegisteredTaskObjectLifetime lifetime) => throw new NotImplementedException();

    public bool BuildProjectFile(string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs) =>
        throw new NotImplementedException();

    public bool BuildProjectFile(string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs,
        string toolsVersion) => throw new NotImplementedException();

    public bool BuildProjectFilesInParallel(string[] projectFileNames, string[] targetNames, IDictionary[] globalProperties,
        IDictionary[] targetOutputsPerProject, string[] toolsVersion, bool useResultsCache, bool unloadProjectsOnCompletion) =>
        throw new NotImplementedException();

    public BuildEngineResult BuildProjectFilesInParallel(string[] projectFileNames, string[] targetNames, IDictionary[] globalProperties,
        IList<string>[] removeGlobalProperties, string[] toolsVersion, bool returnTargetOutputs) => throw new NotImplementedException();
}
