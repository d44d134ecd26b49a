using Microsoft.ML;
using Microsoft.ML.Data;
using MlNet;

// Which iris is it? ML.NET runs the model that the build made of iris.tflite; its names, sizes and labels come from the model's class.
Flower[] flowers =
[
    new() { Features = [5.1f, 3.5f, 1.4f, 0.2f] },
    new() { Features = [6.0f, 2.7f, 4.2f, 1.3f] },
    new() { Features = [6.6f, 3.0f, 5.6f, 2.1f] },
];

var ml = new MLContext();
IDataView data = ml.Data.LoadFromEnumerable(flowers);
var pipeline = ml.Transforms.ApplyOnnxModel(IrisModel.Outputs.Scores.Name, IrisModel.Inputs.Features.Name, IrisModel.FullPath);
IDataView scored = pipeline.Fit(data).Transform(data);
foreach (Scored flower in ml.Data.CreateEnumerable<Scored>(scored, reuseRowObject: false))
{
    int best = Array.IndexOf(flower.Scores, flower.Scores.Max());
    Console.WriteLine($"{IrisModel.Outputs.Scores.Labels[best]} {flower.Scores[best]:0.00}");
}

internal sealed class Flower
{
    [ColumnName(IrisModel.Inputs.Features.Name)]
    [VectorType(IrisModel.Inputs.Features.Dim0, IrisModel.Inputs.Features.Dim1)]
    public float[] Features { get; set; } = [];
}

internal sealed class Scored
{
    [ColumnName(IrisModel.Outputs.Scores.Name)]
    [VectorType(IrisModel.Outputs.Scores.Dim0, IrisModel.Outputs.Scores.Dim1)]
    public float[] Scores { get; set; } = [];
}
