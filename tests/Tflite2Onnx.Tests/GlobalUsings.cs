global using Microsoft.VisualStudio.TestTools.UnitTesting;
global using Tflite2Onnx.Graphs;
global using Tflite2Onnx.Operator;
global using Tflite2Onnx.Testing;
global using Tflite2Onnx.Tests.Running;
global using Tflite2Onnx.Tflite;

[assembly: Parallelize(Scope = ExecutionScope.MethodLevel)]
