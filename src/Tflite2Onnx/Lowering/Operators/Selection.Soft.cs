namespace Tflite2Onnx.Lowering.Operators;

/// <content>Suppression that ONNX has no operator for: step by step, one for each result.</content>
internal static partial class Selection
{
    private const int MaxSteps = 256;

    private const string AtMost =
        "Where suppression is soft, or the overlap's threshold is computed or not within 0 and 1, the number of results has to be a constant of at most 256.";

    // The kernel brings a box's score up to date when it is its turn; here all are after each step, which comes to the same. What was picked
    // stays a candidate: it is its overlap with itself that rules it out.
    private static (Value Places, Value Scores, Value Count) Unrolled(OpContext op, Value? sigma)
    {
        int steps = op.TryIntegers(2) is [>= 1 and <= MaxSteps and long only] ? (int)only
            : throw OpView.Unsupported("its suppression is soft or without a threshold, and the number of results is no constant from 1 to 256");
        Value overlap = Overlap(op, op.In(0));
        Value stays = op.Emit("Less", [overlap, op.In(3)]);
        Value? decay = sigma is null ? null : Decay(op, overlap, sigma);
        (Value scores, Value threshold) = (op.Unsqueeze(op.In(1), 0), op.In(4));
        Value isCandidate = op.Emit("Greater", [scores, threshold]);
        Value most = op.Emit("ReduceSum", [op.Cast(isCandidate, ElementType.Int64), OpContext.Ints(1L)], new() { ["keepdims"] = 0L });
        (List<Value> places, List<Value> best) = ([], []);
        for (int step = 0; step < steps; step++)
        {
            Value open = op.Emit("Where", [isCandidate, scores, Real(float.MinValue)]);
            best.Add(op.Emit("ReduceMax", [open, OpContext.Ints(1L)], new() { ["keepdims"] = 0L }));
            Value place = op.Emit("ArgMax", [open], new() { ["axis"] = 1L, ["keepdims"] = 0L });
            places.Add(place);
            isCandidate = op.Emit("And", [isCandidate, op.Emit("Gather", [stays, place])]);
            scores = decay is null ? scores : op.Emit("Mul", [scores, op.Emit("Gather", [decay, place])]);
        }
        Value all = op.Emit("Concat", [.. best], new() { ["axis"] = 0L });
        // There are no more results than there were candidates, though boxes without area would go on.
        Value isResult = op.Emit("And", [op.Emit("Greater", [all, threshold]), op.Emit("Less", [OpContext.Ints(Enumerable.Range(0, steps)), most])]);
        Value count = op.Emit("ReduceSum", [op.Cast(isResult, ElementType.Int64), OpContext.Ints(0L)], new() { ["keepdims"] = 0L });
        Value where = op.Emit("Concat", [.. places], new() { ["axis"] = 0L });
        return (op.Emit("Where", [isResult, where, Whole(0)]), op.Emit("Where", [isResult, all, Real(0)]), count);
    }

    // e^(-overlap^2 / (2 sigma)), and none where sigma is 0.
    private static Value Decay(OpContext op, Value overlap, Value sigma)
    {
        Value scale = op.Emit("Where", [op.Emit("Greater", [sigma, Real(0)]), op.Emit("Div", [Real(-0.5), sigma]), Real(0)]);
        return op.Emit("Exp", [op.Emit("Mul", [scale, op.Emit("Mul", [overlap, overlap])])]);
    }

    // Intersection over union of each box with each (ComputeIou in non_max_suppression.h); 0 with a box of no area.
    private static Value Overlap(OpContext op, Value boxes)
    {
        (Value top, Value bottom) = Sides(0);
        (Value left, Value right) = Sides(1);
        Value area = op.Emit("Mul", [op.Emit("Sub", [bottom, top]), op.Emit("Sub", [right, left])]);
        Value shared = op.Emit("Mul", [Shared(top, bottom), Shared(left, right)]);
        Value union = op.Emit("Sub", [op.Emit("Add", [op.Unsqueeze(area, 1), area]), shared]);
        Value hasArea = op.Emit("Greater", [area, Real(0)]);
        return op.Emit("Where", [op.Emit("And", [op.Unsqueeze(hasArea, 1), hasArea]), op.Emit("Div", [shared, union]), Real(0)]);

        (Value Low, Value High) Sides(int axis)
        {
            Value Corner(int column) => op.Emit("Gather", [boxes, Whole(column)], new() { ["axis"] = 1L });
            Value?[] corners = [Corner(axis), Corner(axis + 2)];
            return (op.Emit("Min", corners), op.Emit("Max", corners));
        }

        Value Shared(Value low, Value high)
        {
            Value extent = op.Emit("Sub", [op.Emit("Min", [op.Unsqueeze(high, 1), high]), op.Emit("Max", [op.Unsqueeze(low, 1), low])]);
            return op.Emit("Max", [extent, Real(0)]);
        }
    }

    private static Value Whole(long value) => OpContext.Scalar(value, ElementType.Int64);

    private static Value Real(double value) => OpContext.Scalar(value, ElementType.Float);
}
