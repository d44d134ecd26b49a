namespace Tflite2Onnx.Planning;

/// <summary>Sets of variables, each of which is flipped or not relative to the set's first.</summary>
internal sealed class Parity(int count)
{
    private readonly int[] _parent = [.. Enumerable.Range(0, count)];
    private readonly bool[] _differs = new bool[count];

    public bool IsFlipped(int variable) => Root(variable).Differs;

    /// <summary>Puts two variables into one set; nothing when they are in one already.</summary>
    public void Bind(int a, int b, bool differ)
    {
        ((int rootA, bool differsA), (int rootB, bool differsB)) = (Root(a), Root(b));
        if (rootA != rootB)
        {
            (int root, int child) = (Math.Min(rootA, rootB), Math.Max(rootA, rootB));
            _parent[child] = root;
            _differs[child] = differsA ^ differsB ^ differ;
        }
    }

    private (int Root, bool Differs) Root(int variable)
    {
        (int root, bool differs) = (variable, false);
        while (_parent[root] != root)
        {
            differs ^= _differs[root];
            root = _parent[root];
        }
        // Shorten the way for the next.
        for (bool rest = differs; variable != root;)
        {
            (int next, bool step) = (_parent[variable], _differs[variable]);
            (_parent[variable], _differs[variable]) = (root, rest);
            rest ^= step;
            variable = next;
        }
        return (root, differs);
    }
}
