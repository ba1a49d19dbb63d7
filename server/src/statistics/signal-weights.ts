import { intervalAlpha } from "./alpha.ts";
import { itemsRatedTwice, type Patterns } from "./patterns.ts";
import { isDefined, type Maybe } from "./result.ts";

/** A rule's ratings: patterns over `values`, which are the numbers rated. */
export interface RatedRule {
  readonly patterns: Patterns;
  readonly values: Float64Array;
}

const ITEMS_WANTED = 10;
/** A rule on which raters agree in full would take all. */
const HIGHEST = 0.95;

/**
 * Signal weights by rule: w_k in proportion to rho_k / (1 - rho_k), rho_k = alpha(interval) clipped to [0, 0.95]: the ratio of true to error
 * variance of one rating, which is how a linear combiner with independent errors weighs (docs/weights.md). They punish
 * only what raters disagree about, where ENCORE punishes all spread. A rule without variation has weight 0. Unavailable
 * unless every other rule has 10 items or more with two ratings, and where raters agree on no rule.
 */
export function signalWeights(rules: readonly RatedRule[]): Maybe<Float64Array> {
  const weights = new Float64Array(rules.length);
  let sum = 0;
  for (const [k, { patterns, values }] of rules.entries()) {
    if (!varies(patterns)) continue;
    if (itemsRatedTwice(patterns) < ITEMS_WANTED) return { unavailable: "one rating an item" };
    const alpha = intervalAlpha(patterns, values);
    if (!isDefined(alpha)) continue;
    const rho = Math.min(HIGHEST, Math.max(0, alpha.value));
    weights[k] = rho / (1 - rho);
    sum += weights[k] ?? 0;
  }
  return sum > 0 ? weights.map((weight) => weight / sum) : { unavailable: "raters agree on no rule" };
}

/** A rule that no item is named for is taken to vary: nothing says that it does not. */
function varies({ value }: Patterns): boolean {
  return value.length === 0 || value.some((v) => v !== value[0]);
}
