namespace Tflite2Onnx.Tflite;

/// <summary>Turns verified tables into the model that the rest works on. Every index is checked here, so that nobody after has to.</summary>
internal sealed class ModelReader(Model root, byte[] file, DiagnosticBag log)
{
    private readonly TensorReader _tensors = new(root, file, log);

    public TfliteModel? Run()
    {
        var graphs = new TfliteGraph[root.Subgraphs.Count];
        for (int i = 0; i < graphs.Length; i++)
        {
            graphs[i] = Graph(i, root.Subgraphs[i]);
        }
        for (int i = 0; i < graphs.Length; i++)
        {
            graphs[i] = graphs[i] with { Subgraphs = graphs };
        }
        if (graphs.Length == 0)
        {
            log.Add(Descriptors.BadReference, "The model has no subgraph");
        }
        TfliteSignature[] signatures = [.. Items(root.SignatureDefs).Select(Signature).OfType<TfliteSignature>()];
        if (log.HasErrors)
        {
            return null;
        }
        var model = new TfliteModel(root.Description ?? "", graphs, signatures);
        return model with { Metadata = TfliteMetadata.Read(root, file, model.Main.Index, log) };
    }

    private TfliteGraph Graph(int index, SubGraph table)
    {
        int count = table.Tensors.Count;
        (int[] inputs, int[] outputs) = (table.Inputs, table.Outputs);
        Check(index, "an input of the subgraph", inputs, 0, count);
        Check(index, "an output of the subgraph", outputs, 0, count);

        var operators = new TfliteOperator[table.Operators.Count];
        HashSet<int> given = [.. inputs], produced = [.. inputs];
        for (int i = 0; i < operators.Length; i++)
        {
            operators[i] = Operator(index, i, table.Operators[i], count);
            produced.UnionWith(operators[i].Outputs);
        }
        var tensors = new TfliteTensor[count];
        for (int i = 0; i < count; i++)
        {
            tensors[i] = _tensors.Read(index, i, table.Tensors, produced.Contains(i), isInput: given.Contains(i));
        }
        return new TfliteGraph(index, table.Name ?? "", tensors, operators, inputs, outputs);
    }

    private TfliteOperator Operator(int graph, int index, Operator table, int tensors)
    {
        (BuiltinOperator code, string? custom, int version) = Code(graph, index, table.OpcodeIndex);
        Check(graph, $"an input of operator {index}", table.Inputs, -1, tensors);
        Check(graph, $"an output of operator {index}", table.Outputs, -1, tensors);
        Check(graph, $"an intermediate of operator {index}", table.Intermediates, -1, tensors);
        var op = new TfliteOperator(index, code, custom, version, table.Inputs, table.Outputs, table) { Place = (graph, index) };
        return table.LargeCustomOptionsOffset > 1 ? Outside(graph, op, table) : op;
    }

    // Files of more than 2 GB keep custom options behind the FlatBuffer.
    private TfliteOperator Outside(int graph, TfliteOperator op, Operator table)
    {
        (ulong offset, ulong size) = (table.LargeCustomOptionsOffset, table.LargeCustomOptionsSize);
        if (offset > (ulong)file.Length || size > (ulong)file.Length - offset)
        {
            log.Add(Descriptors.BadReference, new ModelLocation(graph, op.Index, op.Name), $"Its options are {size} bytes at {offset} of {file.Length}");
            return op;
        }
        return new(op.Index, op.Code, op.CustomName, op.Version, op.Inputs, op.Outputs, table)
            { Place = op.Place, CustomOptions = file.AsMemory((int)offset, (int)size) };
    }

    private (BuiltinOperator Code, string? Custom, int Version) Code(int graph, int index, uint opcode)
    {
        if (opcode >= root.OperatorCodes.Count)
        {
            log.Add(Descriptors.BadReference, new ModelLocation(graph, index), $"It names operator code {opcode} of {root.OperatorCodes.Count}");
            return default;
        }
        OperatorCode table = root.OperatorCodes[(int)opcode];
        // Codes above 127 do not fit the older field, which then holds a placeholder; older files have only that field.
        var code = (BuiltinOperator)Math.Max(table.DeprecatedBuiltinCode, (int)table.BuiltinCode);
        return (code, table.CustomCode, table.Version);
    }

    private TfliteSignature? Signature(SignatureDef table)
    {
        if (table.SubgraphIndex >= root.Subgraphs.Count)
        {
            log.Add(Descriptors.BadReference, $"Signature '{table.SignatureKey}' names subgraph {table.SubgraphIndex} of {root.Subgraphs.Count}");
            return null;
        }
        int graph = (int)table.SubgraphIndex;
        return new TfliteSignature(table.SignatureKey ?? "", graph, Names(graph, table.Inputs), Names(graph, table.Outputs));
    }

    private (string Name, int Tensor)[] Names(int graph, FlatVector<TensorMap> maps)
    {
        (string Name, int Tensor)[] names = [.. Items(maps).Select(m => (m.Name ?? "", (int)m.TensorIndex))];
        Check(graph, "a signature", [.. names.Select(n => n.Tensor)], 0, root.Subgraphs[graph].Tensors.Count);
        return names;
    }

    private void Check(int graph, string who, int[] tensors, int lowest, int count)
    {
        foreach (int tensor in tensors)
        {
            if (tensor < lowest || tensor >= count)
            {
                log.Add(Descriptors.BadReference, new ModelLocation(graph), $"Tensor {tensor} is {who}, but there are {count}");
            }
        }
    }

    private static IEnumerable<T> Items<T>(FlatVector<T> vector)
        where T : struct, IFlatTable<T>
    {
        for (int i = 0; i < vector.Count; i++)
        {
            yield return vector[i];
        }
    }
}
