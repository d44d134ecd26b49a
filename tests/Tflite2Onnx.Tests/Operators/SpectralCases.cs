using static Tflite2Onnx.Tests.Operators.Operands;
using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Tests.Operators;

internal static class SpectralCases
{
    public static OpCase[] All =>
    [
        Spectrum(REAL, "two rows", F32(3, 2, 5), Ints(2, 8), F32(3, 2, 5)),
        Spectrum(REAL, "dimensions not known", F32(3, 1, 5).Dynamic(1, 2), Ints(2, 4), F32(3, 2, 3)),
        Spectrum(IMAG, "two rows", F32(3, 2, 5), Ints(2, 8), F32(3, 2, 5)),
        Spectrum(COMPLEX_ABS, "one row", F32(2, 3, 1, 16), Ints(1, 16), F32(2, 3, 1, 9)),
        Spectrum(RFFT2D, "cut off", F32(3, 7), Ints(2, 4), F32(2, 3)),
        // LiteRT has wrong numbers where there are more than two rows.
        Spectrum(RFFT2D, "four rows, filled with zeros", F32(3, 2).Of(1, 2, 3, 4, 5, 6), Ints(4, 2), F32(4, 2).Of(21, -3, -8, 0, 7, -1, -8, 0)),
        Spectrum(SQUEEZE, "complex", F32(3, 1, 4), Ints(1, 4), F32(3, 3)),
        Spectrum(RESHAPE, "complex", F32(3, 2, 4), Ints(2, 4), F32(9, 2)),
        Spectrum(MUL, "complex", F32(3, 1, 4), Ints(1, 4), F32(3, 1, 3)),
        Inverse("of a transform", F32(3, 4, 8), 4, 8, x => x),
        Inverse("of one row", F32(2, 1, 8), 1, 8, x => x),
        Inverse("of the least", F32(4, 2), 4, 2, x => x),
        Inverse("of what is no transform of floats", F32(4, 5), 4, 8, x => Restored(x, 5, 4, 8), isSpectrum: true),
        Inverse("cut off", F32(6, 7), 4, 8, x => Restored(x, 7, 4, 8), isSpectrum: true),
        Inverse("filled with zeros", F32(3, 2), 8, 4, x => Restored([.. x, .. new double[10]], 2, 8, 4), isSpectrum: true),
        Inverse("lengths that are no powers of two", F32(6, 10), 6, 10, x => x) with { Fails = "T2O2002" },
        Casts("complex", F32(2, 3)),
        new(RFFT2D, "lengths computed") { In = [F32(4, 8), I32(2)], Out = [new(TensorType.COMPLEX64, [4, 5])], Options = new Rfft2dOptionsT(), Fails = "T2O2002" },
        new(RFFT2D, "one length") { In = [F32(4, 8), Ints(8)], Out = [new(TensorType.COMPLEX64, [4, 5])], Options = new Rfft2dOptionsT(), Fails = "T2O2002" },
    ];

    // To complex numbers and back.
    private static OpCase Casts(string name, Operand data) => new(CAST, name)
    {
        In = [data],
        Out = [data],
        Whole = _ =>
        {
            var builder = new ModelBuilder();
            int x = builder.Input(data.Type, data.Shape);
            int y = builder.Tensor(TensorType.COMPLEX64, data.Shape);
            builder.Operator(CAST, [x], [y], new CastOptionsT { InDataType = data.Type, OutDataType = TensorType.COMPLEX64 });
            int z = builder.Tensor(data.Type, data.Shape);
            builder.Operator(CAST, [y], [z], new CastOptionsT { InDataType = TensorType.COMPLEX64, OutDataType = data.Type });
            builder.Output(z);
            return builder.Build();
        },
    };

