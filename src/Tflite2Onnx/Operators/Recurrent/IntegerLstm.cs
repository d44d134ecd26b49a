using Tflite2Onnx.Arithmetic;
using static Tflite2Onnx.Arithmetic.KernelArithmetic;

namespace Tflite2Onnx.Operators;

/// <summary>
/// The LSTM of <see cref="LstmLayer"/> in the integers of TFLite's kernel (int8 data, int16 cells: lstm_eval.cc with portable_tensor_utils.cc):
/// gates' sums in 2^-12, or in a given scale when they are normalized, gates in 2^-15, cells in a power of 2. Values are int64 throughout.
/// </summary>
internal sealed class IntegerLstm : RecurrentLayer
{
    private const int Word = 15, GateBits = 3;

    private readonly LstmInputs _at;
    private readonly Affine _x;
    private readonly Affine _state;
    private readonly Affine _cells;
    private readonly Affine _hidden;
    private readonly int[] _gates;
    private readonly int _units;
    private readonly int _cellBits;

    private IntegerLstm(OpContext op, LstmInputs at, RecurrentForm form, Affine[] parameters)
        : base(op, at.Data, aux: -1, form)
    {
        _at = at;
        (_x, _state, _cells, _hidden) = (parameters[0], parameters[1], parameters[2], parameters[3]);
        _gates = op.Has(at.Weights) ? [0, 1, 2, 3] : [1, 2, 3];
        _units = op.Shape(at.Weights + 1)[0];
        _cellBits = Math.ILogB(_cells.Scale);
    }

    private bool IsCoupled => _gates.Length == 3;

    private bool IsNormalized => Op.Has(_at.Norm + 1);

    /// <summary>Null where operands are other than that kernel's.</summary>
    public static Value? Of(OpContext op, RecurrentForm form)
    {
        LstmInputs at = LstmInputs.Single;
        int[] matrices = [.. Enumerable.Range(at.Weights, 8).Append(at.Projection).Where(op.Has)];
        bool isKernels = op.InputCount > at.Cell && op.Input(at.Data).Type == TensorType.INT8 && op.Source.Intermediates.Length == 5
            && form.Activation == ActivationFunctionType.TANH
            && matrices.All(i => op.Input(i) is { IsConstant: true, Type: TensorType.INT8, Shape.Length: 2, Quantization.PerAxis: false });
        if (!isKernels || Affine.Of(op.Input(at.Data)) is not { } x || Affine.Of(op.Input(at.State)) is not { } state
            || Affine.Of(op.Input(at.Cell)) is not { Type: ElementType.Int16 } cells || Math.ScaleB(1, Math.ILogB(cells.Scale)) != cells.Scale)
        {
            return null;
        }
        QuantParams hidden = op.Intermediate(4);
        return new IntegerLstm(op, at, form, [x, state, cells, new Affine(ElementType.Int8, hidden.Scale[0], hidden.ZeroPoint[0])]).Convert();
    }

    private Value Convert()
    {
        int rows = _gates.Length * _units;
        Value inputs = Op.Reshape(Sums(Op.Raw(_at.Data), _x, _at.Weights, hasBias: !IsNormalized), -1, rows);
        Kept[] kept = [new(_at.State, Op.Shape(_at.State)[^1]), new(_at.Cell, _units)];
        return StepByStep(inputs, rows, kept, [.. kept.Select(state => Op.Kept(state.Input, raw: true))], (x, now) => Step(x, now[0]!, now[1]!), raw: true);
    }

