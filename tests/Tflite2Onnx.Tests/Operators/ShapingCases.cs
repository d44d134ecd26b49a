using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;
using static Tflite2Onnx.Tflite.TensorType;

namespace Tflite2Onnx.Tests.Operators;

internal static class ShapingCases
{
    public static OpCase[] All =>
    [
        new(BROADCAST_ARGS, "ranks differ") { In = [I32(2).Of(4, 1), I32(3).Of(2, 1, 5)], Out = [I32(3)] },
        new(BROADCAST_ARGS, "int64, no dimensions") { In = [I64(2).Of(0, 1), I64(2).Of(1, 3)], Out = [I64(2)] },
        new(BROADCAST_ARGS, "rank not known") { In = [I32(-1), I32(3)], Out = [I32(3)], Fails = "T2O2002" },
        new(BROADCAST_TO, "plain") { In = [F32(2, 1, 4, 1), Ints(2, 3, 4, 5)], Out = [F32(2, 3, 4, 5)], Version = 2 },
        new(BROADCAST_TO, "higher rank") { In = [F32(4, 1), Ints(2, 3, 4, 5)], Out = [F32(2, 3, 4, 5)], Version = 2 },
        new(BROADCAST_TO, "int8") { In = [I8(0.1f, 3, 1, 3, 1), Ints(2, 3, 4)], Out = [I8(0.1f, 3, 2, 3, 4)], Version = 2 },
        .. new OpCase(BROADCAST_TO, "plain") { In = [A(2, 1, 4, 1), Ints(2, 3, 4, 5)], Out = [A(2, 3, 4, 5)], Version = 2 }.As(UINT8, INT16, INT32, INT64, UINT32, BOOL),
        .. new OpCase(EXPAND_DIMS, "plain") { In = [A(2, 3, 4), Int(1)], Out = [A(2, 1, 3, 4)] }.As(UINT8, INT16, INT32, INT64, BOOL, FLOAT16),
        .. Reshape("plain", A(2, 3, 4, 5), Ints(6, 20), A(6, 20)).As(UINT8, INT16, INT32, INT64, BOOL, FLOAT16),
        .. new OpCase(SQUEEZE, "all") { In = [A(1, 3, 1, 5)], Out = [A(3, 5)], Options = new SqueezeOptionsT { SqueezeDims = [] } }.As(INT8, INT16, INT32, INT64, BOOL, FLOAT16),
        .. new OpCase(TILE, "plain") { In = [A(2, 1, 3, 2), Ints(1, 3, 2, 2)], Out = [A(2, 3, 6, 4)] }.As(INT8, UINT8, INT32, INT64),
        .. new OpCase(TRANSPOSE, "plain") { In = [A(2, 3, 4, 5), Ints(0, 3, 1, 2)], Out = [A(2, 5, 3, 4)] }.As(UINT8, INT16, INT32, INT64, BOOL, FLOAT16),
        .. Casts,
        new(CAST, "floats to int32") { In = [F32(8).Of(-1.9, -0.5, 0.5, 1.9, 3e9, -3e9, 2147483520, 16777217)], Out = [I32(8)] },
        new(CAST, "floats to int64") { In = [F32(6).Of(-1.9, 0.5, 3e9, 1e19, -1e19, 9e18)], Out = [I64(6)] },
        new(CAST, "floats to int8") { In = [F32(4).Of(-1.9, 127.9, -128.9, 0.5)], Out = [new(TensorType.INT8, [4])] },
        new(CAST, "floats to uint8") { In = [F32(6).Of(-0.9, -1.9, 255.9, 256, 1e9, -1e9)], Out = [new(TensorType.UINT8, [6])] },
        new(CAST, "floats to int16") { In = [F32(2, 3, 4, 5).Between(-40000, 40000)], Out = [new(TensorType.INT16, [2, 3, 4, 5])] },
        new(CAST, "floats to bool") { In = [F32(4).Of(0, -0.0, 0.1, -7)], Out = [Bool(4)] },
        new(CAST, "int32 wraps") { In = [I32(5).Of(257, -1, 255, 300, -129)], Out = [new(TensorType.INT8, [5])] },
        new(CAST, "quantized integers as they are")
        {
            In = [I8(0.1f, 3, 2, 3, 4, 5)],
            Out = [F32(2, 3, 4, 5)],
            Options = new CastOptionsT { InDataType = TensorType.INT32 },
        },
        new(EXPAND_DIMS, "axis 1") { In = [F32(2, 3, 4), Int(1)], Out = [F32(2, 1, 3, 4)] },
        new(EXPAND_DIMS, "last axis, int8") { In = [I8(0.1f, 3, 2, 3, 4, 5), Ints(-1)], Out = [I8(0.1f, 3, 2, 3, 4, 5, 1)] },
        new(EXPAND_DIMS, "axis computed") { In = [F32(2, 3), I32()], Out = [F32(2, 1, 3)], Fails = "T2O2002" },
        new(RANK, "plain") { In = [F32(2, 3, 4, 5)], Out = [I32()], Relayed = true },
        Reshape("plain", F32(2, 3, 4, 5), Ints(6, 20), F32(6, 20)),
        Reshape("minus one", F32(2, 3, 4, 5), Ints(3, -1, 2), F32(3, 20, 2)),
        Reshape("ones dropped and added", F32(2, 1, 4, 5), Ints(2, 4, 1, 5, 1), F32(2, 4, 1, 5, 1)),
        Reshape("ones only", F32(1, 1, 1), Ints(1), F32(1)),
        Reshape("int8, quantization told anew", I8(0.1f, 3, 2, 3, 4), Ints(6, 4), I8(0.2f, -3, 6, 4)),
        new(RESHAPE, "attribute") { In = [F32(2, 3, 4)], Out = [F32(4, 6)], Options = new ReshapeOptionsT { NewShape = [4, -1] } },
        new(RESHAPE, "attribute of a scalar") { In = [F32(1, 1)], Out = [F32()], Options = new ReshapeOptionsT { NewShape = [0] } },
        new(RESHAPE, "input beats attribute") { In = [F32(2, 3, 4), Ints(3, 8)], Out = [F32(3, 8)], Options = new ReshapeOptionsT { NewShape = [4, 6] } },
        new(SHAPE, "int32") { In = [F32(2, 3, 4, 5)], Out = [I32(4)], Options = new ShapeOptionsT { OutType = TensorType.INT32 }, Relayed = true },
        new(SHAPE, "int64") { In = [I8(0.1f, 3, 2, 3, 4)], Out = [I64(3)], Options = new ShapeOptionsT { OutType = TensorType.INT64 }, Relayed = true },
        new(SQUEEZE, "all") { In = [F32(1, 3, 1, 5)], Out = [F32(3, 5)], Options = new SqueezeOptionsT { SqueezeDims = [] } },
        new(SQUEEZE, "named") { In = [F32(1, 3, 1, 5)], Out = [F32(1, 3, 5)], Options = new SqueezeOptionsT { SqueezeDims = [-2] } },
        new(SQUEEZE, "uint8") { In = [U8(0.1f, 3, 2, 3, 4, 1)], Out = [U8(0.1f, 3, 2, 3, 4)], Options = new SqueezeOptionsT { SqueezeDims = [3] } },
        new(TILE, "plain") { In = [F32(2, 1, 3, 2), Ints(1, 3, 2, 2)], Out = [F32(2, 3, 6, 4)] },
        new(TILE, "bool") { In = [Bool(2, 3), Ints(3, 1)], Out = [Bool(6, 3)] },
        new(TRANSPOSE, "plain") { In = [F32(2, 3, 4, 5), Ints(0, 3, 1, 2)], Out = [F32(2, 5, 3, 4)] },
        new(TRANSPOSE, "negative axes, int8") { In = [I8(0.1f, 3, 2, 3, 4), Ints(-1, 0, -2)], Out = [I8(0.1f, 3, 4, 2, 3)] },
        new(TRANSPOSE, "order computed") { In = [F32(2, 3), I32(2)], Out = [F32(3, 2)], Fails = "T2O2002" },
    ];

    // From each type to one that is narrower, one that is wider, and floats.
    private static IEnumerable<OpCase> Casts =>
        from source in new[] { INT8, UINT8, INT16, UINT16, INT32, UINT32, INT64, FLOAT16, FLOAT64, BOOL }
        from result in new[] { FLOAT32, INT8, UINT16, INT64, BOOL, FLOAT16 }
        where source != result
        select new OpCase(CAST, $"{source} to {result}") { In = [new Operand(source, [2, 3, 4]).Between(0, source == BOOL ? 1 : 120)], Out = [new Operand(result, [2, 3, 4])] };

    private static Operand A(params int[] shape) => F32(shape).Between(-30, 50);

    private static OpCase Reshape(string name, Operand data, Operand shape, Operand result) =>
        new(RESHAPE, name) { In = [data, shape], Out = [result], Options = new ReshapeOptionsT() };
}
