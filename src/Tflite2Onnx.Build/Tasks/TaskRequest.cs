using System.Text;

namespace Tflite2Onnx.Build;

/// <summary>
/// What a task is asked to do, in a form that goes through a pipe as well: one line per value and per model, fields percent-encoded and
/// separated by tabs, so that lines are ASCII whatever the names in them and whatever encoding a console has.
/// </summary>
internal sealed class TaskRequest(string work)
{
    /// <summary>The task's name.</summary>
    public string Work => work;

    /// <summary>Its parameters that are strings.</summary>
    public Dictionary<string, string> Values { get; } = [];

    /// <summary>Its parameters that are lists of models.</summary>
    public List<TaskModel> Models { get; } = [];

    /// <summary>A parameter; empty when it was not given.</summary>
    public string Value(string name) => Values.TryGetValue(name, out string? value) ? value : "";

    /// <summary>The models of one list.</summary>
    public IEnumerable<TaskModel> List(string name) => Models.Where(m => m.List == name);

    /// <summary>The request as lines, the last one ended too.</summary>
    public string ToText()
    {
        var text = new StringBuilder(Line("work", work));
        foreach (KeyValuePair<string, string> value in Values)
        {
            text.Append(Line("value", value.Key, value.Value));
        }
        foreach (TaskModel model in Models)
        {
            text.Append(Line(["model", model.List, model.Path, .. model.Metadata.SelectMany(pair => new[] { pair.Key, pair.Value })]));
        }
        return text.ToString();
    }

    /// <summary>Reads such lines to their end; null when they are none.</summary>
    public static TaskRequest? Read(TextReader lines)
    {
        string[] first = Fields(lines.ReadLine() ?? "");
        if (first.Length != 2 || first[0] != "work")
        {
            return null;
        }
        var request = new TaskRequest(first[1]);
        for (string? line = lines.ReadLine(); line is not null; line = lines.ReadLine())
        {
            string[] fields = Fields(line);
            if (fields[0] == "value")
            {
                request.Values[fields[1]] = fields[2];
                continue;
            }
            var model = new TaskModel(fields[1], fields[2]);
            for (int i = 3; i + 1 < fields.Length; i += 2)
            {
                model.Metadata[fields[i]] = fields[i + 1];
            }
            request.Models.Add(model);
        }
        return request;
    }

    /// <summary>One line of fields.</summary>
    public static string Line(params string[] fields) => string.Join("\t", fields.Select(Uri.EscapeDataString)) + "\n";

    /// <summary>The fields of a line.</summary>
    public static string[] Fields(string line) => [.. line.Split('\t').Select(Uri.UnescapeDataString)];
}

/// <summary>A <c>TfliteModel</c> item: its path as the project has it, and what the targets say of it.</summary>
internal sealed class TaskModel(string list, string path)
{
    /// <summary>The task's parameter it is part of.</summary>
    public string List => list;

    /// <summary>The path, relative to the project or absolute.</summary>
    public string Path => path;

    /// <summary>The item's metadata.</summary>
    public Dictionary<string, string> Metadata { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>One of them; empty when there is none of that name.</summary>
    public string this[string name] => Metadata.TryGetValue(name, out string? value) ? value : "";

    /// <summary>Whether a metadata is true.</summary>
    public bool Is(string name) => IsOneOf(name, "true");

    /// <summary>Whether a metadata is one of the words.</summary>
    public bool IsOneOf(string name, params string[] words) => words.Contains(this[name], StringComparer.OrdinalIgnoreCase);
}