    // Products with all gates' weights, each in its gate's unit.
    private Value Sums(Value raw, Affine x, int first, bool hasBias)
    {
        Constant[] parts = [.. _gates.Select(gate => Constants.Of(Op.Input(first + gate)))];
        int[] shape = [_gates.Length * _units, parts[0].Shape[1]];
        var weights = Constants.FromIntegers(ElementType.Int8, shape, [.. parts.SelectMany(part => part.Integers())]);
        Value sum = Products(raw, x, weights);
        if (hasBias && _gates.Any(gate => Op.Has(_at.Bias + gate)))
        {
            sum = Op.Emit("Add", [sum, Numbers([.. _gates.SelectMany(gate => Integers(_at.Bias + gate))], [shape[0]])]);
        }
        Multiplier Factor(int gate) => Multiplier.Of(Op.Input(first + gate).Quantization!.Scale[0] * x.Scale / Unit(gate));
        return Short(Scaled(Op, sum, [.. _gates.SelectMany(gate => Enumerable.Repeat(Factor(gate), _units))], [shape[0]]));
    }

    private Value Products(Value raw, Affine x, Constant weights)
    {
        Value columns = Arithmetic.Sums.Floats(Op, Value.Of(weights.Transposed([1, 0]), "gates"), 0);
        Value? sum = Arithmetic.Sums.Of(Op, raw, x, Arithmetic.Sums.Largest(weights, 0, 0), part => Op.Emit("MatMul", [part, columns]));
        return Op.Cast(sum ?? throw new Refusal(WayOut.Rewrite, "its weights are too many to be summed exactly"), ElementType.Int64);
    }

    private float Unit(int gate) => IsNormalized ? Op.Intermediate(gate).Scale[0] : 1 / 4096f;

    private Value[] Step(Value x, Value h, Value cells)
    {
        Value c = Op.Cast(cells, ElementType.Int64);
        Value sums = Short(Op.Emit("Add", [x, Sums(h, _state, _at.Recurrent, hasBias: false)]));
        Value[] parts = Op.Emit("Split", [sums, Value.Ints(Enumerable.Repeat(_units, _gates.Length))], new() { ["axis"] = 1L }, _gates.Length);
        Value Sum(int gate) => Normalized(WithPeephole(parts[Array.IndexOf(_gates, gate)], gate, c), gate);
        Value forget = Sigmoid(Sum(1));
        Value input = IsCoupled ? Op.Emit("Sub", [Number(short.MaxValue), forget]) : Sigmoid(Sum(0));
        Value fresh = DividedByPowerOf2(Op, Op.Emit("Mul", [input, Tanh(Sum(2), GateBits)]), [(2 * Word) + _cellBits], []);
        c = Short(Op.Emit("Add", [DividedByPowerOf2(Op, Op.Emit("Mul", [forget, c]), [Word], []), fresh]));
        c = Clipped(c, Form.CellClip, _cells);
        Value y = Output(Op.Emit("Mul", [Sigmoid(Sum(3)), Tanh(c, Word + _cellBits)]));
        return [Op.Cast(y, ElementType.Int8), Op.Cast(c, ElementType.Int16)];
    }

    private Value Output(Value product)
    {
        var factor = Multiplier.Of((float)(Math.ScaleB(1, -Word) / _hidden.Scale * Math.ScaleB(1, -Word)));
        if (!Op.Has(_at.Projection))
        {
            return ToResult(Op, Scaled(Op, product, factor), _hidden, (_hidden.Lowest, _hidden.Highest));
        }
        // The zero point is taken off instead of added, and what that leaves out is part of the projection's bias.
        Affine opposite = _hidden with { Zero = -_hidden.Zero };
        Value hidden = ToResult(Op, Scaled(Op, product, factor), opposite, (_hidden.Lowest, _hidden.Highest));
        Value sum = Products(hidden, opposite, Constants.Of(Op.Input(_at.Projection)));
        sum = Op.Has(_at.Projection + 1) ? Op.Emit("Add", [sum, Op.Cast(Op.Raw(_at.Projection + 1), ElementType.Int64)]) : sum;
        factor = Multiplier.Of(Op.Input(_at.Projection).Quantization!.Scale[0] * _hidden.Scale / _state.Scale);
        Value y = ToResult(Op, Scaled(Op, sum, factor), _state, (_state.Lowest, _state.Highest));
        return Op.Cast(Clipped(y, Form.ProjectionClip, _state), ElementType.Int8);
    }

