namespace Tflite2Onnx.Operator;

/// <summary>A factor of a dimension: a number, or what a run or an option decides and no operator can cut.</summary>
/// <param name="Id">Which of those it is; 0 for a number.</param>
/// <param name="File">What it is in the file; -1 where only a run decides.</param>
/// <param name="Now">What it is in the conversion, which differs where an option gives another; -1 where only a run decides.</param>
internal readonly record struct Factor(int Id, long File, long Now)
{
    /// <summary>The batch: how many images are computed at once.</summary>
    public const int Batch = -1;

    public bool IsNumber => Id == 0;

    public bool IsBatch => Id == Batch;
}

/// <summary>A dimension: a product of factors, in the order in which the elements lie in memory.</summary>
internal readonly struct Dim : IEquatable<Dim>
{
    private readonly long _number;
    private readonly Factor[]? _factors;

    private Dim(long number, Factor[]? factors) => (_number, _factors) = (number, factors);

    public static Dim One { get; } = Of(1);

    /// <summary>Its factors; none for a dimension of 1.</summary>
    public IReadOnlyList<Factor> Factors => _factors ?? (_number == 1 ? [] : [new Factor(0, _number, _number)]);

    /// <summary>The number that it is in the file and in the conversion; null where a factor is none.</summary>
    public long? Number => _factors is null ? _number : null;

    /// <summary>What it is in the file; -1 where only a run decides.</summary>
    public long File => _factors is null ? _number : Product(_factors.Select(factor => factor.File));

    /// <summary>What it is in the conversion; -1 where only a run decides.</summary>
    public long Now => _factors is null ? _number : Product(_factors.Select(factor => factor.Now));

    public bool HasBatch => _factors is not null && Array.Exists(_factors, factor => factor.IsBatch);

    /// <summary>Whether an option has made it another dimension than the file's.</summary>
    public bool IsChanged => _factors is not null && Array.Exists(_factors, factor => factor.File != factor.Now);

    public static Dim Of(long number) => new(number, null);

    /// <summary>A product, in this order.</summary>
    public static Dim Of(IEnumerable<Factor> factors)
    {
        var product = new List<Factor>();
        foreach (Factor factor in factors)
        {
            if (!factor.IsNumber || product is not [.., { IsNumber: true } last])
            {
                product.Add(factor);
                continue;
            }
            long merged = checked(last.File * factor.File);
            product[^1] = new Factor(0, merged, merged);
        }
        product.RemoveAll(factor => factor is { IsNumber: true, File: 1 });
        return product switch
        {
            [] => One,
            [{ IsNumber: true } number] => Of(number.File),
            _ when product.Exists(factor => factor is { IsNumber: true, File: 0 }) => Of(0),
            _ => new(0, [.. product]),
        };
    }

    /// <summary>One behind the other in memory.</summary>
    public static Dim operator *(Dim outer, Dim inner) =>
        outer.Number is { } a && inner.Number is { } b ? Of(checked(a * b)) : Of(outer.Factors.Concat(inner.Factors));

    public static bool operator ==(Dim left, Dim right) => left.Equals(right);

    public static bool operator !=(Dim left, Dim right) => !left.Equals(right);

    public bool Equals(Dim other) => _factors is null || other._factors is null
        ? _factors is null && other._factors is null && _number == other._number
        : _factors.AsSpan().SequenceEqual(other._factors);

    public override bool Equals(object? obj) => obj is Dim other && Equals(other);

    public override int GetHashCode() => _factors is null ? _number.GetHashCode() : _factors.Aggregate(0, HashCode.Combine);

    public override string ToString() => _factors is null ? $"{_number}" : string.Join("*", _factors.Select(Name));

    private static string Name(Factor factor) => factor.IsBatch ? "images" : factor.Now < 0 ? "?" : $"{factor.Now}";

    private static long Product(IEnumerable<long> numbers) =>
        numbers.Aggregate(1L, (product, number) => product < 0 || number < 0 ? -1 : checked(product * number));
}
