import { z95 } from "./normal.ts";
import type { Interval, Maybe } from "./result.ts";

/** Fisher's interval of a correlation of n pairs: tanh(artanh r +- 1.96 / sqrt(n - 3)) (Fisher 1921). Unavailable for n under 4. */
export function fisherInterval(r: number, n: number): Maybe<Interval> {
  if (n < 4) return { unavailable: "fewer than four pairs of values" };
  const half = z95 / Math.sqrt(n - 3);
  const z = Math.atanh(Math.min(1, Math.max(-1, r)));
  return { low: Math.tanh(z - half), high: Math.tanh(z + half), method: "Fisher" };
}
