using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Tests.Operators;

/// <content>What branches and loops assign.</content>
internal static partial class VariablesCases
{
    private static readonly Operand X = F32(2, 3);
    private static readonly Operand Handle = new(TensorType.RESOURCE, [1]);
    private static readonly float[] Start = [1, -2, 3, 4, 5, 6.5f];

    private static OpCase[] Called =>
    [
        .. Layers,
        Case(ASSIGN_VARIABLE, "in a branch that runs", Bool().Of(1), (m, c) => InBranch(m, c, bothAssign: false)),
        Case(ASSIGN_VARIABLE, "in a branch that does not run", Bool().Of(0), (m, c) => InBranch(m, c, bothAssign: false)),
        Case(ASSIGN_VARIABLE, "in both branches", Bool().Of(0), (m, c) => InBranch(m, c, bothAssign: true)),
        Case(ASSIGN_VARIABLE, "in a branch, by a handle that is handed on as a scalar", Bool().Of(1), ByOperand),
        Case(ASSIGN_VARIABLE, "in a loop", I32().Of(0), InLoop),
        Case(ASSIGN_VARIABLE, "in a loop of no rounds", I32().Of(7), InLoop),
        Case(ASSIGN_VARIABLE, "in a loop, by a handle that is carried round", I32().Of(0), CarriedRound),
        Case(ASSIGN_VARIABLE, "in a loop that makes the handle anew", I32().Of(0), MadeAnew),
        Case(ASSIGN_VARIABLE, "by handles that change places", I32().Of(0), ChangingPlaces) with { Fails = "T2O2002" },
        Case(ASSIGN_VARIABLE, "in a branch within a loop", I32().Of(0), InBranchInLoop),
        Case(READ_VARIABLE, "in the condition of a loop", I32().Of(0), InCondition),
        Case(READ_VARIABLE, "of one variable or another", Bool().Of(0), OneOrAnother) with { Fails = "T2O2002", Place = 4 },
        Case(IF, "with another shape for a variable", Bool().Of(0), AnotherShape) with { Fails = "T2O2002", Place = 3 },
    ];

    // The second input is the condition, or where a loop starts to count.
    private static OpCase Case(BuiltinOperator code, string name, Operand second, Action<VariableModel, int> build) =>
        new(code, name) { In = [X, second], Out = [X], IsAboutState = true, Whole = _ => Whole(second, build) };

    internal static byte[] Whole(Operand second, Action<VariableModel, int> build)
    {
        var model = new VariableModel([2, 3]);
        build(model, model.Input(second));
        return model.Build(("v", Start));
    }

    internal static void InBranch(VariableModel m, int condition, bool bothAssign)
    {
        int then = m.Body([X], x => [Grown(m, m.Handle("v"), x[0])]);
        int otherwise = m.Body([X], x => [bothAssign ? Assigned(m, m.Handle("v"), x[0]) : x[0]]);
        int y = m.Apply(IF, X, Branches(then, otherwise), condition, m.X);
        m.Output(m.Add(y, m.Read(m.Handle("v"))));
    }

    internal static void AssignedByEither(VariableModel m, int condition)
    {
        int[] arms = [.. new[] { 1, 2 }.Select(times => m.Body([X], x => [Assigned(m, m.Handle("v"), times == 1 ? x[0] : m.Add(x[0], x[0]))]))];
        int y = m.Apply(IF, X, Branches(arms[0], arms[1]), condition, m.X);
        m.Output(m.Add(y, m.Read(m.Handle("v"))));
    }

    private static void ByOperand(VariableModel m, int condition)
    {
        int then = m.Body([Handle with { Shape = [] }, X], x => [Grown(m, x[0], x[1])]), otherwise = m.Body([Handle, X], x => [m.Read(x[0])]);
        int v = m.Handle("v"), y = m.Apply(IF, X, Branches(then, otherwise), condition, v, m.X);
        m.Output(m.Add(y, m.Read(v)));
    }

    internal static void InLoop(VariableModel m, int count)
    {
        int body = m.Body([I32(), X], x => [Next(m, x[0]), Grown(m, m.Handle("v"), x[1])]);
        int[] y = m.Apply(WHILE, [I32(), X], Loop(Below(m, 3, X), body), count, m.X);
        m.Output(m.Add(y[1], m.Read(m.Handle("v"))));
    }

