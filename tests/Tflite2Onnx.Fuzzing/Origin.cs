using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Tflite2Onnx.Fuzzing;

/// <summary>Remembers where the last exception of a thread was thrown: the converter turns each into a diagnostic, which does not say.</summary>
internal static class Origin
{
    private const string Engine = "Tflite2Onnx.";

    [ThreadStatic]
    private static string? _last;

    static Origin() => AppDomain.CurrentDomain.FirstChanceException += Note;

    /// <summary>The innermost methods of the converter on the way to the last exception that is not one of its refusals.</summary>
    public static string Last => _last ?? "";

    private static void Note(object? sender, FirstChanceExceptionEventArgs thrown)
    {
        if (thrown.Exception is InvalidDataException || thrown.Exception.GetType().Namespace?.StartsWith(nameof(Tflite2Onnx), StringComparison.Ordinal) == true)
        {
            return;
        }
        IEnumerable<string> methods = from frame in new StackTrace().GetFrames()
            let method = frame.GetMethod()
            let type = method?.DeclaringType?.FullName ?? ""
            where type.StartsWith(Engine, StringComparison.Ordinal) && !type.StartsWith(typeof(Origin).Namespace!, StringComparison.Ordinal)
            select $"{type[Engine.Length..]}.{method!.Name}";
        _last = string.Join(" < ", methods.Take(3));
    }
}
