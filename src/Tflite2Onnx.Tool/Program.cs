using Tflite2Onnx;

var files = new List<string>();
string output = ".";
var options = new ConversionOptions();
for (int i = 1; i < args.Length; i++)
{
    if (args[i] == "-o")
    {
        output = args[++i];
    }
    else if (args[i] == "--io-layout")
    {
        options = options with { IoLayout = args[++i] == "channels-first" ? IoLayout.ChannelsFirst : IoLayout.Preserve };
    }
    else
    {
        files.Add(args[i]);
    }
}
int failed = 0;
foreach (string file in files)
{
    ConversionResult result = Converter.Convert(file, Path.Combine(output, Path.GetFileNameWithoutExtension(file) + ".onnx"), options);
    foreach (Diagnostic diagnostic in result.Diagnostics)
    {
        Console.Error.WriteLine(diagnostic);
    }
    failed += result.Succeeded ? 0 : 1;
}
return failed > 0 ? 1 : 0;
