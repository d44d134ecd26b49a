namespace Tflite2Onnx.Planning;

/// <summary>
/// The cheapest set of edges that separates a source from a sink, by blocking flows (Dinic, 1970). Without recursion: a path may be as long as
/// a model has operators.
/// </summary>
internal sealed class MinimumCut(int nodes)
{
    public const long Unlimited = long.MaxValue / 4;

    private readonly int[] _first = [.. Enumerable.Repeat(-1, nodes)];
    private readonly List<Arc> _arcs = [];
    private readonly int[] _level = new int[nodes];
    private readonly int[] _current = new int[nodes];

    /// <summary>Adds an edge that costs <paramref name="capacity"/> to cut when its start is on the source's side and its end is not.</summary>
    public void Edge(int from, int to, long capacity)
    {
        if (capacity > 0)
        {
            Append(from, to, capacity);
            Append(to, from, 0);
        }
    }

    /// <summary>Which nodes stay on the source's side of the cheapest cut; of several cheapest ones, the one with the fewest such nodes.</summary>
    public bool[] SourceSide(int source, int sink, CancellationToken cancellation = default)
    {
        while (Levels(source, sink))
        {
            _first.CopyTo(_current, 0);
            Block(source, sink, cancellation);
        }
        return [.. _level.Select(level => level >= 0)];
    }

    // Breadth first: how many arcs each node is from the source, -1 where nothing more can flow.
    private bool Levels(int source, int sink)
    {
        Array.Fill(_level, -1);
        _level[source] = 0;
        var queue = new Queue<int>([source]);
        while (queue.TryDequeue(out int node))
        {
            for (int arc = _first[node]; arc >= 0; arc = _arcs[arc].Next)
            {
                (int to, long capacity, _) = _arcs[arc];
                if (capacity > 0 && _level[to] < 0)
                {
                    _level[to] = _level[node] + 1;
                    queue.Enqueue(to);
                }
            }
        }
        return _level[sink] >= 0;
    }

    // Depth first along rising levels, until no path is left that does not have a full arc.
    private void Block(int source, int sink, CancellationToken cancellation)
    {
        var path = new Stack<int>();
        int node = source;
        while (true)
        {
            if (node == sink)
            {
                cancellation.ThrowIfCancellationRequested();
                node = Push(path);
            }
            else if (Forward(node) is >= 0 and int arc)
            {
                path.Push(arc);
                node = _arcs[arc].To;
            }
            else if (path.TryPop(out int back))
            {
                _level[node] = -1;
                node = _arcs[back ^ 1].To;
            }
            else
            {
                return;
            }
        }
    }

    private int Forward(int node)
    {
        int arc = _current[node];
        while (arc >= 0 && !(_arcs[arc].Capacity > 0 && _level[_arcs[arc].To] == _level[node] + 1))
        {
            arc = _arcs[arc].Next;
        }
        return _current[node] = arc;
    }

    // Fills the path as far as its narrowest arc allows, and steps back to where that arc begins.
    private int Push(Stack<int> path)
    {
        long flow = path.Min(arc => _arcs[arc].Capacity);
        int start = 0;
        int keep = 0;
        int depth = path.Count;
        foreach (int arc in path)
        {
            depth--;
            _arcs[arc] = _arcs[arc] with { Capacity = _arcs[arc].Capacity - flow };
            _arcs[arc ^ 1] = _arcs[arc ^ 1] with { Capacity = _arcs[arc ^ 1].Capacity + flow };
            if (_arcs[arc].Capacity == 0)
            {
                (start, keep) = (_arcs[arc ^ 1].To, depth);
            }
        }
        while (path.Count > keep)
        {
            path.Pop();
        }
        return start;
    }

    private void Append(int from, int to, long capacity)
    {
        _arcs.Add(new Arc(to, capacity, _first[from]));
        _first[from] = _arcs.Count - 1;
    }

    // Each arc's opposite is its neighbour in the list: i ^ 1.
    private readonly record struct Arc(int To, long Capacity, int Next);
}
