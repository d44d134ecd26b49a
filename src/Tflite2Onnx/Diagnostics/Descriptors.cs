using System.Reflection;

namespace Tflite2Onnx.Diagnostics;

/// <summary>
/// Every diagnostic there is. T2O1xxx: the file; T2O2xxx: something not supported; T2O3xxx: a difference worth a warning;
/// T2O4xxx: an option or a project; T2O9xxx: a fault of this program. A code is never used again for something else.
/// </summary>
internal static class Descriptors
{
    public static readonly Descriptor CannotRead = Error("T2O1001", "The model file cannot be opened or read.",
        "The model cannot be read: {0}");
    public static readonly Descriptor NotTflite = Error("T2O1002", "The file is no TensorFlow Lite model.",
        "This is no TensorFlow Lite model: {0}.");
    public static readonly Descriptor Damaged = Error("T2O1003", "The file starts like a model, but its structure is damaged or cut off.",
        "The model is damaged or cut off: {0}. Fetch or export the file again.");
    public static readonly Descriptor BadReference = Error("T2O1004", "Something in the model refers to what is not there.",
        "{0}. The file is damaged, or was written by a faulty exporter.");
    public static readonly Descriptor BadTensor = Error("T2O1005", "A tensor's description contradicts itself or its data.",
        "{0}. The file is damaged, or was written by a faulty exporter.");
    public static readonly Descriptor WrongOptions = Error("T2O1006", "An operator carries the options of another operator.",
        "carries {0} where {1} is expected. The file is damaged, or was written by a faulty exporter.");
    public static readonly Descriptor TooLarge = Error("T2O1007", "The file is larger than can be read.",
        "The file has {0} bytes; at most {1} can be read.");
    public static readonly Descriptor BadCustomOptions = Error("T2O1008", "The options of a custom operator cannot be read.",
        "its options are damaged, or another operator's: {0}. Export the model again.");

    public static readonly Descriptor NotAFile = Error("T2O1009", "The path of a model is a folder, a pipe, a device or a socket.",
        "The model is {0}; models are read from regular files.");

    public static readonly Descriptor UnsupportedOperator = Error("T2O2001", "The operator is not supported.",
        "the operator is not supported. {0}");
    public static readonly Descriptor UnsupportedUse = Error("T2O2002", "The operator is supported, but not used in this way.", "{0}. {1}");
    public static readonly Descriptor UnsupportedTensor = Error("T2O2003", "A tensor has a type or a quantization that is not supported.",
        "{0}");
    public static readonly Descriptor NeedsOpset = Error("T2O2004", "The model needs a newer opset than the options allow.",
        "opset {0} is needed ({1}), and the options allow {2} at most. Raise the opset option.");
    public static readonly Descriptor ResultTooLarge = Error("T2O2005", "The converted model would be larger than one ONNX file can be.",
        "The ONNX model would have {0} bytes; one file can hold 2147483647.");

    public static readonly Descriptor MixesImages = Error("T2O2006", "With the batch that an option asks for, the operator would mix images.",
        "with the option BatchSize, {0}. Each image's result has to be what it is alone: convert without BatchSize, or cut the model in front of it.");
    public static readonly Descriptor OutOfMemory = Error("T2O2007", "The conversion needs more memory than there is.",
        "The conversion needs more memory than there is. Convert the model on a machine, or in a process, that has more.");

    public static readonly Descriptor OpsetRaised = Info("T2O3001", "A newer opset than the lowest one was needed.",
        "opset {0} is used, because of {1}.");

    public static readonly Descriptor KeptCustom = Info("T2O3002", "A custom operator is kept as a node of another domain, as the options allow.",
        "it becomes the operator {0} of the domain {1}, which the runtime has to have.");
    public static readonly Descriptor StateIsReset = Warning("T2O3004", "The model keeps state from run to run, and its conversion starts each run anew.",
        "The model keeps {0} from run to run; converted, each run starts from the initial values. Convert with State=expose to carry state on.");
    public static readonly Descriptor ShapeCorrected = Warning("T2O3005", "The file states another shape for a tensor than its operator gives.",
        "The file states the shape [{0}], and the operator gives [{1}], which is what counts.");
    public static readonly Descriptor InputIsShared = Info("T2O3006", "An input has no batch, though an option asks for one.",
        "The input '{0}' has the shape [{1}], and so no batch: all images share it.");
    public static readonly Descriptor MetadataDamaged = Warning("T2O3101", "The model's metadata is damaged, and is not carried over.",
        "The model's metadata cannot be read, and the result has none: {0}.");
    public static readonly Descriptor FileLeftOut = Warning("T2O3102", "An associated file of the model is not unpacked.",
        "The associated file '{0}' is left out: {1}.");
    public static readonly Descriptor ArchiveLeftOut = Warning("T2O3103", "The archive of a model's associated files is not unpacked.",
        "The archive behind the model is left out with all of its files: {0}.");

