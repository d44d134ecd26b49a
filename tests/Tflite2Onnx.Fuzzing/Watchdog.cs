namespace Tflite2Onnx.Fuzzing;

/// <summary>
/// Cancels a conversion that takes beyond reason, and ends the process when that does not end it. The processor's time counts: on a busy machine
/// everything takes long.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _cancellation = new();
    private readonly Lock _lock = new();
    private readonly TimeSpan _begun = Environment.CpuUsage.TotalTime;
    private readonly Timer _timer;
    private bool _isOver;

    public Watchdog() => _timer = new Timer(_ => Look(), null, Step, Step);

    public CancellationToken Token => _cancellation.Token;

    public TimeSpan Taken => Environment.CpuUsage.TotalTime - _begun;

    public void Dispose()
    {
        lock (_lock)
        {
            _isOver = true;
        }
        _timer.Dispose();
        _cancellation.Dispose();
    }

    private void Look()
    {
        lock (_lock)
        {
            if (_isOver || Taken < Patience)
            {
                return;
            }
            _cancellation.Cancel();
            if (Taken > 2 * Patience)
            {
                Environment.Exit(Supervisor.Hung);
            }
        }
    }
}
