using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Tflite2Onnx.Build;

/// <summary>
/// Conversions by what they depend on: the model's bytes, the options and the converter itself. Configurations, target frameworks, projects
/// and machines that use one folder convert a model once. It only ever saves work: whatever is wrong with the folder, the model is converted.
/// </summary>
internal sealed class ConversionCache(string folder)
{
    private static readonly TimeSpan s_longestTurn = TimeSpan.FromMinutes(10);

    // What nothing asked for in so long goes.
    private static readonly TimeSpan s_life = TimeSpan.FromDays(30);

    private sealed record Entry(string Sha256, long Bytes, string Report, StoredDiagnostic[] Diagnostics);

    /// <summary>The key of a conversion.</summary>
    /// <remarks>A build of the converter counts, and not its version, which several builds may share.</remarks>
    public static string KeyOf(string model, string options)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(typeof(Converter).Module.ModuleVersionId.ToByteArray());
        hash.AppendData(typeof(ConversionCache).Module.ModuleVersionId.ToByteArray());
        hash.AppendData(Encoding.UTF8.GetBytes(options + "\0"));
        using FileStream file = File.OpenRead(model);
        hash.AppendData(SHA256.HashData(file));
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>Waits until no other process converts the same; null when that cannot be told.</summary>
    public IDisposable? TakeTurn(string key)
    {
        string path = Path.Combine(folder, key + ".lock");
        for (long start = Environment.TickCount64; Environment.TickCount64 - start < s_longestTurn.TotalMilliseconds; Thread.Sleep(20))
        {
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
        }
        return null;
    }

    /// <summary>Copies the conversion to a file; null when there is none, or it is not what was kept.</summary>
    public Converted? Find(string key, string onnx, string model)
    {
        try
        {
            string kept = Path.Combine(folder, key + ".onnx");
            if (!File.Exists(kept) || JsonSerializer.Deserialize<Entry>(File.ReadAllBytes(Path.Combine(folder, key + ".json"))) is not { } entry)
            {
                return null;
            }
            File.Copy(kept, onnx, overwrite: true);
            if (HashOf(onnx) != entry.Sha256)
            {
                return null;
            }
            // Times say what was asked for last, and what a program is newer than.
            File.SetLastWriteTimeUtc(onnx, DateTime.UtcNow);
            File.SetLastWriteTimeUtc(kept, DateTime.UtcNow);
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
            var entry = new Entry(HashOf(onnx), converted.Bytes, converted.Report, [.. converted.Diagnostics.Select(StoredDiagnostic.Of)]);
            WrittenText.Save(Path.Combine(folder, key + ".json"), JsonSerializer.SerializeToUtf8Bytes(entry));
            string partial = Path.Combine(folder, $"{key}.{Path.GetRandomFileName()}");
            File.Copy(onnx, partial);
            File.Move(partial, Path.Combine(folder, key + ".onnx"), overwrite: true);
            Forget();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // No room, no rights, or somebody cleans: the conversion is done all the same.
        }
    }

    private void Forget()
    {
        foreach (FileInfo old in new DirectoryInfo(folder).EnumerateFiles("*.onnx").Where(f => DateTime.UtcNow - f.LastWriteTimeUtc > s_life))
        {
            old.Delete();
            File.Delete(Path.ChangeExtension(old.FullName, ".json"));
        }
    }

    private static string HashOf(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexString(SHA256.HashData(file));
    }
}
