global using Tflite2Onnx.Diagnostics;
global using Tflite2Onnx.Graphs;
global using Tflite2Onnx.Operator;
global using Tflite2Onnx.Tflite;