    public static readonly Descriptor UnknownOption = Error("T2O4001", "An option or an argument is missing, unknown, or has a value it cannot have.",
        "{0}");
    public static readonly Descriptor CannotWrite = Error("T2O4002", "The converted model cannot be written.",
        "The converted model cannot be written: {0}");
    public static readonly Descriptor DuplicateModel = Error("T2O4003", "A project lists a model twice.",
        "{0} is listed more than once as TfliteModel. List it once, with all of its options.");
    public static readonly Descriptor SameOutput = Error("T2O4004", "Two models of a project would give the same output.",
        "{0} and {1} would both become {2} (upper and lower case do not tell names apart on every system). Give one of them another {3}.");

    public static readonly Descriptor UnknownTensor = Error("T2O4005", "An option names a tensor that is no input or output of the model.",
        "There is no {0} '{1}'; the model has {2}.");

    public static readonly Descriptor ShapeDoesNotFit = Error("T2O4012", "A shape or a batch that an option gives contradicts the model.",
        "with the options Shapes and BatchSize, {0}. Give dimensions that the model can work with, or leave the option out.");
    public static readonly Descriptor UnknownSignature = Error("T2O4011", "An option names a signature that the model does not have.",
        "There is no signature '{0}'; the model has {1}.");
    public static readonly Descriptor LargeResource = Warning("T2O4006", "A model is embedded that is too large for its assembly's good.",
        "The ONNX model has {0} bytes, all of which the assembly would hold. Set OnnxMode to Copy to have it beside the program.");
    public static readonly Descriptor TooLargeToEmbed = Error("T2O4007", "A model is too large to be embedded.",
        "The ONNX model has {0} bytes; an assembly can hold {1}. Set OnnxMode to Copy.");
    public static readonly Descriptor SameClass = Error("T2O4008", "The classes of two models would have the same name.",
        "The classes of {0} and {1} would both be called {2}. Give one of them another ClassName, or set GenerateClass to false.");
    public static readonly Descriptor NoHost = Error("T2O4009", "Visual Studio's build cannot start the converter, which runs on .NET.",
        "The converter cannot be started with {0}: {1}");

    public static readonly Descriptor ProjectUnread = Error("T2O4010", "The tool cannot read a project, or the project does not use the build package.",
        "The project cannot be read: {0}");

    public static readonly Descriptor CannotPrint = Error("T2O4013", "The tool's standard output is full or closed.",
        "Standard output cannot be written: {0}");

    public static readonly Descriptor Internal = Error("T2O9001", "A fault of the converter, not of the model.",
        "a fault of the converter ({0}: {1}). Please report it, with what 'tflite2onnx inspect --json' says of the model, and the model if you can share it.");

    public static readonly Descriptor EndlessPasses = Info("T2O9002", "The simplification of a model came to no end, and was stopped: a fault of this program.",
        "The model is right, but after {0} rounds there still was something to simplify ({1}). Please report it, with the model if you can share it.");
    public static readonly Descriptor Unproven = Error("T2O9003", "A fault of this program: what it made of the model cannot be proven to load, and is not written.",
        "The converter made a graph that it cannot prove: {0}. This is a fault of the converter, not of the model; please report it.");

    /// <summary>All of them, in the order of their codes.</summary>
    public static IReadOnlyList<Descriptor> All { get; } =
    [
        .. typeof(Descriptors).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null)).OfType<Descriptor>()
            .OrderBy(descriptor => descriptor.Code, StringComparer.Ordinal),
    ];

    private static Descriptor Error(string code, string meaning, string format) => new(code, DiagnosticSeverity.Error, meaning, format);

    private static Descriptor Warning(string code, string meaning, string format) => new(code, DiagnosticSeverity.Warning, meaning, format);

    private static Descriptor Info(string code, string meaning, string format) => new(code, DiagnosticSeverity.Info, meaning, format);
}
