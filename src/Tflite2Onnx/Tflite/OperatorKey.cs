namespace Tflite2Onnx.Tflite;

/// <summary>What an operator is: TFLite's code and, where that stands for many (custom operators, composites), a name of its own.</summary>
internal readonly record struct OperatorKey(BuiltinOperator Code, string? OwnName = null)
{
    public static implicit operator OperatorKey(BuiltinOperator code) => new(code);

    /// <summary>A custom operator's key.</summary>
    public static implicit operator OperatorKey(string customName) => new(BuiltinOperator.CUSTOM, customName);

    /// <summary>What files and messages call it: TFLite's name; its own one follows a colon.</summary>
    public override string ToString() => OwnName is not null ? $"{Code}:{OwnName}" : Enum.IsDefined(Code) ? Code.ToString() : $"UNKNOWN_{(int)Code}";
}
