namespace Tflite2Onnx;

/// <summary>
/// A file in the making. It grows beside its target and takes the target's place in one step, so that nobody sees half of it and a failure
/// leaves what was there. Of a symbolic link the target is the file it leads to; pipes and devices are written to as they are.
/// </summary>
internal sealed class OutputFile : IDisposable
{
    // Also who may make and move files: nobody any more when the process is about to end.
    private static readonly HashSet<string> s_partials = [];

    private readonly string _target;
    private readonly UnixFileMode? _mode;
    private string? _partial;

    // Whoever has a stream open, as a shell its pipe, keeps it.
    private OutputFile(string target, string? partial, FileMode how, long size, UnixFileMode? mode = null)
    {
        (_target, _partial, _mode) = (target, partial, mode);
        var options = new FileStreamOptions
        {
            Mode = how,
            Access = FileAccess.Write,
            Share = partial is null ? FileShare.ReadWrite : FileShare.Delete,
            BufferSize = 0,
            PreallocationSize = size,
        };
        if (partial is null)
        {
            Stream = new FileStream(target, options);
            return;
        }
        lock (s_partials)
        {
            Stream = new FileStream(partial, options);
            s_partials.Add(partial);
        }
    }

    /// <summary>Where the bytes go.</summary>
    public Stream Stream { get; }

    /// <summary>Begins a file; its folder is made when it is missing.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="size">How many bytes it will have.</param>
    /// <exception cref="IOException">The file cannot be written; the message names it.</exception>
    public static OutputFile Begin(string path, long size)
    {
        string target = path;
        string? partial = null;
        try
        {
            FilePlace place = FilePlace.Of(path);
            target = place.Path;
            if (place.IsOpen || (place.Kind is not null && !Directory.Exists(target)))
            {
                return new OutputFile(target, null, place.Kind is null ? FileMode.Append : FileMode.Open, 0);
            }
            if (place.Kind is { } kind)
            {
                throw new IOException($"'{target}' is {kind}.");
            }
            string folder = Path.GetDirectoryName(target)!;
            Directory.CreateDirectory(folder);
            partial = Path.Combine(folder, $".{Path.GetRandomFileName()}");
            UnixFileMode? mode = !OperatingSystem.IsWindows() && File.Exists(target) ? File.GetUnixFileMode(target) : null;
            return new OutputFile(target, partial, FileMode.CreateNew, size, mode);
        }
        catch (Exception failure) when (IsOfWriting(failure))
        {
            throw Naming(failure, partial, target);
        }
    }

    /// <summary>Fills the file.</summary>
    /// <exception cref="IOException">It cannot be written; the message names it.</exception>
    public void Write(Action<Stream> write)
    {
        try
        {
            write(Stream);
            Stream.Dispose();
            if (_mode is { } mode && !OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(_partial!, mode);
            }
        }
        catch (Exception failure) when (IsOfWriting(failure))
        {
            throw Naming(failure, _partial, _target);
        }
    }

    /// <summary>Puts the complete file in its place.</summary>
    /// <exception cref="IOException">That cannot be done; the message names the file.</exception>
    public void Commit()
    {
        if (_partial is null)
        {
            return;
        }
        try
        {
            lock (s_partials)
            {
                File.Move(_partial, _target, overwrite: true);
                s_partials.Remove(_partial);
                _partial = null;
            }
        }
        catch (Exception failure) when (IsOfWriting(failure))
        {
            throw Naming(failure, _partial, _target);
        }
    }

    /// <summary>Removes what did not come into its place.</summary>
    public void Dispose()
    {
        Stream.Dispose();
        lock (s_partials)
        {
            if (_partial is not null && s_partials.Remove(_partial))
            {
                File.Delete(_partial);
            }
        }
    }

    /// <summary>Removes what is in the making, whoever makes it, and lets nobody begin or finish a file: for a process that ends now.</summary>
    public static void RemoveAll()
    {
        Monitor.Enter(s_partials);
        foreach (string partial in s_partials)
        {
            File.Delete(partial);
        }
    }

    private static bool IsOfWriting(Exception failure) => failure is IOException or UnauthorizedAccessException or NotSupportedException;

    // The name of the file on the way says nothing to anybody.
    private static IOException Naming(Exception failure, string? partial, string target)
    {
        string message = partial is null ? failure.Message : failure.Message.Replace(partial, target, StringComparison.Ordinal);
        return new IOException(message.Contains(target, StringComparison.Ordinal) ? message : $"'{target}': {message}", failure);
    }
}
