using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Tests.Operators;

internal static partial class VariablesCases
{
    public static OpCase[] All =>
    [
        new(VAR_HANDLE, "two variables") { In = [F32(2, 3)], Out = [F32(2, 3)], IsAboutState = true, Whole = _ => TwoVariables() },
        new(CALL_ONCE, "a constant") { In = [F32(2, 3)], Out = [F32(2, 3)], IsAboutState = true, Whole = _ => Initialized(isComputed: false) },
        new(READ_VARIABLE, "twice, assigned between") { In = [F32(2, 3)], Out = [F32(2, 3)], IsAboutState = true, Whole = _ => AssignedBetween() },
        new(ASSIGN_VARIABLE, "before it is read") { In = [F32(2, 3)], Out = [F32(2, 3)], IsAboutState = true, Whole = _ => AssignedFirst() },
        new(CALL_ONCE, "a computed value") { In = [F32(2, 3)], Out = [F32(2, 3)], IsAboutState = true, Whole = _ => Initialized(isComputed: true), Fails = "T2O2002" },
        new(READ_VARIABLE, "of a handle from nowhere") { In = [F32(2, 3)], Out = [F32(2, 3)], IsAboutState = true, Whole = _ => Lost(isRead: true), Fails = "T2O2002" },
        new(ASSIGN_VARIABLE, "to a handle from nowhere") { In = [F32(2, 3)], Out = [F32(2, 3)], IsAboutState = true, Whole = _ => Lost(isRead: false), Fails = "T2O2002" },
        .. Called,
    ];

    // v is what it was initialized with, plus x; w is 2 x.
    private static byte[] TwoVariables()
    {
        var builder = new VariableModel([2, 3]);
        (int v, int w) = (builder.Handle("v"), builder.Handle("w"));
        builder.Assign(w, builder.Add(builder.X, builder.X));
        builder.Output(builder.Add(builder.Add(builder.Read(v), builder.X), builder.Read(w)));
        return builder.Build(("v", [1, -2, 3, 4, 5, 6.5f]), ("w", [0, 0, 0, 0, 0, 1]));
    }

    private static byte[] Initialized(bool isComputed)
    {
        var builder = new VariableModel([2, 3]);
        builder.Output(builder.Add(builder.Read(builder.Handle("v", "box")), builder.X));
        return builder.Build(isComputed, ("box/v", [1, -2, 3, 4, 5, 6.5f]));
    }

    private static byte[] AssignedBetween()
    {
        var builder = new VariableModel([2, 3]);
        int v = builder.Handle("v"), again = builder.Handle("v");
        int before = builder.Read(v);
        builder.Assign(again, builder.Add(before, builder.X));
        builder.Output(builder.Add(before, builder.Read(v)));
        return builder.Build(("v", [1, -2, 3, 4, 5, 6.5f]));
    }

    private static byte[] Lost(bool isRead)
    {
        var builder = new VariableModel([2, 3], isInitialized: false);
        int handle = builder.Resource();
        if (!isRead)
        {
            builder.Assign(handle, builder.X);
        }
        builder.Output(isRead ? builder.Read(handle) : builder.X);
        return builder.Build();
    }

    private static byte[] AssignedFirst()
    {
        var builder = new VariableModel([2, 3]);
        int v = builder.Handle("v");
        builder.Assign(v, builder.Add(builder.X, builder.X));
        builder.Output(builder.Add(builder.Read(v), builder.X));
        return builder.Build();
    }
}
