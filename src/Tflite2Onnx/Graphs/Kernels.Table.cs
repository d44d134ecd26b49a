namespace Tflite2Onnx.Graphs;

/// <content>
/// The table: what loads in ONNX Runtime 1.17.3, 1.18.0, 1.20.1, 1.22.0, 1.23.2, 1.24.1, 1.30.0 and 1.31.1 alike, as far as they read the operator
/// set (elements of less than a byte: from 1.23 on). Measured: tests/Tflite2Onnx.Tests/Runtimes/KernelRecorder.cs makes the rows, their signatures
/// aside, by loading nodes one at a time.
/// </content>
internal static partial class Kernels
{
    private const string Table = """
        Abs T>T T: float double float16 int8 uint8 int16 uint16 int32 uint32 int64 uint64
        Acos T>T T: float float16
        Acosh T>T T: float float16
        Add TT>T T: float double float16 int8@22 uint8@22 int16@22 uint16@22 int32 uint32@22 int64 uint64@22
        And TT>T T: bool
        ArgMax T>L T: float double float16 int8 uint8 int32 int64@22
        ArgMin T>L T: float double float16 int8@22 uint8@22 int32 int64@22
        Asin T>T T: float float16
        Asinh T>T T: float float16
        Atan T>T T: float float16
        Atanh T>T T: float float16
        Attention TTTu>T T: float@23 double@23 float16@23 U: float@23 double@23 float16@23 bfloat16@23-23 int8@23 uint8@23 int16@23-23 uint16@23-23 int32@23 uint32@23 int64@23 uint64@23 bool@23
        AveragePool T>T T: float float16
        BitShift TT>T T: uint8 uint32 uint64
        BitwiseAnd TT>T T: int8@18 uint8@18 int16@18 uint16@18 int32@18 uint32@18 int64@18 uint64@18
        BitwiseOr TT>T T: int8@18 uint8@18 int16@18 uint16@18 int32@18 uint32@18 int64@18 uint64@18
        BitwiseXor TT>T T: int8@18 uint8@18 int16@18 uint16@18 int32@18 uint32@18 int64@18 uint64@18
        Cast T>U T: float double float16 bfloat16 int8 uint8 int16 uint16 int32 uint32 int64 uint64 bool string float8e4m3fn@19 float8e5m2@19 int4@21 uint4@21 int2@25 uint2@25 U: float double float16 bfloat16 int8 uint8 int16 uint16 int32 uint32 int64 uint64 bool string float8e4m3fn@19 float8e5m2@19 int4@21 uint4@21 int2@25 uint2@25
        Ceil T>T T: float double float16
        Clip Ttt>T T: float double float16 int8 uint8 int32 uint32 int64 uint64
        Compress TB>T T: float double float16 int8 uint8 int16 uint16 int32 uint32 int64 uint64 bool string
        Concat T*>T T: float double float16 bfloat16 int8 uint8 int16 uint16 int32 uint32 int64 uint64 bool string
        ConstantOfShape L>T T: float double float16 bfloat16@21 int8 uint8 int16 uint16 int32 uint32 int64 uint64 bool
        Conv TTt>T T: float float16
        ConvTranspose TTt>T T: float float16
        Cos T>T T: float float16
        Cosh T>T T: float float16
        CumSum TI>T T: float double float16 int32 int64
        DFT Tll>T T: float double float16
        DepthToSpace T>T T: float double float16 uint8@22
        DequantizeLinear TUt>U T: int8 uint8 int16@21 uint16@21 int32 float8e4m3fn@19 float8e5m2@19 int4@21 uint4@21 int2@25 uint2@25 U: float float16@19
        Div TT>T T: float double float16 int8@22 uint8@22 int16@22 uint16@22 int32 uint32@22 int64 uint64@22
        Einsum T*>T T: float double float16 int32 int64
        Elu T>T T: float double@18-18 float16
        Equal TT>B T: float double float16 int8@22 uint8@22 int16@22 uint16@22 int32 uint32@22 int64 uint64@22 bool string@19
        Erf T>T T: float float16
        Exp T>T T: float double float16
        Expand TL>T T: float double float16 int8 uint8 int16 uint16 int32 uint32 int64 uint64 bool string
        Floor T>T T: float double float16
        GRU TTTtnt>Tt T: float double float16
        Gather TI>T T: float double float16 bfloat16 int8 uint8 int16 uint16 int32 uint32 int64 uint64 bool string
        GatherElements TI>T T: float double float16 bfloat16 int8 uint8 int16 uint16 int32 uint32 int64 uint64 bool string
        GatherND TL>T T: float double float16 bfloat16 int8 uint8 int16 uint16 int32 uint32 int64 uint64 bool string
        Gelu T>T T: float@20 double@20 float16@20
        Gemm TTt>T T: float double float16
        Greater TT>B T: float double float16 int8@22 uint8@22 int16@22 uint16@22 int32 uint32@22 int64 uint64@22
        GreaterOrEqual TT>B T: float double float16 int8@22 uint8@22 int16@22 uint16@22 int32 uint32@22 int64 uint64@22
        GridSample TT>T T: float double@20 float16
        HardSwish T>T T: float double@18-18 float16
        Identity T>T T: float double float16 bfloat16 int8 uint8 int16 uint16 int32 uint32 int64 uint64 bool string float8e4m3fn@19 float8e5m2@19 int4@21 uint4@21 int2@25 uint2@25
        If B>A*
        IsInf T>B T: float double float16@20 bfloat16@21 float8e4m3fn@20 float8e5m2@20
        IsNaN T>B T: float double float16 bfloat16@21 float8e4m3fn@20 float8e5m2@20
        LRN T>T T: float float16
        LSTM TTTtnttt>Ttt T: float double float16
        LabelEncoder T>U T: int64 string U: int64 string
        LayerNormalization TTt>T T: float double float16
        LeakyRelu T>T T: float double@17-18 float16
        Less TT>B T: float double float16 int8@22 uint8@22 int16@22 uint16@22 int32 uint32@22 int64 uint64@22
        LessOrEqual TT>B T: float double float16 int8@22 uint8@22 int16@22 uint16@22 int32 uint32@22 int64 uint64@22
        Log T>T T: float double float16
        LogSoftmax T>T T: float double float16
        Loop lba*>A*
        MatMul TT>T T: float double float16 int32 uint32 int64 uint64
        MatMulInteger TUtu>N T: int8 uint8 U: int8 uint8@23
        Max T*>T T: float double float16 int8@23 uint8@23 int32 uint32 int64 uint64
        MaxPool T>Tl T: float double float16 int8 uint8
        Min T*>T T: float double float16 int8@23 uint8@23 int32 uint32 int64 uint64
        Mod TT>T T: float double float16 int8 uint8 int16 uint16 int32 uint32 int64 uint64
        Mul TT>T T: float double float16 int8@22 uint8@22 int16@22 uint16@22 int32 uint32@22 int64 uint64@22
        Multinomial T>U T: float@17-21 float16@17-21 U: int32@17-21 int64@17-21
        Neg T>T T: float double float16 int8 int16@22 int32 int64
        NonMaxSuppression FFlff>L
        NonZero T>L T: float float16 uint8 int32 int64 bool
        Not T>T T: bool
        Or TT>T T: bool
        PRelu TT>T T: float double@17-18 float16 int32@17-18 int64@17-18
        Pad TLtl>T T: float double float16 int8 uint8 int32 uint32 int64 uint64 bool
        Pow TU>T T: float double float16 int32 int64 U: float double float16 int32 int64
        QuantizeLinear UUt>T T: int8 uint8 int16@21 uint16@21 float8e4m3fn@19 float8e5m2@19 int4@21 uint4@21 int2@25 uint2@25 U: float float16@19
        RMSNormalization TT>T T: float@23 double@23 float16@23
        RNN TTTtnt>Tt T: float float16
        RandomNormal >T T: float@17-21 double@17-21
        RandomNormalLike A>T T: float@17-21 double@17-21
        RandomUniform >T T: float@17-21 double@17-21
        RandomUniformLike A>T T: float@17-21 double@17-21
        Range TTT>T T: float double int16 int32 int64
        Reciprocal T>T T: float double float16
        ReduceL2 Tl>T T: float double@18-18 double@22 float16 int32 int64
        ReduceMax Tl>T T: float double float16 int8 uint8 int32 int64 bool@20
        ReduceMean Tl>T T: float double float16 int32 int64@22
        ReduceMin Tl>T T: float double float16 int8 uint8 int32 int64 bool@20
        ReduceProd Tl>T T: float double@22 float16 int32 int64
        ReduceSum Tl>T T: float double float16 int32 int64
        RegexFullMatch S>B
        Relu T>T T: float double float16 int8 int32 int64@18-18
        Reshape TL>T T: float double float16 bfloat16 int8 uint8 int16 uint16 int32 uint32 int64 uint64 bool string float8e4m3fn@21 float8e5m2@21
        Resize Tffl>T T: float float16 int8 uint8 int32
        ReverseSequence TL>T T: float double float16 int8 uint8 int16 uint16 int32 uint32 int64 uint64 bool string
        Round T>T T: float double float16
        STFT TLtl>T T: float double float16
        Scan A*>A*
        ScatterElements TIT>T T: float double float16 bfloat16 int8 uint8 int16 uint16 int32 uint32 int64 uint64 bool string
        ScatterND TLT>T T: float double float16 bfloat16 int8 uint8 int16 uint16 int32 uint32 int64 uint64 bool string
        Selu T>T T: float double@18-18 float16
        Shape T>L T: float double float16 bfloat16 int8 uint8 int16 uint16 int32 uint32 int64 uint64 bool string float8e4m3fn@19 float8e5m2@19 int4@21 uint4@21 int2@25 uint2@25
        Sigmoid T>T T: float double float16
        Sign T>T T: float double float16 bfloat16 int8 uint8 int16 uint16 int32 uint32 int64 uint64
        Sin T>T T: float double float16
        Sinh T>T T: float float16
        Size T>L T: float double float16 int8 uint8 int16 uint16 int32 uint32 int64 uint64 bool string
        Slice TIIii>T T: float double float16 bfloat16 int8 uint8 int16 uint16 int32 uint32 int64 uint64 bool string
        Softmax T>T T: float double float16
        Softplus T>T T: float double@18-18 float16
        Softsign T>T T: float double@18-18 float16
        SpaceToDepth T>T T: float double float16
        Split Tl>T* T: float double float16 bfloat16 int8 uint8 int16 uint16 int32 uint32 int64 uint64 bool string
        Sqrt T>T T: float double float16
        Squeeze Tl>T T: float double float16 bfloat16 int8 uint8 int16 uint16 int32 uint32 int64 uint64 bool string
        StringConcat SS>S
        StringSplit S>SL
        Sub TT>T T: float double float16 int8@22 uint8@22 int16@22 uint16@22 int32 uint32@22 int64 uint64@22
        Tan T>T T: float float16
        Tanh T>T T: float double float16
        Tile TL>T T: float double float16 int8 uint8 int16 uint16 int32 uint32 int64 uint64 bool string
        TopK TL>TL T: float double float16 int32 int64
        Transpose T>T T: float double float16 bfloat16 int8 uint8 int16 uint16 int32 uint32 int64 uint64 bool string float8e4m3fn@22 float8e5m2@22 int4@21 uint4@21 int2@25 uint2@25
        Unique T>Tlll T: float double float16 int8 int64 string
        Unsqueeze TL>T T: float double float16 bfloat16 int8 uint8 int16 uint16 int32 uint32 int64 uint64 bool string
        Where BTT>T T: float double float16 uint8 int32 int64 string
        Xor TT>T T: bool
        """;
}
