open System.IO
open System.Reflection
open Microsoft.ML.OnnxRuntime

// The build converted iris.tflite and put the result into this assembly.
let model =
    use resource = Assembly.GetExecutingAssembly().GetManifestResourceStream "iris.onnx"
    use bytes = new MemoryStream()
    resource.CopyTo bytes
    bytes.ToArray()

let names = [| "setosa"; "versicolor"; "virginica" |]

let classify (session: InferenceSession) (features: float32[]) =
    use input = OrtValue.CreateTensorValueFromMemory(features, [| 1L; 4L |])
    use options = new RunOptions()
    use results = session.Run(options, [| "features" |], [| input |], [| "scores" |])
    let scores = results[0].GetTensorDataAsSpan<float32>().ToArray()
    names[Array.findIndex ((=) (Array.max scores)) scores]

let session = new InferenceSession(model)

for flower in [ [| 5.1f; 3.5f; 1.4f; 0.2f |]; [| 6.0f; 2.7f; 4.2f; 1.3f |]; [| 6.6f; 3.0f; 5.6f; 2.1f |] ] do
    printfn "%s" (classify session flower)
