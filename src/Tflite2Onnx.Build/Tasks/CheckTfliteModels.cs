using Microsoft.Build.Framework;

namespace Tflite2Onnx.Build;

/// <summary>
/// Says what is wrong with the list of a project's models. The targets call it only when they counted fewer distinct paths or names than
/// models, or saw a word they do not know.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class CheckTfliteModels : ModelTask;
