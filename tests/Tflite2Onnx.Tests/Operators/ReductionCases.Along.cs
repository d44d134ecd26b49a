using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;
using static Tflite2Onnx.Tflite.TensorType;

namespace Tflite2Onnx.Tests.Operators;

internal static partial class ReductionCases
{
    private static OpCase[] Along =>
    [
        new(ARG_MAX, "height") { In = [F32(2, 3, 4, 5), Int(1)], Out = [I32(2, 4, 5)], Options = new ArgMaxOptionsT { OutputType = TensorType.INT32 } },
        new(ARG_MAX, "the first of several, int64")
        {
            In = [F32(2, 4).Of(1, 3, 3, 2, 5, 5, 5, 5), Ints(-1)],
            Out = [I64(2)],
            Options = new ArgMaxOptionsT { OutputType = TensorType.INT64 },
        },
        new(ARG_MAX, "int8") { In = [I8(0.05f, 7, 2, 3, 4, 5), Int(3)], Out = [I32(2, 3, 4)], Options = new ArgMaxOptionsT { OutputType = TensorType.INT32 } },
        new(ARG_MAX, "bool") { In = [Bool(3, 5), Int(1)], Out = [I32(3)], Options = new ArgMaxOptionsT { OutputType = TensorType.INT32 } },
        new(ARG_MAX, "axis computed")
        {
            In = [F32(2, 3), I32(1)],
            Out = [I32(2)],
            Options = new ArgMaxOptionsT { OutputType = TensorType.INT32 },
            Fails = "T2O2002",
        },
        new(ARG_MIN, "channels") { In = [F32(2, 3, 4, 5), Int(-1)], Out = [I32(2, 3, 4)], Options = new ArgMinOptionsT { OutputType = TensorType.INT32 } },
        new(ARG_MIN, "uint8") { In = [U8(0.05f, 120, 2, 3, 4), Int(1)], Out = [I32(2, 4)], Options = new ArgMinOptionsT { OutputType = TensorType.INT32 } },
        new(ARG_MIN, "int32") { In = [I32(2, 3, 4), Int(0)], Out = [I64(3, 4)], Options = new ArgMinOptionsT { OutputType = TensorType.INT64 } },
        new(ARG_MIN, "axis computed")
        {
            In = [F32(2, 3), I32(1)],
            Out = [I32(2)],
            Options = new ArgMinOptionsT { OutputType = TensorType.INT32 },
            Fails = "T2O2002",
        },
        new(CUMSUM, "plain") { In = [F32(2, 3, 4, 5), Int(1)], Out = [F32(2, 3, 4, 5)], Options = new CumsumOptionsT() },
        new(CUMSUM, "from the end, exclusive")
        {
            In = [F32(2, 3, 4), Int(-1)],
            Out = [F32(2, 3, 4)],
            Options = new CumsumOptionsT { Exclusive = true, Reverse = true },
        },
        .. new OpCase(ARG_MAX, "plain") { In = [F32(2, 3, 4, 5), Int(1)], Out = [I32(2, 4, 5)], Options = new ArgMaxOptionsT { OutputType = INT32 } }.As(UINT8, INT32),
        .. new OpCase(ARG_MIN, "first axis") { In = [F32(2, 3, 4, 5), Int(0)], Out = [I32(3, 4, 5)], Options = new ArgMinOptionsT { OutputType = INT32 } }.As(INT8, BOOL),
        .. new OpCase(CUMSUM, "plain") { In = [F32(2, 3, 4, 5), Int(1)], Out = [F32(2, 3, 4, 5)], Options = new CumsumOptionsT() }.As(INT32),
        new(CUMSUM, "axis given") { In = [F32(2, 3, 4), I32(1).Of(1)], Out = [F32(2, 3, 4)], Options = new CumsumOptionsT() },
        new(CUMSUM, "int64") { In = [I64(2, 3, 4), Int(0)], Out = [I64(2, 3, 4)], Options = new CumsumOptionsT { Exclusive = true } },
    ];
}
