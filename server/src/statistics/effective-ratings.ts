import { nominalAlphaValue } from "./alpha.ts";
import { itemsRated, type Patterns, ratingsOf } from "./patterns.ts";
import { isDefined } from "./result.ts";

/**
 * Effective number of ratings: n / (1 + (r - 1) rho), r the mean number of ratings of a rated item, rho = alpha(nominal) clipped
 * to [0, 1] (Kish's design effect for items as clusters). Ten raters who agree say no more than one: rho = 1 gives n / r. 1 where
 * several raters show no variation; n where no item is rated twice. `n` may count ratings of no named item too.
 */
export function effectiveRatings(n: number, patterns: Patterns, values: number): number {
  const items = itemsRated(patterns);
  if (items === 0) return n;
  let ratings = 0;
  for (let p = 0; p < patterns.items.length; p++) ratings += ratingsOf(patterns, p) * (patterns.items[p] ?? 0);
  const perItem = ratings / items;
  if (perItem <= 1) return n;
  const alpha = nominalAlphaValue(patterns, values);
  const rho = isDefined(alpha) ? Math.min(1, Math.max(0, alpha)) : 1;
  return n / (1 + (perItem - 1) * rho);
}
