using System.CommandLine;

namespace Tflite2Onnx.Tool;

/// <summary><c>tflite2onnx ops</c>: the operators that are converted.</summary>
internal static class OpsCommand
{
    public static Command Make()
    {
        Option<bool> json = Json.Switch();
        var command = new Command("ops", "List the operators that are converted, as Markdown or JSON.") { json };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(json))
            {
                Json.Write(OperatorsDocument.Entries, JsonContext.Default.OperatorEntryArray);
            }
            else
            {
                Console.Out.Write(OperatorsDocument.Markdown(OperatorsDocument.Entries));
            }
            return ExitCode.Done;
        });
        return command;
    }
}
