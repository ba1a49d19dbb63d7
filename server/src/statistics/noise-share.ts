import { nominalAlpha } from "./alpha.ts";
import type { Patterns } from "./patterns.ts";
import type { Estimate, Maybe } from "./result.ts";
import { isDefined } from "./result.ts";

/**
 * Noise share: D_o / D_e of the nominal coincidence matrix = 1 - alpha(nominal): how often two raters of one item differ, against how often
 * two ratings of any items differ. 0: all entropy is information (items differ); 1: all of it is raters disagreeing. A
 * little over 1 is possible. Unavailable as alpha is.
 */
export function noiseShare(patterns: Patterns, values: number): Maybe<Estimate> {
  const alpha = nominalAlpha(patterns, values);
  if (!isDefined(alpha)) return alpha;
  const { value, interval } = alpha;
  if (!isDefined(interval)) return { value: 1 - value, interval };
  return { value: 1 - value, interval: { ...interval, low: 1 - interval.high, high: 1 - interval.low } };
}
