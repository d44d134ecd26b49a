using Tflite2Onnx.Diagnostics;

namespace Tflite2Onnx.Tool;

/// <summary><see cref="ProjectDocument"/> for people.</summary>
internal static class ProjectText
{
    public static void Write(ProjectDocument document, TextWriter output)
    {
        foreach (FrameworkEntry framework in document.Frameworks)
        {
            string build = $"{framework.Framework}, {framework.Configuration}, MSBuild {document.MSBuild}";
            output.WriteLine($"{document.Project} ({build}): {framework.Models.Length} models");
            foreach (ProjectModel model in framework.Models)
            {
                output.WriteLine();
                output.WriteLine(VisibleText.Of($"{model.Model} -> {model.Output}"));
                output.WriteLine($"  {(model.IsStale ? "out of date" : "up to date")}: {model.Reason}");
                int width = model.Options.Max(o => o.Name.Length);
                int values = model.Options.Max(o => o.Value.Length);
                foreach (ProjectOption option in model.Options)
                {
                    output.WriteLine($"  {option.Name.PadRight(width)}  {option.Value.PadRight(values)}  {option.Source}");
                }
            }
        }
    }
}
