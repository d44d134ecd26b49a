global using Tflite2Onnx.Diagnostics;
global using Tflite2Onnx.Graphs;
global using Tflite2Onnx.Lowering.Layouts;
global using Tflite2Onnx.Tflite;
