namespace Tflite2Onnx.Fuzzing;

/// <summary>One change of a file.</summary>
/// <param name="What">The change in words.</param>
/// <param name="Edits">Bytes that are written over those of the file; what lies behind its end makes it longer.</param>
/// <param name="Length">What the file is cut to afterwards; null: nothing is cut off.</param>
internal sealed record Change(string What, (int Position, byte[] Bytes)[] Edits, int? Length = null)
{
    public static byte[] Apply(byte[] file, IReadOnlyCollection<Change> changes)
    {
        int end = changes.SelectMany(change => change.Edits).Select(edit => edit.Position + edit.Bytes.Length).Append(file.Length).Max();
        byte[] changed = new byte[end];
        file.CopyTo(changed, 0);
        foreach ((int position, byte[] bytes) in changes.SelectMany(change => change.Edits))
        {
            bytes.CopyTo(changed, position);
        }
        int length = changes.Select(change => change.Length ?? end).Append(end).Min();
        return length < end ? changed[..length] : changed;
    }
}
