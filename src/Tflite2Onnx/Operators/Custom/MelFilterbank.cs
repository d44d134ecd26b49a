namespace Tflite2Onnx.Operators;

/// <summary>
/// Triangles over the frequencies of a spectrogram, evenly spaced in mel (mfcc_mel_filterbank.cc): each frequency counts for the channels
/// whose centers are next to it, by its distance in mel.
/// </summary>
/// <param name="Bins">Frequencies of the spectrogram, from 0 to half the sample rate.</param>
/// <param name="SampleRate">In Hz.</param>
/// <param name="Channels">How many triangles there are.</param>
/// <param name="Lowest">In Hz, where the first triangle begins.</param>
/// <param name="Highest">In Hz, where the last one ends.</param>
internal sealed record MelFilterbank(int Bins, int SampleRate, int Channels, int Lowest, int Highest)
{
    private double HzPerBin => 0.5 * SampleRate / (Bins - 1);

    // The constant part is never counted.
    private int First => (int)(1.5 + (Lowest / HzPerBin));

    private int Last => (int)(Highest / HzPerBin);

    public bool IsSound => Bins > 1 && SampleRate > 0 && Channels > 0 && Lowest >= 0 && Highest > Lowest && Last < Bins;

    /// <summary>[bins, channels].</summary>
    public double[] Weights()
    {
        (double lowest, double spacing) = (Mel(Lowest), (Mel(Highest) - Mel(Lowest)) / (Channels + 1));
        double Center(int channel) => lowest + (spacing * (channel + 1));

        var weights = new double[FileNumber.Int((long)Bins * Channels)];
        for (int bin = First, above = 0; bin <= Last; bin++)
        {
            double mel = Mel(bin * HzPerBin);
            while (above < Channels && Center(above) < mel)
            {
                above++;
            }
            double below = (Center(above) - mel) / (Center(above) - Center(above - 1));
            if (above > 0)
            {
                weights[(bin * Channels) + above - 1] = below;
            }
            if (above < Channels)
            {
                weights[(bin * Channels) + above] = 1 - below;
            }
        }
        return weights;
    }

    private static double Mel(double hz) => 1127 * Math.Log(1 + (hz / 700));
}
