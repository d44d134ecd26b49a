global using Tflite2Onnx.Diagnostics;
