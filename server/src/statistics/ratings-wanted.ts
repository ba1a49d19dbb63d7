import { entropyOfShares, total } from "./entropy.ts";
import { z95 } from "./normal.ts";

/**
 * How many more ratings an entropy interval of +-0.1 ln m takes, m levels: the n at which 1.96 sqrt(s^2 / n + (m - 1) / (2 n^2)) is 0.1 ln m, s^2 = sum p
 * ln^2 p - H^2 of p_v = (n_v + 1/2) / (n + m / 2), less the effective ratings there are; 0 when there are enough. The
 * variance is that of the large-sample interval; half a rating a level keeps it from 0 where one value was seen.
 */
export function ratingsWanted(counts: ArrayLike<number>, effective: number): number {
  const m = counts.length;
  if (m < 2) return 0;
  const n = total(counts) + m / 2;
  const shares = Float64Array.from({ length: m }, (_, v) => ((counts[v] ?? 0) + 0.5) / n);
  const h = entropyOfShares(shares, 1);
  const variance = Math.max(0, shares.reduce((sum, p) => sum + p * Math.log(p) ** 2, 0) - h * h);
  const square = ((0.1 * Math.log(m)) / z95) ** 2;
  // square n^2 - variance n - (m - 1) / 2 = 0
  const wanted = (variance + Math.sqrt(variance * variance + 2 * square * (m - 1))) / (2 * square);
  return Math.max(0, Math.ceil(wanted - effective));
}
