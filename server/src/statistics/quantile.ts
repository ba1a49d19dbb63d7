/** The q-quantile of ascending values, between two of them by straight line (type 7 of Hyndman and Fan, NumPy's). */
export function quantile(sorted: Float64Array | Float32Array, q: number): number {
  const at = q * (sorted.length - 1);
  const below = Math.floor(at);
  const low = sorted[below] ?? Number.NaN;
  return low + (at - below) * ((sorted[below + 1] ?? low) - low);
}
