using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>Groups of words.</summary>
internal static class SkipGrams
{
    private const int MaxWords = 64, MaxForms = 4096;

    // isspace of C's own locale.
    private static readonly string[] Spaces = [" ", "\t", "\n", "\v", "\f", "\r"];

    public static OpDefinition[] Operators =>
    [
        new OpDefinition<SkipGramOptions>(SKIP_GRAM)
        {
            Summary = "Groups of a string's words in order, with words left out between them.",
            Limits = "A group has at most 64 words, and at most 4096 groups begin at one word.",
            Convert = (op, o) => Groups(op, o),
        },
    ];

    private static Value Groups(OpContext op, SkipGramOptions o)
    {
        int[][] forms = o.NgramSize is < 1 or > MaxWords || o.MaxSkipSize is < 0 or > MaxForms ? [] : [.. Forms([0], o).Take(MaxForms + 1)];
        if (forms.Length is 0 or > MaxForms)
        {
            string groups = $"groups of {o.NgramSize} words with {o.MaxSkipSize} left out";
            throw new Refusal(WayOut.Rewrite, $"it asks for {groups}, and not of 1 to {MaxWords} words, at most {MaxForms} for each word");
        }
        Value words = Words(op, Slicing.Cut(op, op.Reshape(op.In(0), -1), [0], [0], [1]));
        Value count = op.Emit("Shape", [words]);
        Value starts = op.Unsqueeze(op.Emit("Range", [Whole(0), op.Reshape(count), Whole(1)]), 1);
        Value isThere = op.Emit("Less", [op.Emit("Add", [starts, Value.Ints(forms.Select(form => form[^1]))]), count]);
        isThere = op.Reshape(op.Emit("And", [isThere, op.Emit("GreaterOrEqual", [count, Value.Ints(o.NgramSize)])]), -1);
        Value joined = op.Emit("Gather", [words, Places(0, -1)]);
        // Behind the first word each one brings the space in front of it; where there is none, the first piece, which is empty, is taken.
        Value pieces = op.Emit("Concat", [Text(""), op.Emit("StringConcat", [Text(" "), words])], new() { ["axis"] = 0L });
        for (int i = 1; i < o.NgramSize; i++)
        {
            joined = op.Emit("StringConcat", [joined, op.Emit("Gather", [pieces, Places(i, 0)])]);
        }
        return joined;

        // Which word is the i-th of each group, counted from the first number on; that number where there is none.
        Value Places(int i, int first)
        {
            Value all = op.Emit("Add", [starts, Value.Ints(forms.Select(form => i < form.Length ? form[i] + first + 1 : 0))]);
            Value has = Value.Of(Constant.Of(ElementType.Bool, [forms.Length], [.. forms.Select(form => (byte)(i < form.Length ? 1 : 0))]), "has");
            return op.Emit("Compress", [op.Reshape(op.Emit("Where", [has, all, Whole(0)]), -1), isThere], new() { ["axis"] = 0L });
        }
    }

    // How far behind the first word the others of a group are, in the order of skip_gram.cc: a group comes behind those that go on from it.
    private static IEnumerable<int[]> Forms(int[] words, SkipGramOptions o)
    {
        IEnumerable<int[]> longer = words.Length == o.NgramSize ? []
            : Enumerable.Range(1, o.MaxSkipSize + 1).SelectMany(step => Forms([.. words, words[^1] + step], o));
        return o.IncludeAllNgrams || words.Length == o.NgramSize ? longer.Append(words) : longer;
    }

    // Split at one kind of space after the other; what is empty lies between two of them. The kernel has its own way with one space in front of a
    // text: it loses the first word, and takes the whole string, space included, for a word where there is no other space.
    private static Value Words(OpContext op, Value text)
    {
        Value words = text;
        foreach (string space in Spaces)
        {
            words = op.Reshape(op.Emit("StringSplit", [words], new() { ["delimiter"] = space }, 2)[0], -1);
        }
        words = op.Emit("Compress", [words, op.Emit("Not", [op.Emit("Equal", [words, Text("")])])], new() { ["axis"] = 0L });
        Value count = op.Emit("Shape", [words]);
        Value isLost = Matches(@"(?s)[\t-\r ][^\t-\r ]+[\t-\r ].*");
        Value isWhole = Matches(@"[\t-\r ][^\t-\r ]*");
        Value first = op.Emit("Where", [isWhole, count, op.Cast(isLost, ElementType.Int64)]);
        Value end = op.Emit("Add", [count, op.Cast(isWhole, ElementType.Int64)]);
        return op.Emit("Slice", [op.Emit("Concat", [words, text], new() { ["axis"] = 0L }), first, end, Value.Ints(0L)]);

        Value Matches(string pattern) => op.Emit("RegexFullMatch", [text], new() { ["pattern"] = pattern });
    }

    private static Value Whole(long value) => Constants.Scalar(value, ElementType.Int64);

    private static Value Text(string text) => Value.Of(new Constant(ElementType.String, [1], () => default) { Strings = [text] }, "text");
}
