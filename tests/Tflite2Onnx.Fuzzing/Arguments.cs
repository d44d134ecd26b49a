using System.Globalization;

namespace Tflite2Onnx.Fuzzing;

/// <summary>What the command line asks for.</summary>
internal sealed record Arguments
{
    public const string Usage = """
        usage: dotnet run -c Release --project tests/Tflite2Onnx.Fuzzing -- [--runs N] [--seed N] [--first N] [--load N] [--out FOLDER] [FOLDER or FILE ...]

        Changes models at random, converts them with random options, and counts what must never happen.

          --runs N      How many conversions. Default: 10000.
          --seed N      What the random numbers begin with; the same seed and models give the same runs. Default: 1.
          --first N     The first run's number: to repeat one, or to go on behind one. Default: 0.
          --load N      Every Nth converted model is given to ONNX Runtime; 0 for none. Default: 10.
          --out FOLDER  Where the first file of each kind of fault goes, made small. Default: a folder beside the temporary files.

        Models of the operators' test cases are always changed; .tflite files and folders of them add to these.
        Ends with 1 when something was found, with 2 when the command line is wrong.
        """;

    public int Runs { get; private set; } = 10_000;
    public int Seed { get; private set; } = 1;
    public int First { get; private set; }

    /// <summary>Whether this process does the work; the one that was started by hand watches over it.</summary>
    public bool IsAlone { get; private set; }

    public int Load { get; private set; } = 10;
    public string Out { get; private set; } = Path.Combine(Path.GetTempPath(), "Tflite2Onnx.Fuzzing");
    public List<string> Paths { get; } = [];

    /// <summary>Null when there is something that is no argument.</summary>
    public static Arguments? Parse(string[] words)
    {
        var arguments = new Arguments();
        for (int i = 0; i < words.Length; i++)
        {
            if (!words[i].StartsWith("--", StringComparison.Ordinal))
            {
                arguments.Paths.Add(words[i]);
            }
            else if (i + 1 == words.Length || !arguments.Set(words[i], words[++i]))
            {
                return null;
            }
        }
        return arguments.Paths.TrueForAll(Path.Exists) ? arguments : null;
    }

    private bool Set(string name, string value)
    {
        if (name == "--out")
        {
            Out = value;
            return true;
        }
        if (name == "--alone")
        {
            IsAlone = true;
            return true;
        }
        bool isNumber = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        switch (name)
        {
            case "--runs": Runs = number; return isNumber;
            case "--seed": Seed = number; return isNumber;
            case "--first": First = number; return isNumber;
            case "--load": Load = number; return isNumber;
            default: return false;
        }
    }
}
