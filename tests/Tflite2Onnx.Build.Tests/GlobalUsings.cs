global using Microsoft.VisualStudio.TestTools.UnitTesting;
global using Tflite2Onnx.Build.Tests.Running;
global using Tflite2Onnx.Testing;
