using static Tflite2Onnx.Tflite.BuiltinOperator;

namespace Tflite2Onnx.Prepare;

/// <summary>Formulas times constant matrices.</summary>
internal sealed class BodyProducts(BodyForms forms, Dataflow flow, bool keepsIntegers)
{
    public Sum? FullyConnected(TfliteOperator op)
    {
        if (op.Options<FullyConnectedOptions>() is not { WeightsFormat: FullyConnectedOptionsWeightsFormat.DEFAULT } || op.Inputs.Length < 2)
        {
            return null;
        }
        Sum? product = Product(op.Operand(0), op.Operand(1), isTurned: false);
        if (product is not null && op.Inputs.Length > 2 && op.Inputs[2] >= 0)
        {
            product = flow.Floats(op.Operand(2)) is { } bias && bias.Length == product.Width ? product.Plus(bias, 1) : null;
        }
        return product;
    }

    public Sum? Matrix(TfliteOperator op) => op.Options<BatchMatMulOptions>() is { AdjX: false } o && op.Inputs.Length == 2
        ? Product(op.Operand(0), op.Operand(1), isTurned: !o.AdjY) : null;

    // A formula times a constant matrix; what stands side by side in the formula has its own columns of the matrix.
    private Sum? Product(int left, int right, bool isTurned)
    {
        if (forms.Of(left) is not { } form || Weights(right, isTurned) is not { } tensor || flow.Tensor(tensor).Shape is not [int first, int second])
        {
            return null;
        }
        (int rows, int columns) = isTurned ? (second, first) : (first, second);
        if (columns != form.Width || rows < 1)
        {
            return null;
        }
        var terms = new List<(float, Form)>();
        int column = 0;
        foreach (Form part in form is Concatenation beside ? beside.Parts : [form])
        {
            terms.Add((1, new Product(part, new WeightBlock(tensor, 0, rows, column, part.Width, isTurned))));
            column += part.Width;
        }
        return new Sum(rows, [.. terms], new float[rows]);
    }

    // The tensor that holds the matrix: floats, or 8-bit integers that stand for floats by a scale per row.
    private int? Weights(int tensor, bool isTurned)
    {
        if (tensor < 0)
        {
            return null;
        }
        tensor = flow.Origin(tensor);
        bool isUnpacked = false;
        if (flow.Tensor(tensor) is { IsConstant: false, Type: TensorType.FLOAT32 }
            && flow.Maker(tensor)?.Op is { Code: DEQUANTIZE, Inputs: [>= 0 and int from] })
        {
            (tensor, isUnpacked) = (flow.Origin(from), true);
        }
        TfliteTensor t = flow.Tensor(tensor);
        bool isTaken = t.IsConstant && t.Type switch
        {
            TensorType.FLOAT32 => t.Quantization is null,
            TensorType.INT8 => !isTurned && (isUnpacked || keepsIntegers) && t.Quantization is { Block: 0 } q && q.ZeroPoint.All(z => z == 0)
                && (!q.PerAxis || (q.Axis == 0 && q.Scale.Length == t.Shape?[0])),
            _ => false,
        };
        return isTaken ? tensor : null;
    }
}
