import { withAgreedItem } from "./added-items.ts";
import { nominalAlphaValue } from "./alpha.ts";
import { itemsRated, type Patterns, ratingsOf } from "./patterns.ts";
import { isDefined } from "./result.ts";

/**
 * Effective number of ratings: n / (1 + (r - 1) rho), r the mean number of ratings of a rated item, rho = alpha(nominal) clipped
 * to [0, 1] (Kish's design effect for items as clusters). Ten raters who agree say no more than one: rho = 1 gives n / r. 1 where
 * several raters show no variation; n where no item is rated twice. `n` may count ratings of no named item too.
 */
export function effectiveRatings(n: number, patterns: Patterns, values: number): number {
  return worth(n, patterns, values, patterns);
}

/**
 * The same for intervals: rho is that of the patterns and one item more, all of whose raters give the second commonest value. Where a
 * value is rare, whether raters agree on it hangs on an item or two; rho is then often found to be 0 by chance, and with 10 raters an
 * interval of entropy by that alone held the truth in 0.73 to 0.89 of simulations. By this alone it held it in 0.86 of
 * those with three items of ten raters. The envelope of both holds it. Where values are common the one item changes next
 * to nothing (docs/coverage.md).
 */
export function cautiousEffectiveRatings(n: number, patterns: Patterns, values: number): number {
  return worth(n, patterns, values, withAgreedItem(patterns));
}

/** By the mean number of ratings of an item of `patterns`, and the alpha of `judged`. */
function worth(n: number, patterns: Patterns, values: number, judged: Patterns): number {
  const items = itemsRated(patterns);
  if (items === 0) return n;
  let ratings = 0;
  for (let p = 0; p < patterns.items.length; p++) ratings += ratingsOf(patterns, p) * (patterns.items[p] ?? 0);
  const perItem = ratings / items;
  if (perItem <= 1) return n;
  const alpha = nominalAlphaValue(judged, values);
  const rho = isDefined(alpha) ? Math.min(1, Math.max(0, alpha)) : 1;
  return n / (1 + (perItem - 1) * rho);
}
