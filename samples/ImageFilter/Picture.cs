namespace ImageFilter;

/// <summary>A picture: row by row, pixel by pixel, one value per colour (1 grey, or 3) from 0 to 1.</summary>
internal sealed record Picture(int Width, int Height, int Colours, float[] Values);
