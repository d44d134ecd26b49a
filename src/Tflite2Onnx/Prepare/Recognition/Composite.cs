using System.Globalization;
using System.Text.RegularExpressions;

namespace Tflite2Onnx.Prepare;

/// <summary>
/// A composite that ONNX has an operator for. Its name says what to look for; what it computes is what its decomposition does, numbers included:
/// names are given to other computations too.
/// </summary>
/// <param name="Name">What files call it.</param>
/// <param name="Opset">The operator set that brought ONNX's operator.</param>
/// <param name="Formulas">What its decomposition may compute (<see cref="Formula"/>); <c>#name</c> is any number.</param>
internal sealed record Composite(string Name, int Opset, params string[] Formulas)
{
    /// <summary>The numbers of the formula that they have to be, within rounding.</summary>
    public Dictionary<string, double> Numbers { get; init; } = [];

    /// <summary>Whether the operands are those the operator takes.</summary>
    public Func<OpView, bool> Fits { get; init; } = _ => true;

    public LayoutRule Layout { get; init; } = LayoutRule.Terminate;

    /// <summary>The operator, given the formula's numbers.</summary>
    public required Func<OpContext, IReadOnlyDictionary<string, float>, Value> Convert { get; init; }

    /// <summary>The numbers of a formula that is one of this composite's; null for any other one.</summary>
    public IReadOnlyDictionary<string, float>? Match(string formula)
    {
        foreach (string wanted in Formulas)
        {
            string pattern = Regex.Replace(Regex.Escape(wanted), @"\\#(\w+)", @"(?<$1>-?[0-9][0-9.E+-]*)");
            Match match = Regex.Match(formula, $"^{pattern}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);
            var found = match.Groups.Values.Where(g => g.Name != "0" && g.Success)
                .ToDictionary(g => g.Name, g => float.Parse(g.Value, CultureInfo.InvariantCulture));
            if (match.Success && Numbers.All(n => Math.Abs(found[n.Key] - n.Value) <= 1e-6 * Math.Abs(n.Value)))
            {
                return found;
            }
        }
        return null;
    }
}
