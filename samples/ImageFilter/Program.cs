using ImageFilter;
using Microsoft.ML.OnnxRuntime;

// ImageFilter [picture.png [edges.png]]: finds the edges of a picture.
string input = args.Length > 0 ? args[0] : Path.Combine(AppContext.BaseDirectory, "picture.png");
string output = args.Length > 1 ? args[1] : "edges.png";

Picture picture = Png.Read(File.ReadAllBytes(input));
using var session = new InferenceSession(Model());
Picture edges = Run(session, picture);
File.WriteAllBytes(output, Png.Write(edges));
Console.WriteLine($"{picture.Width} x {picture.Height} pixels in, {edges.Width} x {edges.Height} out: {Path.GetFullPath(output)}");

// The build converted edges.tflite and put the result into this assembly.
static byte[] Model()
{
    using Stream resource = typeof(Picture).Assembly.GetManifestResourceStream("edges.onnx")!;
    using var bytes = new MemoryStream();
    resource.CopyTo(bytes);
    return bytes.ToArray();
}

// Inputs and outputs have TensorFlow Lite's order of axes: batch, height, width, colour.
static Picture Run(InferenceSession session, Picture picture)
{
    using OrtValue tensor = OrtValue.CreateTensorValueFromMemory(picture.Values, [1, picture.Height, picture.Width, picture.Colours]);
    using var options = new RunOptions();
    using IDisposableReadOnlyCollection<OrtValue> results = session.Run(options, ["picture"], [tensor], ["edges"]);
    long[] shape = results[0].GetTensorTypeAndShape().Shape;
    return new Picture((int)shape[2], (int)shape[1], (int)shape[3], results[0].GetTensorDataAsSpan<float>().ToArray());
}
