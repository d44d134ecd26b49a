using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tflite2Onnx.Tests.Architecture;

/// <summary>C# files of the repository, as the compiler sees them.</summary>
internal static class Sources
{
    private const string Engine = "src/Tflite2Onnx";

    private static readonly CSharpParseOptions Newest = new(LanguageVersion.Preview, preprocessorSymbols: ["NET", "NET8_0_OR_GREATER"]);

    /// <summary>The files below a folder of the repository, by their paths from it.</summary>
    public static IEnumerable<SyntaxTree> Read(string folder) => Trees(folder).Where(tree => !tree.FilePath.Split('/').Any(part => part is "obj" or "bin"));

    /// <summary>Which of the engine's files each one uses. Files that generators make count for the folder of their namespace.</summary>
    public static Dictionary<string, HashSet<string>> Uses()
    {
        // Of what is generated, that of the configuration the tests are built in.
        string generated = $"{Engine}/obj/{new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name}";
        SyntaxTree[] trees = [.. Read(Engine)];
        IEnumerable<string> libraries = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("Tflite2Onnx", StringComparison.Ordinal));
        var compilation = CSharpCompilation.Create("Engine", [.. trees, .. Trees(generated)], libraries.Select(path => MetadataReference.CreateFromFile(path)),
            new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        Assert.IsEmpty(compilation.GetDiagnostics().Where(found => found.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error));
        HashSet<string> known = [.. trees.Select(tree => tree.FilePath)];
        return trees.AsParallel().ToDictionary(tree => tree.FilePath, tree => Uses(tree, compilation.GetSemanticModel(tree), known));
    }

    private static IEnumerable<SyntaxTree> Trees(string folder)
    {
        string root = Path.Combine(Repository.Root, folder);
        return from path in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            select CSharpSyntaxTree.ParseText(File.ReadAllText(path), Newest, Path.GetRelativePath(root, path).Replace('\\', '/'));
    }

    private static HashSet<string> Uses(SyntaxTree tree, SemanticModel model, HashSet<string> known)
    {
        IEnumerable<ISymbol> used = tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>().Select(name => model.GetSymbolInfo(name).Symbol)
            .OfType<ISymbol>().Where(symbol => symbol is ITypeSymbol or IMethodSymbol or IPropertySymbol or IFieldSymbol);
        return [.. used.Select(symbol => FileOf(symbol, known)).OfType<string>().Where(path => path != tree.FilePath)];
    }

    // The file that declares it, or its type where the compiler does.
    private static string? FileOf(ISymbol symbol, HashSet<string> known)
    {
        symbol = (symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension : symbol).OriginalDefinition;
        ISymbol declared = symbol.DeclaringSyntaxReferences.Length > 0 ? symbol : symbol.ContainingType?.OriginalDefinition ?? symbol;
        return declared.DeclaringSyntaxReferences is not [var place, ..] ? null
            : known.Contains(place.SyntaxTree.FilePath) ? place.SyntaxTree.FilePath
            : $"{declared.ContainingNamespace.ToDisplayString().Split('.').ElementAtOrDefault(1)}/generated";
    }
}
