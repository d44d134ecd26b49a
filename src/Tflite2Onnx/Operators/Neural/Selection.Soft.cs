namespace Tflite2Onnx.Operators;

/// <content>Suppression that ONNX has no operator for: step by step, one for each result, in a loop.</content>
internal static partial class Selection
{
    // The kernel brings a box's score up to date when it is its turn; here all are after each step, which comes to the same. What was picked
    // stays a candidate: it is its overlap with itself that rules it out. There are no more results than there were candidates, though boxes
    // without area would go on.
    private static (Value Places, Value Scores, Value Count) Stepwise(OpContext op, Value? sigma)
    {
        (Value boxes, Value limit, Value threshold, Value most) = (op.In(0), op.In(3), op.In(4), op.IndexList(2));
        Value isCandidate = op.Emit("Greater", [op.In(1), threshold]);
        Value candidates = op.Emit("ReduceSum", [op.Cast(isCandidate, ElementType.Int64), Value.Ints(0L)], new() { ["keepdims"] = 0L });
        Value? decay = sigma is null ? null
            : op.Emit("Where", [op.Emit("Greater", [sigma, Number(0)]), op.Emit("Div", [Number(-0.5), sigma]), Number(0)]);
        Value[] results = op.Loop(op.Reshape(most), [isCandidate, op.In(1)], (step, state) =>
        {
            Value open = op.Emit("Where", [state[0], state[1], Number(float.MinValue)]);
            Value best = op.Emit("ReduceMax", [open, Value.Ints(0L)], new() { ["keepdims"] = 1L });
            Value place = op.Emit("ArgMax", [open], new() { ["axis"] = 0L, ["keepdims"] = 1L });
            Value isResult = op.Emit("And", [op.Emit("Greater", [best, threshold]), op.Emit("Less", [step, candidates])]);
            Value overlap = Overlap(op, boxes, op.Emit("Gather", [boxes, place]));
            Value stays = op.Emit("And", [state[0], op.Emit("Less", [overlap, limit])]);
            Value scores = decay is null ? state[1] : op.Emit("Mul", [state[1], Decayed(op, overlap, decay)]);
            Value[] kept = [op.Emit("Where", [isResult, place, Whole(0)]), op.Emit("Where", [isResult, best, Number(0)]), op.Cast(isResult, ElementType.Int64)];
            return (op.Reshape(isResult), [stays, scores], kept);
        });
        Value count = op.Emit("ReduceSum", [results[2], Value.Ints(0L, 1L)], new() { ["keepdims"] = 0L });
        Value missing = op.Emit("Sub", [most, op.Emit("Shape", [results[0]], new() { ["end"] = 1L })]);
        Value pads = op.Emit("Concat", [Value.Ints(0L), missing], new() { ["axis"] = 0L });
        return (op.Emit("Pad", [op.Reshape(results[0], -1), pads]), op.Emit("Pad", [op.Reshape(results[1], -1), pads]), count);
    }

    // e^(-overlap^2 / (2 sigma)), and none where sigma is 0.
    private static Value Decayed(OpContext op, Value overlap, Value decay) =>
        op.Emit("Exp", [op.Emit("Mul", [decay, op.Emit("Mul", [overlap, overlap])])]);

    // Intersection over union of each box with one (ComputeIou in non_max_suppression.h); 0 with a box of no area.
    private static Value Overlap(OpContext op, Value boxes, Value one)
    {
        ((Value Low, Value High) y, (Value Low, Value High) x) = (Sides(boxes, 0), Sides(boxes, 1));
        ((Value Low, Value High) top, (Value Low, Value High) left) = (Sides(one, 0), Sides(one, 1));
        (Value areas, Value area) = (Area(y, x), Area(top, left));
        Value shared = op.Emit("Mul", [Shared(y, top), Shared(x, left)]);
        Value union = op.Emit("Sub", [op.Emit("Add", [areas, area]), shared]);
        Value hasArea = op.Emit("And", [op.Emit("Greater", [areas, Number(0)]), op.Emit("Greater", [area, Number(0)])]);
        return op.Emit("Where", [hasArea, op.Emit("Div", [shared, union]), Number(0)]);

        (Value Low, Value High) Sides(Value corners, int axis)
        {
            Value Corner(int column) => op.Emit("Gather", [corners, Whole(column)], new() { ["axis"] = 1L });
            Value?[] both = [Corner(axis), Corner(axis + 2)];
            return (op.Emit("Min", both), op.Emit("Max", both));
        }

        Value Area((Value Low, Value High) a, (Value Low, Value High) b) => op.Emit("Mul", [op.Emit("Sub", [a.High, a.Low]), op.Emit("Sub", [b.High, b.Low])]);

        Value Shared((Value Low, Value High) all, (Value Low, Value High) its)
        {
            Value dimension = op.Emit("Sub", [op.Emit("Min", [all.High, its.High]), op.Emit("Max", [all.Low, its.Low])]);
            return op.Emit("Max", [dimension, Number(0)]);
        }
    }

    private static Value Whole(long value) => Constants.Scalar(value, ElementType.Int64);

    private static Value Number(double value) => Constants.Scalar(value, ElementType.Float);
}
