import { z95 } from "./normal.ts";
import type { Interval } from "./result.ts";

/**
 * Wilson's score interval (1927) of a share: `share` of `n` trials were successes. `n` may be an effective number, that
 * is, not whole. Always within [0, 1], and sensible at 0 and 1, where the usual normal interval has no width. `quantile`
 * is how many standard errors wide it is to either side.
 *
 * wilson(0.8, 10) is [0.4902, 0.9433].
 */
export function wilson(share: number, n: number, method = "Wilson", quantile = z95): Interval {
  const z2 = quantile * quantile;
  const centre = (share + z2 / (2 * n)) / (1 + z2 / n);
  const half = (quantile / (1 + z2 / n)) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  return {
    low: share === 0 ? 0 : Math.max(0, centre - half),
    high: share === 1 ? 1 : Math.min(1, centre + half),
    method,
  };
}
