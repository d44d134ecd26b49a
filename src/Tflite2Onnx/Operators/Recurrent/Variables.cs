using Tflite2Onnx.Prepare;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Operators;

/// <summary>Resource variables, which keep a tensor from one run to the next. What is known of them before is <see cref="States"/>.</summary>
internal static class Variables
{
    public static OpDefinition[] Operators =>
    [
        // The handle itself is nothing at run time: whoever takes it finds the variable by its name.
        new OpDefinition<VarHandleOptions>(VAR_HANDLE)
        {
            Summary = "Names a variable that is kept from run to run.",
            Convert = (_, _) => Array.Empty<Value>(),
        },
        new PlainOpDefinition(READ_VARIABLE)
        {
            Summary = "The value of a variable.",
            Limits = "A handle that may name more than one variable is refused.",
            Quant = QuantRule.Own,
            Convert = op => op.Kept(0),
        },
        new PlainOpDefinition(ASSIGN_VARIABLE)
        {
            Summary = "Assigns a tensor to a variable.",
            Limits = "A handle that may name more than one variable is refused, and so is a change of shape in a branch or a loop.",
            Quant = QuantRule.Own,
            Convert = op =>
            {
                op.Keep(0, op.In(1));
                return Array.Empty<Value>();
            },
        },
        new OpDefinition<CallOnceOptions>(CALL_ONCE)
        {
            Summary = "Runs a subgraph before the first run only: its assignments are the variables' initial values, its imports fill hash tables.",
            Limits = "It may do nothing else, and initial values have to be constants.",
            Convert = CallOnce,
        },
    ];

    // States and hash tables have looked at what it does.
    private static Results CallOnce(OpContext op, CallOnceOptions o)
    {
        // One that is not there is reported where the initial values are looked for.
        TfliteOperator? other = op.Graph.Subgraphs.ElementAtOrDefault(o.InitSubgraphIndex)?.Operators
            .FirstOrDefault(each => each.Code is not (VAR_HANDLE or ASSIGN_VARIABLE or HASHTABLE or HASHTABLE_IMPORT or DEQUANTIZE or DENSIFY));
        return other is null ? Array.Empty<Value>() : throw new Refusal(WayOut.Rewrite, $"its subgraph runs {other.Name} before the first run");
    }
}
