using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Tests.Operators;

/// <summary>Texts that operators make. Numbers are what the runtimes of the tests give, so that a table makes numbers of them: 0, 1, 2 ... for those expected.</summary>
internal static class TextsCases
{
    public static OpCase[] All =>
    [
        Groups("pairs", "the quick brown fox", 2, 0, false, "the quick", "quick brown", "brown fox"),
        Groups("pairs with one left out", "the quick brown fox", 2, 1, false, "the quick", "the brown", "quick brown", "quick fox", "brown fox"),
        Groups("up to three", "a b c d", 3, 1, true, "a b c", "a b d", "a b", "a c d", "a c", "a", "b c d", "b c", "b d", "b", "c d", "c", "d"),
        Groups("single words", "to be", 1, 3, false, "to", "be"),
        Groups("spaces of all kinds", "a\t\tb \n c\r", 2, 0, false, "a b", "b c"),
        Groups("two spaces in front", "  a b c", 2, 0, false, "a b", "b c"),
        Groups("one space in front", " a b c", 2, 0, false, "b c"),
        Groups("nothing but one space in front", " a", 1, 0, false, " a"),
        Groups("too few words", "a b", 3, 0, true),
        Groups("no text", "", 1, 0, false),
        Groups("groups of nothing", "a b", 0, 0, false) with { Fails = "T2O2002" },
        Groups("too many forms", "a b", 9, 9, true) with { Fails = "T2O2002" },
        Groups("too many words", "a b", 1 << 30, 0, false) with { Fails = "T2O2002" },
        Groups("too many left out", "a b", 2, int.MaxValue, false) with { Fails = "T2O2002" },
    ];

    // LiteRT's interface for scripts has no texts: what is expected is by skip_gram.cc.
    private static OpCase Groups(string name, string text, int size, int skip, bool all, params string[] expected) => new(SKIP_GRAM, name)
    {
        In = [],
        Out = [I64(expected.Length).Of([.. Enumerable.Range(0, expected.Length).Select(i => (double)i)])],
        Place = 1,
        Whole = _ =>
        {
            var builder = new ModelBuilder();
            builder.Operator(CALL_ONCE, [], [], new CallOnceOptionsT { InitSubgraphIndex = 1 });
            int groups = builder.Tensor(TensorType.STRING, [-1]);
            int x = builder.Constant(TensorType.STRING, [1], HashTablesCases.Strings(text));
            builder.Operator(SKIP_GRAM, [x], [groups], new SkipGramOptionsT { NgramSize = size, MaxSkipSize = skip, IncludeAllNgrams = all });
            int found = builder.Tensor(TensorType.INT64, [-1]);
            builder.Operator(HASHTABLE_FIND, [Table(builder), groups, builder.Constant(TensorType.INT64, [1], ModelBuilder.Bytes([-1L]))], [found]);
            builder.Output(found);
            builder.Subgraph(_ =>
            {
                string[] keys = [.. expected, "no group at all"];
                int texts = builder.Constant(TensorType.STRING, [keys.Length], HashTablesCases.Strings(keys));
                int numbers = builder.Constant(TensorType.INT64, [keys.Length], ModelBuilder.Bytes([.. Enumerable.Range(0, keys.Length).Select(i => (long)i)]));
                builder.Operator(HASHTABLE_IMPORT, [Table(builder), texts, numbers], []);
            });
            return builder.Build();
        },
    };

    private static int Table(ModelBuilder builder)
    {
        int table = builder.Tensor(TensorType.RESOURCE, [1]);
        builder.Operator(HASHTABLE, [], [table], new HashtableOptionsT { TableId = 5, KeyDtype = TensorType.STRING, ValueDtype = TensorType.INT64 });
        return table;
    }
}
