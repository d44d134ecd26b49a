namespace Tflite2Onnx.Planning;

/// <summary>
/// A sum of costs over variables that are on or off, and the assignment that makes it least: a minimum cut (Kolmogorov and Zabih, "What
/// energy functions can be minimized via graph cuts?", 2004). Costs between two variables that would rather differ are cut as well, by
/// counting one of them the other way round. Where that goes round in circles and comes out odd, no fast exact solution is known: both
/// values of a variable are tried, for a few of them; beyond, the cheapest such cost is taken for more than it is.
/// </summary>
internal sealed class BinaryEnergy(int variables)
{
    /// <summary>In place of a variable, one that is always on.</summary>
    public const int On = -1;

    /// <summary>In place of a variable, one that is always off.</summary>
    public const int Off = -2;

    private const int MostTried = 6;

    private readonly long[] _singles = new long[variables];
    private readonly List<(int A, int B, Table Costs)> _pairs = [];
    private readonly List<(int Center, bool CenterOn, int[] Others, bool OthersOn, long Cost)> _stars = [];

    /// <summary>Adds a cost by the values of two variables, the first one's named first.</summary>
    public void Pair(int a, int b, Table costs)
    {
        if (a < 0)
        {
            Single(b, a == On ? costs.OnOn - costs.OnOff : costs.OffOn - costs.OffOff);
        }
        else if (b < 0)
        {
            Single(a, b == On ? costs.OnOn - costs.OffOn : costs.OnOff - costs.OffOff);
        }
        else
        {
            _pairs.Add((a, b, costs));
        }
    }

    /// <summary>Adds a cost for being on; a negative one is a cost for being off.</summary>
    public void Single(int variable, long cost)
    {
        if (variable >= 0)
        {
            _singles[variable] += cost;
        }
    }

    /// <summary>Adds a cost, once, for when the center is on or off, as it says, and any of the others is what that says.</summary>
    public void Any(int center, bool centerOn, IEnumerable<int> others, bool othersOn, long cost)
    {
        int certain = othersOn ? On : Off;
        int[] free = [.. others.Where(other => other >= 0)];
        if (cost == 0 || center == (centerOn ? Off : On))
        {
            return;
        }
        if (others.Contains(certain))
        {
            Single(center, centerOn ? cost : -cost);
        }
        else if (center < 0 && free.Length == 1)
        {
            Single(free[0], othersOn ? cost : -cost);
        }
        else if (center >= 0 && (centerOn == othersOn || free.Length == 1))
        {
            foreach (int other in free)
            {
                long Cost(bool applies) => applies ? cost : 0;
                Pair(center, other, new(Cost(!centerOn && !othersOn), Cost(!centerOn && othersOn), Cost(centerOn && !othersOn), Cost(centerOn && othersOn)));
            }
        }
        else if (free.Length > 0)
        {
            _stars.Add((center, centerOn, free, othersOn, cost));
        }
    }

    /// <summary>The cheapest assignment.</summary>
    public bool[] Minimize(CancellationToken cancellation = default) => Minimize(MostTried, cancellation);

    private bool[] Minimize(int tries, CancellationToken cancellation)
    {
        bool[] flips = Flips();
        int odd = tries > 0 ? _pairs.FindIndex(p => p.Costs.Flipped(flips[p.A], flips[p.B]).Coupling < 0) : -1;
        if (odd < 0)
        {
            return Cut(flips, cancellation);
        }
        int tried = _pairs[odd].A;
        bool[] off = Fixed(tried, false).Minimize(tries - 1, cancellation);
        bool[] on = Fixed(tried, true).Minimize(tries - 1, cancellation);
        (off[tried], on[tried]) = (false, true);
        return Total(on) < Total(off) ? on : off;
    }

