using static Tflite2Onnx.Tests.Operators.Operands;

using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Tests.Operators;

internal static class StableHloShapingCases
{
    public static OpCase[] All =>
    [
        new(STABLEHLO_BROADCAST_IN_DIM, "vector to the middle") { In = [F32(3).Of(Digits(3, 7))], Out = [F32(2, 3, 4).Of(0, 0, 0, 0, 7, 7, 7, 7, 4, 4, 4, 4, 0, 0, 0, 0, 7, 7, 7, 7, 4, 4, 4, 4)], Options = new StablehloBroadcastInDimOptionsT { BroadcastDimensions = [1] } },
        new(STABLEHLO_BROADCAST_IN_DIM, "axes of dimension 1") { In = [F32(2, 1, 3).Of(Digits(6, 7))], Out = [F32(2, 2, 2, 3).Of(0, 7, 4, 0, 7, 4, 0, 7, 4, 0, 7, 4, 1, 8, 5, 1, 8, 5, 1, 8, 5, 1, 8, 5)], Options = new StablehloBroadcastInDimOptionsT { BroadcastDimensions = [0, 1, 3] } },
        new(STABLEHLO_BROADCAST_IN_DIM, "axes change places") { In = [F32(2, 3).Of(Digits(6, 7))], Out = [F32(2, 3, 2).Of(0, 1, 7, 8, 4, 5, 0, 1, 7, 8, 4, 5)], Options = new StablehloBroadcastInDimOptionsT { BroadcastDimensions = [2, 1] } },
        new(STABLEHLO_BROADCAST_IN_DIM, "scalar") { In = [F32().Of(Digits(1, 7))], Out = [F32(2, 3).Of(0, 0, 0, 0, 0, 0)], Options = new StablehloBroadcastInDimOptionsT { BroadcastDimensions = [] } },
        new(STABLEHLO_BROADCAST_IN_DIM, "axes as an operand") { In = [F32(2).Of(3, 4), new Operand(TensorType.INT64, [1]).Of(0).Const], Out = [F32(2, 2).Of(3, 3, 4, 4)] },
        new(STABLEHLO_BROADCAST_IN_DIM, "result unknown") { In = [F32(3)], Out = [F32(2, 3).Dynamic(0)], Options = new StablehloBroadcastInDimOptionsT { BroadcastDimensions = [1] }, Fails = "T2O2002" },
        new(STABLEHLO_CONCATENATE, "axis 1") { In = [F32(2, 1, 3).Of(Digits(6, 7)), F32(2, 2, 3).Of(Digits(12, 3))], Out = [F32(2, 3, 3).Of(0, 7, 4, 0, 3, 6, 9, 2, 5, 1, 8, 5, 8, 1, 4, 7, 0, 3)], Options = new StablehloConcatenateOptionsT { Dimension = 1 } },
        new(STABLEHLO_CUSTOM_CALL, "Sharding") { In = [F32(2, 1, 2).Of(1, 2, 3, 4)], Out = [F32(2, 1, 2).Of(1, 2, 3, 4)], Options = new StablehloCustomCallOptionsT { CallTargetName = "Sharding" } },
        new(STABLEHLO_CUSTOM_CALL, "another") { In = [F32(2)], Out = [F32(2)], Options = new StablehloCustomCallOptionsT { CallTargetName = "lapack_sgetrf" }, Fails = "T2O2002" },
        new(STABLEHLO_IOTA, "axis 1, I32") { In = [], Out = [I32(2, 3, 2).Of(0, 0, 1, 1, 2, 2, 0, 0, 1, 1, 2, 2)], Options = new StablehloIotaOptionsT { IotaDimension = 1 } },
        new(STABLEHLO_IOTA, "axis 0, F32") { In = [], Out = [F32(4).Of(0, 1, 2, 3)], Options = new StablehloIotaOptionsT { IotaDimension = 0 } },
        new(STABLEHLO_IOTA, "axis 2, I64") { In = [], Out = [I64(1, 1, 3).Of(0, 1, 2)], Options = new StablehloIotaOptionsT { IotaDimension = 2 } },
        new(STABLEHLO_IOTA, "result unknown") { In = [], Out = [F32(3).Dynamic(0)], Options = new StablehloIotaOptionsT(), Fails = "T2O2002" },
        new(STABLEHLO_RESHAPE, "merged and split") { In = [F32(2, 3, 4).Of(Digits(24, 7))], Out = [F32(3, 2, 4).Of(0, 7, 4, 1, 8, 5, 2, 9, 6, 3, 0, 7, 4, 1, 8, 5, 2, 9, 6, 3, 0, 7, 4, 1)] },
        new(STABLEHLO_RESHAPE, "an axis more") { In = [F32(2, 3, 4).Of(Digits(24, 7))], Out = [F32(2, 1, 3, 4).Of(0, 7, 4, 1, 8, 5, 2, 9, 6, 3, 0, 7, 4, 1, 8, 5, 2, 9, 6, 3, 0, 7, 4, 1)] },
        new(STABLEHLO_RESHAPE, "result unknown") { In = [F32(2, 3, 4).Dynamic(0, 1)], Out = [F32(3, 2, 4).Dynamic(0, 1)], Fails = "T2O2002" },
        new(STABLEHLO_SLICE, "in steps") { In = [F32(2, 5, 4).Of(Digits(40, 7))], Out = [F32(2, 2, 2).Of(5, 9, 1, 5, 5, 9, 1, 5)], Options = new StablehloSliceOptionsT { StartIndices = [0, 1, 1], LimitIndices = [2, 5, 4], Strides = [1, 2, 2] } },
        new(STABLEHLO_SLICE, "bool") { In = [Bool(3, 4).Of(Digits(12, 3, 2))], Out = [Bool(1, 3).Of(0, 1, 0)], Options = new StablehloSliceOptionsT { StartIndices = [1, 0], LimitIndices = [2, 3], Strides = [1, 1] } },
        new(STABLEHLO_TRANSPOSE, "plain") { In = [F32(2, 3, 4).Of(Digits(24, 7))], Out = [F32(4, 2, 3).Of(0, 8, 6, 4, 2, 0, 7, 5, 3, 1, 9, 7, 4, 2, 0, 8, 6, 4, 1, 9, 7, 5, 3, 1)], Options = new StablehloTransposeOptionsT { Permutation = [2, 0, 1] } },
    ];
}