    // A limit counts from 0, whatever the zero point, in whole steps.
    private Value Clipped(Value x, float limit, Affine q)
    {
        long steps = limit > 0 ? (long)Math.Min(limit / q.Scale, q.Highest) : 0;
        return steps == 0 ? x : Op.Emit("Clip", [x, Constants.Scalar(-steps, x.Type), Constants.Scalar(steps, x.Type)]);
    }

    // A gate's weights into the cells: input, forget and output gate have some.
    private Value WithPeephole(Value sum, int gate, Value c)
    {
        int peephole = _at.Peephole + Math.Min(gate, 2);
        if (gate == 2 || !Op.Has(_at.Peephole + 2))
        {
            return sum;
        }
        Value product = Op.Emit("Mul", [c, Numbers(Integers(peephole), [_units])]);
        var factor = Multiplier.Of((float)(_cells.Scale * (double)Op.Input(peephole).Quantization!.Scale[0] / Unit(gate)));
        return Short(Op.Emit("Add", [sum, Scaled(Op, product, factor)]));
    }

    // PortableApplyLayerNorm: 2^10 times a unit for what is normalized, and 2^-12 for the result.
    private Value Normalized(Value x, int gate)
    {
        if (!IsNormalized)
        {
            return x;
        }
        const long Fine = 1 << 10;
        Value Sum(Value values) => Op.Emit("ReduceSum", [values, Value.Ints(1)], new() { ["keepdims"] = 1L });
        Value Whole(Value values, long divisor) => Op.Emit("Div", [values, Number(divisor)]);
        float scale = Op.Input(_at.Norm + gate).Quantization!.Scale[0];
        Value mean = Whole(Op.Emit("Mul", [Sum(x), Number(Fine)]), _units);
        Value squares = Op.Emit("Mul", [Sum(Op.Emit("Mul", [x, x])), Number(Fine * Fine / _units)]);
        Value variance = Whole(Op.Emit("Sub", [squares, Op.Emit("Mul", [mean, mean])]), Fine * Fine);
        variance = Op.Emit("Where", [Op.Emit("Less", [variance, Number(1)]), Number(Math.Max(1, (long)(10000 * scale))), variance]);
        (Value significand, Value shift) = InverseRoot.Of(Op, variance, 2);
        Value centered = Op.Emit("Sub", [Op.Emit("Mul", [x, Number(Fine)]), mean]);
        Value normalized = Quotient(Op, HighProduct(Op, centered, significand), PowerOf2Of(shift));
        Value weighted = Op.Emit("Mul", [normalized, Numbers(Integers(_at.Norm + gate), [_units])]);
        weighted = Quotient(Op, Op.Emit("Add", [weighted, Numbers(Integers(_at.Bias + gate), [_units])]), [Fine], []);
        var factor = Multiplier.Of(scale);
        return Short(Scaled(Op, weighted, factor with { Shift = factor.Shift + 12 }));
    }

    private Value PowerOf2Of(Value exponent) => Chosen(Op, exponent, 33, k => 1L << k);

    private Value Sigmoid(Value x) => Looked(x, v => Gemmlowp.Short.Logistic(v, GateBits));

    private Value Tanh(Value x, int integerBits) => Looked(x, v => Gemmlowp.Short.Tanh(v, integerBits));

    private Value Looked(Value x, Func<long, long> function) =>
        Op.Cast(Tables.Look(Op, Op.Cast(x, ElementType.Int16), ElementType.Int16, function), ElementType.Int64);

    private Value Short(Value x) => Op.Emit("Clip", [x, Number(short.MinValue), Number(short.MaxValue)]);

    private long[] Integers(int input) => Op.Has(input) ? Op.Integers(input) : new long[_units];
}