    // The same sum where one variable's value is given.
    private BinaryEnergy Fixed(int variable, bool on)
    {
        var rest = new BinaryEnergy(variables);
        int Of(int v) => v == variable ? on ? On : Off : v;
        for (int v = 0; v < variables; v++)
        {
            rest.Single(Of(v), _singles[v]);
        }
        foreach ((int a, int b, Table costs) in _pairs)
        {
            rest.Pair(Of(a), Of(b), costs);
        }
        foreach ((int center, bool centerOn, int[] others, bool othersOn, long cost) in _stars)
        {
            rest.Any(Of(center), centerOn, others.Select(Of), othersOn, cost);
        }
        return rest;
    }

    private long Total(bool[] values)
    {
        bool Is(int v) => v >= 0 ? values[v] : v == On;
        long total = _singles.Where((_, v) => values[v]).Sum();
        total += _pairs.Sum(p => (Is(p.A), Is(p.B)) switch
        {
            (false, false) => p.Costs.OffOff,
            (false, true) => p.Costs.OffOn,
            (true, false) => p.Costs.OnOff,
            _ => p.Costs.OnOn,
        });
        return total + _stars.Sum(s => Is(s.Center) == s.CenterOn && s.Others.Any(other => Is(other) == s.OthersOn) ? s.Cost : 0);
    }

    private bool[] Cut(bool[] flips, CancellationToken cancellation)
    {
        // A node more for each star, and the two terminals behind all.
        int source = variables + _stars.Count;
        int sink = source + 1;
        var cut = new MinimumCut(sink + 1);

        long[] singles = [.. _singles.Select((cost, v) => flips[v] ? -cost : cost)];
        foreach ((int a, int b, Table costs) in _pairs)
        {
            Table t = costs.Flipped(flips[a], flips[b]);
            // t(a, b) = a (onOff - offOff) + b (onOn - onOff) + (1 - a) b coupling, but for a constant.
            singles[a] += t.OnOff - t.OffOff;
            singles[b] += t.OnOn - t.OnOff;
            cut.Edge(b, a, Math.Max(0, t.Coupling));
        }
        for (int v = 0; v < variables; v++)
        {
            cut.Edge(singles[v] > 0 ? v : source, singles[v] > 0 ? sink : v, Math.Abs(singles[v]));
        }
        for (int i = 0; i < _stars.Count; i++)
        {
            (int center, _, int[] others, bool othersOn, long cost) = _stars[i];
            bool isUp = othersOn ^ flips[others[0]];
            (int from, int star, int to) = (center >= 0 ? center : source, variables + i, center >= 0 ? center : sink);
            cut.Edge(isUp ? star : from, isUp ? to : star, cost);
            foreach (int other in others)
            {
                cut.Edge(isUp ? other : star, isUp ? star : other, MinimumCut.Unlimited);
            }
        }
        bool[] side = cut.SourceSide(source, sink, cancellation);
        return [.. Enumerable.Range(0, variables).Select(v => side[v] ^ flips[v])];
    }

    // Which variables count the other way round. Stars bind their members; of pairs that contradict each other the dearer ones are heard first.
    private bool[] Flips()
    {
        var parity = new Parity(variables);
        foreach ((int center, _, int[] others, _, _) in _stars)
        {
            foreach (int other in center >= 0 ? others.Append(center) : others)
            {
                parity.Bind(others[0], other, differ: false);
            }
        }
        foreach ((int a, int b, Table costs) in _pairs.OrderByDescending(p => Math.Abs(p.Costs.Coupling)))
        {
            if (costs.Coupling != 0)
            {
                parity.Bind(a, b, differ: costs.Coupling < 0);
            }
        }
        return [.. Enumerable.Range(0, variables).Select(parity.IsFlipped)];
    }

    /// <summary>What two variables cost together.</summary>
    internal readonly record struct Table(long OffOff, long OffOn, long OnOff, long OnOn)
    {
        /// <summary>How much more it costs that they differ than that they do not.</summary>
        public long Coupling => OnOff + OffOn - OffOff - OnOn;

        public Table Flipped(bool first, bool second)
        {
            Table t = first ? new(OnOff, OnOn, OffOff, OffOn) : this;
            return second ? new(t.OffOn, t.OffOff, t.OnOn, t.OnOff) : t;
        }
    }
}
