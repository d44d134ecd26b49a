using System.Text.Json.Serialization;

namespace Tflite2Onnx.Tool;

/// <summary>What <c>project</c> says: the models of each target framework.</summary>
internal sealed record ProjectDocument(string Version, string Project, string MSBuild, FrameworkEntry[] Frameworks, BuildMessage[] Messages)
{
    /// <summary>What the process says to scripts.</summary>
    [JsonIgnore]
    public int ExitCode { get; init; }
}

/// <summary>The models as one framework's build has them.</summary>
internal sealed record FrameworkEntry(string Framework, string Configuration, string PackageVersion, ProjectModel[] Models);

/// <summary>A model of the project.</summary>
/// <param name="Model">The model file, as the project has it.</param>
/// <param name="Onnx">Where the build writes the ONNX model.</param>
/// <param name="Output">The resource's name, or the path in the output folder.</param>
/// <param name="IsStale">Whether a build would convert it.</param>
/// <param name="Reason">Why, or why not.</param>
/// <param name="Options">Everything that can be said of the item.</param>
internal sealed record ProjectModel(string Model, string Onnx, string Output, bool IsStale, string Reason, ProjectOption[] Options);

/// <summary>A value in force, and what set it.</summary>
internal sealed record ProjectOption(string Name, string Value, string Source);

/// <summary>An error or warning of MSBuild or of the conversion, in their own words.</summary>
internal sealed record BuildMessage(string File, int Line, int Column, string Severity, string Code, string Message)
{
    public override string ToString() => $"{File}{(Line > 0 ? FormattableString.Invariant($"({Line},{Column})") : " ")}: {Severity} {Code}: {Message}";
}
