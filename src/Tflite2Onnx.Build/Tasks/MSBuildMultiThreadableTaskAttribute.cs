namespace Microsoft.Build.Framework;

/// <summary>
/// Tells MSBuild's multithreaded mode (<c>-mt</c>) that a task needs no process of its own: it changes no state of the process and takes
/// no path relative to the current folder. MSBuild looks for the name, so this copy serves versions that have no such attribute.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class MSBuildMultiThreadableTaskAttribute : Attribute;
