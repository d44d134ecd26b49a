using System.Text.RegularExpressions;

namespace Tflite2Onnx.Fuzzing;

/// <summary>What a conversion must never do.</summary>
internal enum FaultKind
{
    /// <summary>T2O9001: a fault of the converter.</summary>
    InternalError,

    /// <summary>T2O9002: passes that come to no end.</summary>
    EndlessPasses,

    /// <summary>An exception that leaves the call.</summary>
    Exception,

    /// <summary>No end before it was cancelled; where that helps nothing, the process ends.</summary>
    Hang,

    /// <summary>More than 2 seconds of the processor's time.</summary>
    Slow,

    /// <summary>More memory than 20 times the file and 64 MiB.</summary>
    Memory,

    /// <summary>A result that ONNX Runtime does not load.</summary>
    NotLoaded,

    /// <summary>Bytes were written, and errors were said.</summary>
    WrittenDespiteErrors,
}

/// <summary>Something that a conversion must never do, with what is known of it.</summary>
internal sealed partial record Fault(FaultKind Kind, string Message)
{
    /// <summary>The same for faults that look alike: numbers and names are left out.</summary>
    public string Key => $"{Kind}: {(Kind is FaultKind.Slow or FaultKind.Memory or FaultKind.Hang ? "" : Varying().Replace(Message, "#"))}";

    [GeneratedRegex("""'[^']*'|"[^"]*"|\([^)]*\)|[0-9]+""")]
    private static partial Regex Varying();
}
