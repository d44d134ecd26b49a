using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tests.Operators.RecurrentLoop;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Tests.Operators;

/// <summary>The ways in which a recurrent loop reads a step, writes one, and ends.</summary>
internal static class RoundParts
{
    public static int Gathered(RoundGraph g) => Gathered(g, g.Time);

    public static int Gathered(RoundGraph g, int at) => g.Op(GATHER, g.Rows(Features), new GatherOptionsT(), g.Sequence, at);

    public static int LastFirst(RoundGraph g) => g.Op(SUB, I32(), new SubOptionsT(), g.Number(Steps - 1), g.Time);

    public static int Sliced(RoundGraph g)
    {
        int row = g.Op(SLICE, F32(1, Batch, Features), null, g.Sequence, g.List(g.Time, 0, 0), g.Numbers(1, -1, -1));
        return g.Op(RESHAPE, g.Rows(Features), new ReshapeOptionsT(), row, g.Numbers(Batch, Features));
    }

    public static int Indexed(RoundGraph g)
    {
        var options = new StridedSliceOptionsT { BeginMask = 6, EndMask = 6, ShrinkAxisMask = 1 };
        return g.Op(STRIDED_SLICE, g.Rows(Features), options, g.Sequence, g.List(g.Time, 0, 0), g.List(g.Next(g.Time), 0, 0), g.Numbers(1, 1, 1));
    }

    public static int Updated(RoundGraph g, int step) => Updated(g, step, g.Time);

    public static int Updated(RoundGraph g, int step, int at)
    {
        Operand list = g.Loop.IsOpen ? F32(Steps, Batch, Units).Dynamic(0, 1) : F32(g.Loop.WrittenShape);
        return g.Op(DYNAMIC_UPDATE_SLICE, list, null, g.Written, g.Row(step), g.List(at, 0, 0));
    }

    public static int Chosen(RoundGraph g, int step, params int[] places)
    {
        int at = g.Op(EQUAL, Bool(Steps, 1, 1), new EqualOptionsT(), g.Model.Constant([Steps, 1, 1], places), g.Time);
        return g.Op(SELECT_V2, F32(g.Loop.WrittenShape), new SelectV2OptionsT(), at, g.Row(step), g.Written);
    }

    /// <summary>What is in front of the step, the step, and what is behind it.</summary>
    public static int Joined(RoundGraph g, int step)
    {
        Operand part = F32(Steps, Batch, Units).Dynamic(0, 1);
        int before = g.Op(SLICE, part, null, g.Written, g.Numbers(0, 0, 0), List(g, g.Time, -1));
        int behind = g.Op(SLICE, part, null, g.Written, List(g, g.Next(g.Time), 0), g.Numbers(-1, -1, -1));
        return g.Op(CONCATENATION, part, new ConcatenationOptionsT(), before, g.Row(step), behind);
    }

    private static int List(RoundGraph g, int first, int rest)
    {
        int list = g.Op(EXPAND_DIMS, I32(1), new ExpandDimsOptionsT(), first, g.Number(0));
        return g.Op(CONCATENATION, I32(3), new ConcatenationOptionsT(), list, g.Numbers(rest, rest));
    }

    public static int Below(RoundGraph g, int bound) => g.Op(LOGICAL_AND, Bool(), null, Less(g, g.Counter, bound), Less(g, g.Time, bound));

    public static int Less(RoundGraph g, int counter, int bound) => g.Op(LESS, Bool(), new LessOptionsT(), counter, g.Number(bound));

    /// <summary>Below the dimension of the sequence, which a run knows.</summary>
    public static int WithinSequence(RoundGraph g)
    {
        int dimensions = g.Op(SHAPE, I32(3), new ShapeOptionsT { OutType = TensorType.INT32 }, g.Sequence);
        return g.Op(LESS, Bool(), new LessOptionsT(), g.Time, Dimension(g, dimensions, 0));
    }
}
