using System.Collections;

namespace Tflite2Onnx.Operator;

/// <summary>A list that the file gave, of whatever length: an index beyond its end is a contradiction of the file's, and no fault of ours.</summary>
internal readonly struct FileList<T>(T[] items, string what) : IReadOnlyList<T>
{
    public int Length => items.Length;

    public int Count => items.Length;

    public T this[int index] => (uint)index < (uint)items.Length ? items[index]
        : throw new FileContradiction($"{what} has {items.Length} elements, and one more than that is needed");

    public static implicit operator T[](FileList<T> list) => list.AsArray();

    /// <summary>A part of it, as ranges ask for.</summary>
    public T[] Slice(int start, int length) => start >= 0 && length >= 0 && start <= items.Length - length ? items[start..(start + length)]
        : throw new FileContradiction($"{what} has {items.Length} elements, and {start + length} are needed");

    /// <summary>All of it, which has to be so many.</summary>
    public T[] OfLength(int length) =>
        items.Length == length ? items : throw new FileContradiction($"{what} has {items.Length} elements where {length} are expected");

    public T[] AsArray() => items;

    public ReadOnlySpan<T> AsSpan() => items;

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
