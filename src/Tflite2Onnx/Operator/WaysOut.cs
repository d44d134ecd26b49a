namespace Tflite2Onnx.Operator;

/// <summary>What somebody can do about a refusal.</summary>
internal static class WaysOut
{
    private const string Otherwise = "Express it by other operators before export, or cut the model in front of it.";

    private const string Cache = "It changes a cache that lives beside the graph in TFLite's own runtime for language models";

    // Why ONNX's operators cannot express what is known, by the beginning of its name.
    private static readonly (string Name, string Reason)[] Reasons =
    [
        ("CONCAT_EMBEDDINGS", "TFLite reserved its code and has never had a kernel for it, so that nothing says what it computes"),
        ("DELEGATE", "It stands for what a delegate computes, and is no part of a file"),
        ("CUSTOM:ParseExample", "It reads serialized protocol buffers, for which ONNX has no operator"),
        ("CUSTOM:TFSentencepiece", "It runs a SentencePiece model, for which ONNX has no operator"),
        ("CUSTOM:TFText>", "It is an operator of TensorFlow Text, on lists of texts that have lengths of their own"),
        ("CUSTOM:odml.update_kv_cache", Cache),
        ("CUSTOM:odml.update_external_kv_cache", Cache),
        ("CUSTOM:edgetpu-custom-op", "It is code for one kind of accelerator, compiled; the model it was compiled from can be converted"),
        ("CUSTOM:ethos-u", "It is code for one kind of accelerator, compiled; the model it was compiled from can be converted"),
    ];

    /// <summary>Why an operator is not supported, where there is a reason in its nature, and what somebody can do about it.</summary>
    public static string Of(TfliteOperator op)
    {
        string? reason = Reasons.FirstOrDefault(known => op.Name.StartsWith(known.Name, StringComparison.Ordinal)).Reason;
        string wayOut = op.Code != BuiltinOperator.CUSTOM ? Otherwise
            : op.Name.StartsWith("CUSTOM:Flex", StringComparison.Ordinal)
                ? "It is TensorFlow's own; export the model with TFLite's built-in operators only (without SELECT_TF_OPS)."
            : "It is a custom operator; cut the model in front of it and compute it in the application, or keep it for a runtime that has it (CustomDomain).";
        return reason is null ? wayOut : $"{reason}. {wayOut}";
    }

    /// <summary>What to do about a use that is refused, by the reason: those of one kind are in the same words.</summary>
    public static string Of(string reason)
    {
        return Says("before a run", "to the run") ? "Give the dimensions with the option Shapes (--shape), or export the model with fixed ones."
            : Says("constant", "computed") ? "Export the model with that as a constant, or cut the model in front of the operator."
            : Otherwise;

        bool Says(params string[] words) => words.Any(word => reason.Contains(word, StringComparison.Ordinal));
    }
}
