global using Microsoft.VisualStudio.TestTools.UnitTesting;
global using Tflite2Onnx.Testing;

// Most of a test's time is the process it waits for.
[assembly: Parallelize(Scope = ExecutionScope.MethodLevel)]
