import type { Maybe } from "./result.ts";

/**
 * Pearson's product-moment correlation of two lists of the same length, in [-1, 1]. Unavailable with fewer than three
 * values (two always lie on a line) and where either list is constant.
 *
 * pearson([1, 2, 3, 4], [1, 3, 2, 4]) is 0.8.
 */
export function pearson(x: ArrayLike<number>, y: ArrayLike<number>): Maybe<number> {
  if (x.length < 3) return { unavailable: "fewer than three values" };
  const dx = standardized(x);
  const dy = standardized(y);
  if (!dx || !dy) return { unavailable: "no variation" };
  let r = 0;
  for (let i = 0; i < dx.length; i++) r += (dx[i] ?? 0) * (dy[i] ?? 0);
  return Math.max(-1, Math.min(1, r));
}

/** Centred on the mean, with a sum of squares of 1; nothing where the values do not vary. */
export function standardized(values: ArrayLike<number>): Float64Array | undefined {
  const centred = Float64Array.from(values);
  let mean = 0;
  for (const value of centred) mean += value / centred.length;
  let squares = 0;
  for (let i = 0; i < centred.length; i++) {
    const difference = (centred[i] ?? 0) - mean;
    centred[i] = difference;
    squares += difference * difference;
  }
  const size = Math.sqrt(squares);
  if (!(size > 1e-12 * Math.abs(mean))) return undefined;
  for (let i = 0; i < centred.length; i++) centred[i] = (centred[i] ?? 0) / size;
  return centred;
}
