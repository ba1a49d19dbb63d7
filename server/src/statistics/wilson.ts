import type { Interval } from "./result.ts";

/** The 97.5% quantile of the normal distribution. */
export const z95 = 1.959963984540054;

/**
 * Wilson's score interval (1927) of a share: `share` of `n` trials were successes. `n` may be an effective number, that
 * is, not whole. Always within [0, 1], and sensible at 0 and 1, where the usual normal interval has no width.
 *
 * wilson(0.8, 10) is [0.4902, 0.9433].
 */
export function wilson(share: number, n: number, method = "Wilson"): Interval {
  const z2 = z95 * z95;
  const centre = (share + z2 / (2 * n)) / (1 + z2 / n);
  const half = (z95 / (1 + z2 / n)) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  return {
    low: share === 0 ? 0 : Math.max(0, centre - half),
    high: share === 1 ? 1 : Math.min(1, centre + half),
    method,
  };
}
