import { inLevels, withAddedItems } from "./added-items.ts";
import { jackknife } from "./jackknife.ts";
import { type Patterns, ratingsOf } from "./patterns.ts";
import type { Estimate, Maybe } from "./result.ts";

/**
 * Gwet's AC1: (p_a - p_e) / (1 - p_e), p_a the share of agreeing pairs of ratings of an item, p_e = sum pi_q (1 - pi_q) / (m - 1), pi_q the
 * mean share of value q over items (Gwet 2008; Handbook of Inter-Rater Reliability, 4th ed., 3.5 and 5). It stays high where one value prevails and
 * raters agree, where alpha collapses. `values` m counts the scale's levels, given or not. Items rated once count for pi
 * only. Unavailable where no item has two ratings, or the scale has one level.
 */
export function ac1(patterns: Patterns, values: number): Maybe<Estimate> {
  return withAddedItems(patterns, (items) => gwet(items, values, (c, d) => (c === d ? 1 : 0)));
}

/** AC2: the same with ordinal weights 1 - C(|c - d| + 1, 2) / C(m, 2): near values agree in part. */
export function ac2(patterns: Patterns, values: number): Maybe<Estimate> {
  const most = (values * (values - 1)) / 2;
  const near: Weight = (c, d) => 1 - (Math.abs(c - d) * (Math.abs(c - d) + 1)) / 2 / most;
  return withAddedItems(patterns, (items) => gwet(items, values, near), inLevels);
}

/** The share of pairs of ratings of an item that agree, as a mean over items rated twice or more. In [0, 1]. */
export function percentAgreement(patterns: Patterns): Maybe<number> {
  let agreeing = 0;
  let items = 0;
  for (let p = 0; p < patterns.items.length; p++) {
    if (ratingsOf(patterns, p) < 2) continue;
    agreeing += (patterns.items[p] ?? 0) * agreementOf(patterns, p, (c, d) => (c === d ? 1 : 0));
    items += patterns.items[p] ?? 0;
  }
  return items > 0 ? agreeing / items : { unavailable: "one rating an item" };
}

type Weight = (first: number, second: number) => number;

function gwet(patterns: Patterns, values: number, weight: Weight): Maybe<Estimate> {
  if (values < 2) return { unavailable: "a scale of one level" };
  let totalWeight = 0;
  for (let c = 0; c < values; c++) for (let d = 0; d < values; d++) totalWeight += weight(c, d);
  const agreements = new Float64Array(patterns.items.length);
  const shares = new Float64Array(values);
  let twice = 0;
  let items = 0;
  let agreeing = 0;
  for (let p = 0; p < patterns.items.length; p++) {
    const times = patterns.items[p] ?? 0;
    const ratings = ratingsOf(patterns, p);
    if (ratings === 0) continue;
    items += times;
    addShares(shares, patterns, p, times / ratings);
    if (ratings < 2) continue;
    agreements[p] = agreementOf(patterns, p, weight);
    agreeing += times * (agreements[p] ?? 0);
    twice += times;
  }
  if (twice === 0) return { unavailable: "one rating an item" };
  const coefficient = (agreed: number, pairs: number, ofItems: Float64Array, n: number) => {
    let spread = 0;
    for (const share of ofItems) spread += (share / n) * (1 - share / n);
    const byChance = (totalWeight / (values * (values - 1))) * spread;
    return (agreed / pairs - byChance) / (1 - byChance);
  };
  return jackknife(
    patterns,
    coefficient(agreeing, twice, shares, items),
    (p) => ratingsOf(patterns, p) > 0,
    (p) => {
      const ratings = ratingsOf(patterns, p);
      const without = shares.slice();
      addShares(without, patterns, p, -1 / ratings);
      const isPair = ratings >= 2 ? 1 : 0;
      return coefficient(agreeing - (agreements[p] ?? 0), twice - isPair, without, items - 1);
    },
  );
}

function addShares(shares: Float64Array, { start, value, count }: Patterns, p: number, factor: number): void {
  for (let j = start[p] ?? 0; j < (start[p + 1] ?? 0); j++) {
    const v = value[j] ?? 0;
    shares[v] = (shares[v] ?? 0) + factor * (count[j] ?? 0);
  }
}

/** Of one item: the weighted share of agreeing ordered pairs of its ratings. */
function agreementOf(patterns: Patterns, p: number, weight: Weight): number {
  const { start, value, count } = patterns;
  const ratings = ratingsOf(patterns, p);
  const to = start[p + 1] ?? 0;
  let agreeing = 0;
  for (let i = start[p] ?? 0; i < to; i++)
    for (let j = start[p] ?? 0; j < to; j++) {
      const others = (count[j] ?? 0) - (i === j ? 1 : 0);
      agreeing += (count[i] ?? 0) * others * weight(value[i] ?? 0, value[j] ?? 0);
    }
  return agreeing / (ratings * (ratings - 1));
}
