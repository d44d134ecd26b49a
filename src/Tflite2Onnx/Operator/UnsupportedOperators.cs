namespace Tflite2Onnx.Operator;

/// <summary>Operators that nobody converts: why ONNX's cannot express what is known of them, and what somebody can do about it.</summary>
internal static class UnsupportedOperators
{
    private const string Cache = "It changes a cache that lives beside the graph in TFLite's own runtime for language models";
    private const string Compiled = "It is code for one kind of accelerator, compiled; the model it was compiled from can be converted";

    // By the beginning of the name. Custom operators that are not here are somebody's own.
    private static readonly (string Name, string Reason, WayOut WayOut)[] Known =
    [
        ("CONCAT_EMBEDDINGS", "TFLite reserved its code and has never had a kernel for it, so that nothing says what it computes", WayOut.Rewrite),
        ("DELEGATE", "It stands for what a delegate computes, and is no part of a file", WayOut.Rewrite),
        ("CUSTOM:ParseExample", "It reads serialized protocol buffers, for which ONNX has no operator", WayOut.AllowCustom),
        ("CUSTOM:TFSentencepiece", "It runs a SentencePiece model, for which ONNX has no operator", WayOut.AllowCustom),
        ("CUSTOM:TFText>", "It is an operator of TensorFlow Text, on lists of strings that have lengths of their own", WayOut.AllowCustom),
        ("CUSTOM:odml.update_kv_cache", Cache, WayOut.AllowCustom),
        ("CUSTOM:odml.update_external_kv_cache", Cache, WayOut.AllowCustom),
        ("CUSTOM:edgetpu-custom-op", Compiled, WayOut.AllowCustom),
        ("CUSTOM:ethos-u", Compiled, WayOut.AllowCustom),
        ("CUSTOM:Flex", "It is TensorFlow's own", WayOut.BuiltinsOnly),
        ("CUSTOM:", "It is a custom operator", WayOut.AllowCustom),
    ];

    /// <summary>The reason, where there is one in the operator's nature, and the way out, as sentences.</summary>
    public static string Advice(TfliteOperator op)
    {
        var known = Known.FirstOrDefault(known => op.Name.StartsWith(known.Name, StringComparison.Ordinal));
        string sentence = known.WayOut.Sentence();
        return known.Reason is { } reason ? $"{reason}. {sentence}" : sentence;
    }
}
