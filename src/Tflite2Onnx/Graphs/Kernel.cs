using System.Globalization;

namespace Tflite2Onnx.Graphs;

/// <summary>
/// What ONNX Runtime has an operator for. Operands and results are letters: <c>T</c> and <c>U</c> are types that a table lists, the others
/// those of <see cref="Stands"/>; a small letter may be left out, and a star is the letter in front of it, any number of times.
/// </summary>
internal sealed class Kernel
{
    private const char Repeated = '*';

    // By letter and type, a bit for each operator set.
    private readonly int[] _opsets = new int[2 * ElementTypes.Limit];

    private Kernel(string operands, string results) => (Operands, Results) = (operands, results);

    public string Operands { get; }

    public string Results { get; }

    /// <summary>
    /// Reads a row of the table, its operator aside: <c>Tl>T T: float int8@19 int4@21-23</c>, types with the operator sets that have them where
    /// these are not all.
    /// </summary>
    public static Kernel Parse(string row)
    {
        string[] words = row.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] signature = words[0].Split('>');
        var kernel = new Kernel(signature[0], signature[1]);
        char letter = 'T';
        foreach (string word in words.AsSpan(1))
        {
            if (word[^1] == ':')
            {
                letter = word[0];
                continue;
            }
            string[] parts = word.Split('@', '-');
            int first = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : OnnxOperators.LowestOpset;
            int last = parts.Length > 2 ? int.Parse(parts[2], CultureInfo.InvariantCulture) : OnnxOperators.HighestOpset;
            kernel._opsets[Place(letter, Enum.Parse<ElementType>(parts[0], ignoreCase: true))] |= (2 << last) - (1 << first);
        }
        return kernel;
    }

    /// <summary>The letter at a place, the last one again where it has a star; 0 behind the end.</summary>
    public static char LetterAt(string letters, int place) =>
        letters.EndsWith(Repeated) ? letters[Math.Min(place, letters.Length - 2)] : place < letters.Length ? letters[place] : '\0';

    /// <summary>Whether a value of a letter other than T and U may have the type.</summary>
    public static bool Stands(char letter, ElementType type) => letter switch
    {
        'A' => true,
        'B' => type == ElementType.Bool,
        'F' => type == ElementType.Float,
        'I' => type is ElementType.Int32 or ElementType.Int64,
        'L' => type == ElementType.Int64,
        'N' => type == ElementType.Int32,
        'S' => type == ElementType.String,
        _ => false,
    };

    /// <summary>Whether there is a kernel with the type in the letter's place, in that operator set.</summary>
    public bool Has(char letter, ElementType type, int opset) => (_opsets[Place(letter, type)] & (1 << opset)) != 0;

    private static int Place(char letter, ElementType type) => (letter == 'T' ? 0 : ElementTypes.Limit) + (int)type;
}