    private static void CarriedRound(VariableModel m, int count)
    {
        int body = m.Body([I32(), Handle, X], x =>
        {
            Grown(m, x[1], x[2]);
            return [Next(m, x[0]), x[1], x[2]];
        });
        int[] y = m.Apply(WHILE, [I32(), Handle, X], Loop(Below(m, 3, Handle, X), body), count, m.Handle("v"), m.X);
        m.Output(m.Add(y[2], m.Read(y[1])));
    }

    private static void MadeAnew(VariableModel m, int count)
    {
        int body = m.Body([I32(), Handle, X], x => [Next(m, x[0]), m.Handle("v"), Grown(m, x[1], x[2])]);
        int[] y = m.Apply(WHILE, [I32(), Handle, X], Loop(Below(m, 3, Handle, X), body), count, m.Handle("v"), m.X);
        m.Output(m.Add(y[2], m.Read(y[1])));
    }

    private static void ChangingPlaces(VariableModel m, int count)
    {
        int body = m.Body([I32(), Handle, Handle, X], x =>
        {
            m.Assign(x[1], x[3]);
            return [Next(m, x[0]), x[2], x[1], x[3]];
        });
        m.Output(m.Apply(WHILE, [I32(), Handle, Handle, X], Loop(Below(m, 3, Handle, Handle, X), body), count, m.Handle("v"), m.Handle("w"), m.X)[3]);
    }

    private static void InBranchInLoop(VariableModel m, int count)
    {
        int then = m.Body([X], x => [Grown(m, m.Handle("v"), x[0])]), otherwise = m.Body([X], x => x);
        int body = m.Body([I32(), X], x =>
        {
            int isEarly = m.Apply(LESS, Bool(), null, x[0], m.Number(2));
            return [Next(m, x[0]), m.Apply(IF, X, Branches(then, otherwise), isEarly, x[1])];
        });
        int[] y = m.Apply(WHILE, [I32(), X], Loop(Below(m, 5, X), body), count, m.X);
        m.Output(m.Add(y[1], m.Read(m.Handle("v"))));
    }

    // As long as the largest element is below 20.
    private static void InCondition(VariableModel m, int count)
    {
        int condition = m.Body([I32()], _ =>
        {
            int largest = m.Apply(REDUCE_MAX, F32(), new ReducerOptionsT(), m.Read(m.Handle("v")), m.Numbers(0, 1));
            return [m.Apply(LESS, Bool(), null, largest, m.Constant([], 20f))];
        });
        int body = m.Body([I32()], x =>
        {
            int v = m.Handle("v"), now = m.Read(v);
            m.Assign(v, m.Add(now, now));
            return [Next(m, x[0])];
        });
        m.Apply(WHILE, [I32()], Loop(condition, body), count);
        m.Output(m.Add(m.X, m.Read(m.Handle("v"))));
    }

    private static void OneOrAnother(VariableModel m, int condition)
    {
        int then = m.Body([Handle, Handle], x => [x[0]]), otherwise = m.Body([Handle, Handle], x => [x[1]]);
        int v = m.Apply(IF, Handle, Branches(then, otherwise), condition, m.Handle("v"), m.Handle("w"));
        m.Output(m.Read(v));
    }

    private static void AnotherShape(VariableModel m, int condition)
    {
        int then = m.Body([X], x =>
        {
            m.Assign(m.Handle("v"), m.Apply(CONCATENATION, F32(4, 3), new ConcatenationOptionsT(), x[0], x[0]));
            return x;
        });
        int before = m.Read(m.Handle("v"));
        m.Output(m.Add(before, m.Apply(IF, X, Branches(then, m.Body([X], x => x)), condition, m.X)));
    }

    // v and its new value, v + x.
    private static int Grown(VariableModel m, int handle, int x) => Assigned(m, handle, m.Add(m.Read(handle), x));

    private static int Assigned(VariableModel m, int handle, int value)
    {
        m.Assign(handle, value);
        return value;
    }

    private static int Next(VariableModel m, int count) => m.Apply(ADD, I32(), new AddOptionsT(), count, m.Number(1));

    private static int Below(VariableModel m, int limit, params Operand[] state) =>
        m.Body([I32(), .. state], x => [m.Apply(LESS, Bool(), null, x[0], m.Number(limit))]);

    private static IfOptionsT Branches(int then, int otherwise) => new() { ThenSubgraphIndex = then, ElseSubgraphIndex = otherwise };

    private static WhileOptionsT Loop(int condition, int body) => new() { CondSubgraphIndex = condition, BodySubgraphIndex = body };
}
