using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Tests.Operators;

internal static class DiagonalsCases
{
    public static OpCase[] All =>
    [
        new(MATRIX_DIAG, "float") { In = [F32(2, 3)], Out = [F32(2, 3, 3)], Options = new MatrixDiagOptionsT() },
        new(MATRIX_DIAG, "int8") { In = [SByte(2, 3)], Out = [SByte(2, 3, 3)], Options = new MatrixDiagOptionsT() },
        new(MATRIX_DIAG, "uint8") { In = [Byte(2, 3)], Out = [Byte(2, 3, 3)], Options = new MatrixDiagOptionsT() },
        new(MATRIX_DIAG, "int16") { In = [Short(2, 3)], Out = [Short(2, 3, 3)], Options = new MatrixDiagOptionsT() },
        new(MATRIX_DIAG, "int32") { In = [I32(2, 3)], Out = [I32(2, 3, 3)], Options = new MatrixDiagOptionsT() },
        new(MATRIX_DIAG, "int64") { In = [I64(2, 3)], Out = [I64(2, 3, 3)], Options = new MatrixDiagOptionsT() },
        new(MATRIX_DIAG, "quantized integers as they are") { In = [I8(0.1f, 3, 4)], Out = [I8(0.1f, 3, 4, 4)], Options = new MatrixDiagOptionsT() },
        new(MATRIX_SET_DIAG, "float, batches") { In = [F32(2, 3, 3), F32(2, 3)], Out = [F32(2, 3, 3)], Options = new MatrixSetDiagOptionsT() },
        new(MATRIX_SET_DIAG, "int8, wide") { In = [SByte(3, 5), SByte(3)], Out = [SByte(3, 5)], Options = new MatrixSetDiagOptionsT() },
        new(MATRIX_SET_DIAG, "uint8, high") { In = [Byte(5, 3), Byte(3)], Out = [Byte(5, 3)], Options = new MatrixSetDiagOptionsT() },
        new(MATRIX_SET_DIAG, "int16, high, batches") { In = [Short(2, 5, 3), Short(2, 3)], Out = [Short(2, 5, 3)], Options = new MatrixSetDiagOptionsT() },
        new(MATRIX_SET_DIAG, "int32, wide, batches") { In = [I32(2, 4, 3, 5), I32(2, 4, 3)], Out = [I32(2, 4, 3, 5)], Options = new MatrixSetDiagOptionsT() },
        new(MATRIX_SET_DIAG, "int64, square") { In = [I64(4, 4), I64(4)], Out = [I64(4, 4)], Options = new MatrixSetDiagOptionsT() },
    ];
}