    // Back from a transform of floats, or from floats that are a spectrum without imaginary parts. By irfft2d.cc, which LiteRT's build for scripts has not.
    private static OpCase Inverse(string name, Operand data, int height, int width, Func<double[], double[]> result, bool isSpectrum = false) => new(CUSTOM, name)
    {
        Custom = ("IRFFT2D", []),
        In = [data],
        Out = [F32([.. data.Shape[..^2], height, width]).Of(result(data.Elements(1)))],
        Place = 1,
        Whole = _ =>
        {
            var builder = new ModelBuilder();
            int x = builder.Input(data.Type, data.Shape);
            int lengths = builder.Constant([2], height, width);
            int y = builder.Tensor(TensorType.COMPLEX64, isSpectrum ? data.Shape : [.. data.Shape[..^2], height, (width / 2) + 1]);
            if (isSpectrum)
            {
                builder.Operator(CAST, [x], [y], new CastOptionsT { InDataType = TensorType.FLOAT32, OutDataType = TensorType.COMPLEX64 });
            }
            else
            {
                builder.Operator(RFFT2D, [x, lengths], [y], new Rfft2dOptionsT());
            }
            int z = builder.Tensor(TensorType.FLOAT32, [.. data.Shape[..^2], height, width]);
            builder.Operator(CUSTOM, [y, lengths], [z], custom: "IRFFT2D", customOptions: []);
            builder.Output(z);
            return builder.Build();
        },
    };

    // The sum over all frequencies. Of the first and the last column the kernel reads one half, the upper and the lower one; the rest are conjugates.
    private static double[] Restored(double[] spectrum, int columns, int height, int width)
    {
        double At(int row, int column) => column < columns ? spectrum[(row * columns) + column] : 0;
        double Frequency(int row, int column)
        {
            int opposite = (height - row) % height;
            return column == 0 ? At(Math.Min(row, height - row), 0)
                : column == width / 2 ? At(row == 0 ? 0 : Math.Max(row, height - row), column)
                : column < width / 2 ? At(row, column) : At(opposite, width - column);
        }
        return [.. from y in Enumerable.Range(0, height) from x in Enumerable.Range(0, width)
                   select (from row in Enumerable.Range(0, height) from column in Enumerable.Range(0, width)
                           select Frequency(row, column) * Math.Cos(2 * Math.PI * (((double)row * y / height) + ((double)column * x / width)))).Sum() / (height * width)];
    }

    // A transform, possibly a further operator on its result, and then the real part (or the operator itself where it gives floats).
    private static OpCase Spectrum(BuiltinOperator code, string name, Operand data, Operand lengths, Operand result) => new(code, name)
    {
        In = [data],
        Out = [result],
        Whole = open =>
        {
            var builder = new ModelBuilder();
            int[] shape = [.. data.Shape[..^2], (int)lengths.Values![0], ((int)lengths.Values[1] / 2) + 1];
            int x = builder.Input(data.Type, data.Shape);
            builder.LastTensor = builder.LastTensor with { ShapeSignature = open ? data.Signature : null };
            int size = builder.Constant(lengths.Type, lengths.Shape, lengths.Bytes(0));
            int y = builder.Tensor(TensorType.COMPLEX64, shape);
            builder.Operator(RFFT2D, [x, size], [y], new Rfft2dOptionsT());
            if (code is SQUEEZE or RESHAPE or MUL)
            {
                int z = builder.Tensor(TensorType.COMPLEX64, result.Shape);
                IFlatRecord options = code == SQUEEZE ? new SqueezeOptionsT { SqueezeDims = [-2] } : code == MUL ? new MulOptionsT() : new ReshapeOptionsT { NewShape = result.Shape };
                builder.Operator(code, code == MUL ? [y, y] : [y], [z], options, version: code == MUL ? 6 : 1);
                y = z;
            }
            int real = builder.Tensor(TensorType.FLOAT32, result.Shape);
            builder.Operator(code is IMAG or COMPLEX_ABS ? code : REAL, [y], [real]);
            builder.Output(real);
            return builder.Build();
        },
    };
}
