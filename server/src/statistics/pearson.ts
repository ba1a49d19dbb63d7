import type { Maybe } from "./result.ts";

/**
 * Pearson's product-moment correlation of two lists of the same length, in [-1, 1]. Undefined with fewer than three
 * values (two always lie on a line) and where either list is constant.
 *
 * pearson([1, 2, 3, 4], [1, 3, 2, 4]) is 0.8.
 */
export function pearson(x: Float64Array, y: Float64Array): Maybe<number> {
  if (x.length < 3) return { undefined: "fewer than three rules" };
  const dx = standardized(x);
  const dy = standardized(y);
  if (!dx || !dy) return { undefined: "no variation" };
  let r = 0;
  for (let i = 0; i < dx.length; i++) r += (dx[i] ?? 0) * (dy[i] ?? 0);
  return Math.max(-1, Math.min(1, r));
}

/** Centred on the mean, with a sum of squares of 1; nothing where the values do not vary. */
export function standardized(values: Float64Array): Float64Array | undefined {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  const size = Math.hypot(...values.map((v) => v - mean));
  return size > 1e-12 * Math.abs(mean) ? values.map((v) => (v - mean) / size) : undefined;
}
