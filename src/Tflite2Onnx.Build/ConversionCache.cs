using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tflite2Onnx.Build;

/// <summary>
/// Conversions by what they depend on: the model's bytes, the options and the converter itself. Configurations, target frameworks, projects
/// and machines that use one folder convert a model once. It only ever saves work: whatever is wrong with the folder, the model is converted.
/// </summary>
/// <param name="folder">The folder. Whoever may write to it is believed, as whoever may write to the project is.</param>
/// <param name="waits">What to do about conversions that are under way elsewhere.</param>
internal sealed partial class ConversionCache(string folder, TurnWaits waits)
{
    // What nothing asked for in so long goes.
    private static readonly TimeSpan s_life = TimeSpan.FromDays(30);

    private sealed record Entry(string Key, string Sha256, long Bytes, string Report, StoredDiagnostic[] Diagnostics)
    {
        // What is read from a file may lack anything.
        public bool IsSound(string key) => Key == key && Bytes > 0 && Report is not null && Diagnostics is not null && Diagnostics.All(d => d is { IsSound: true });
    }

    /// <summary>The key of a conversion.</summary>
    /// <remarks>A build of the converter counts, and not its version, which several builds may share.</remarks>
    public static string KeyOf(byte[] model, string options)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(typeof(Converter).Module.ModuleVersionId.ToByteArray());
        hash.AppendData(typeof(ConversionCache).Module.ModuleVersionId.ToByteArray());
        hash.AppendData(Encoding.UTF8.GetBytes(options + "\0"));
        hash.AppendData(model);
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>Waits until no other process converts the same; null when that cannot be told, or takes too long.</summary>
    public IDisposable? TakeTurn(string key, string model)
    {
        string path = Path.Combine(folder, key + ".lock");
        bool isTold = false;
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) is var waited && waited < waits.Longest; waits.Cancellation.WaitHandle.WaitOne(20))
        {
            waits.Cancellation.ThrowIfCancellationRequested();
            try
            {
                Directory.CreateDirectory(folder);
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another has it.
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                return null;
            }
            if (!isTold && waited > waits.Silent)
            {
                isTold = true;
                waits.Tell($"Another build converts {model}, or holds {path}; waiting for its result, at most {waits.Longest.TotalSeconds:N0} s.");
            }
        }
        return null;
    }

    /// <summary>Copies the conversion to a file; null when there is none, or it is not what was kept.</summary>
    public Converted? Find(string key, string onnx, string model)
    {
        try
        {
            string kept = Path.Combine(folder, key + ".onnx");
            if (Read(key) is not { } entry || FilePlace.Of(kept).Kind is not null || new FileInfo(kept).Length != entry.Bytes)
            {
                return null;
            }
            File.Copy(kept, onnx, overwrite: true);
            if (HashOf(onnx) != entry.Sha256)
            {
                return null;
            }
            // What a program is newer than.
            File.SetLastWriteTimeUtc(onnx, DateTime.UtcNow);
            Touch(kept);
            Touch(Path.ChangeExtension(kept, ".json"));
            Diagnostic[] diagnostics = [.. entry.Diagnostics.Select(d => d.About(model, DiagnosticSeverity.Info))];
            return new Converted(diagnostics, entry.Report, entry.Bytes, FromCache: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Keeps a conversion, if that is possible.</summary>
    public void Keep(string key, string onnx, Converted converted)
    {
        try
        {
            var entry = new Entry(key, HashOf(onnx), converted.Bytes, converted.Report, [.. converted.Diagnostics.Select(StoredDiagnostic.Of)]);
            byte[] json = JsonSerializer.SerializeToUtf8Bytes(entry);
            WrittenFile.Save(Path.Combine(folder, key + ".json"), [.. SHA256.HashData(json), .. json]);
            WrittenFile.Copy(onnx, Path.Combine(folder, key + ".onnx"));
            Forget();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // No room, no rights, or somebody cleans: the conversion is done all the same.
        }
    }

    // The text is believed when it is whole and is about this very conversion.
    private Entry? Read(string key)
    {
        if (ModelBytes.TryRead(Path.Combine(folder, key + ".json"), new DiagnosticBag()) is not { Length: > SHA256.HashSizeInBytes } file)
        {
            return null;
        }
        ReadOnlySpan<byte> bytes = file;
        ReadOnlySpan<byte> json = bytes[SHA256.HashSizeInBytes..];
        return SHA256.HashData(json).AsSpan().SequenceEqual(bytes[..SHA256.HashSizeInBytes])
            && JsonSerializer.Deserialize<Entry>(json) is { } entry && entry.IsSound(key) ? entry : null;
    }

    // Times say what was asked for last; in a folder that is only read, nothing has to be forgotten.
    private static void Touch(string kept)
    {
        try
        {
            File.SetLastWriteTimeUtc(kept, DateTime.UtcNow);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Found all the same.
        }
    }

    private void Forget()
    {
        foreach (FileInfo old in new DirectoryInfo(folder).EnumerateFiles().Where(f => Own().IsMatch(f.Name) && DateTime.UtcNow - f.LastWriteTimeUtc > s_life))
        {
            old.Delete();
        }
    }

    // Entries, and halves of them; the folder may hold other files as well.
    [GeneratedRegex(@"^([0-9A-F]{64}\.(onnx|json)|\.[a-z0-9]{8}\.[a-z0-9]{3})$")]
    private static partial Regex Own();

    private static string HashOf(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexString(SHA256.HashData(file));
    }
}

/// <summary>What a conversion does while another process makes the same one.</summary>
/// <param name="Tell">Says that it waits.</param>
/// <param name="Cancellation">Ends the waiting.</param>
internal sealed record TurnWaits(Action<string> Tell, CancellationToken Cancellation)
{
    /// <summary>How long nothing is said.</summary>
    public TimeSpan Silent { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long it waits. Then the model is converted here as well, which costs time and nothing else.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromMinutes(1);
}
