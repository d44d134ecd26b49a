using System.Globalization;
using System.Text.RegularExpressions;

namespace Tflite2Onnx.Schema;

/// <summary>Parses the part of the FlatBuffers schema language that file formats use: enums, unions, tables, namespace and file identifier.</summary>
internal sealed class SchemaParser
{
    private readonly List<string> _tokens;
    private readonly List<EnumType> _enums = [];
    private readonly List<UnionType> _unions = [];
    private readonly List<TableType> _tables = [];
    private readonly HashSet<string> _unionNames;
    private int _next;

    private SchemaParser(string text)
    {
        string code = Regex.Replace(text, "//[^\n]*", "");
        _tokens = [.. Regex.Matches(code, "\"[^\"]*\"|-?[0-9.]+|[A-Za-z_][A-Za-z_0-9.]*|[{}\\[\\]:;=,]").Cast<Match>().Select(m => m.Value)];
        _unionNames = new(Regex.Matches(code, @"\bunion\s+(\w+)").Cast<Match>().Select(m => m.Groups[1].Value));
    }

    public static FlatSchema Parse(string text) => new SchemaParser(text).Run();

    private FlatSchema Run()
    {
        (string space, string identifier) = ("", "");
        while (_next < _tokens.Count)
        {
            switch (Take())
            {
                case "namespace": space = Take(); Expect(";"); break;
                case "file_identifier": identifier = Take().Trim('"'); Expect(";"); break;
                case "root_type": Take(); Expect(";"); break;
                case "enum": _enums.Add(Enum()); break;
                case "union": _unions.Add(Union()); break;
                case "table": _tables.Add(Table()); break;
                case string other: throw new FormatException($"'{other}' is no declaration");
            }
        }
        return new(space, identifier, _enums, _unions, _tables);
    }

    private EnumType Enum()
    {
        string name = Take();
        Expect(":");
        string underlying = Take();
        var members = new List<KeyValuePair<string, int>>();
        foreach (string member in Braced())
        {
            int value = Accept("=") ? int.Parse(Take(), CultureInfo.InvariantCulture) : members.Count;
            members.Add(new(member, value));
        }
        return new(name, underlying, members);
    }

    private UnionType Union() => new(Take(), [.. Braced()]);

    private TableType Table()
    {
        string name = Take();
        var fields = new List<Field>();
        int slot = 0;
        foreach (string field in Braced())
        {
            Expect(":");
            bool vector = Accept("[");
            string type = Take();
            if (vector)
            {
                Expect("]");
            }
            string? value = Accept("=") ? Take() : null;
            slot += _unionNames.Contains(type) ? 1 : 0;
            fields.Add(new(field, type, vector, value, slot++));
            Expect(";");
        }
        return new(name, fields);
    }

    // The first word of each member; the caller takes the rest of it.
    private IEnumerable<string> Braced()
    {
        Expect("{");
        while (!Accept("}"))
        {
            yield return Take();
            Accept(",");
        }
    }

    private string Take() => _next < _tokens.Count ? _tokens[_next++] : throw new FormatException("the schema ends in the middle of a declaration");

    private bool Accept(string token)
    {
        bool there = _next < _tokens.Count && _tokens[_next] == token;
        _next += there ? 1 : 0;
        return there;
    }

    private void Expect(string token)
    {
        if (!Accept(token))
        {
            throw new FormatException($"'{token}' expected before '{(_next < _tokens.Count ? _tokens[_next] : "the end")}'");
        }
    }
}
