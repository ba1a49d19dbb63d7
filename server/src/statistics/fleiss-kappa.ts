import { withAddedItems } from "./added-items.ts";
import { jackknife } from "./jackknife.ts";
import { type Patterns, ratingsOf } from "./patterns.ts";
import type { Estimate, Maybe } from "./result.ts";

/**
 * Fleiss' kappa: (P - P_e) / (1 - P_e), P the mean share of agreeing pairs of ratings of an item, P_e = sum p_v^2 over all
 * ratings (Fleiss 1971). Unavailable unless every item has the same number of ratings, two or more, and where one
 * value was given in all.
 */
export function fleissKappa(patterns: Patterns, values: number): Maybe<Estimate> {
  return withAddedItems(patterns, (items) => fleiss(items, values));
}

function fleiss(patterns: Patterns, values: number): Maybe<Estimate> {
  const raters = patterns.items.length > 0 ? ratingsOf(patterns, 0) : 0;
  for (let p = 0; p < patterns.items.length; p++)
    if (ratingsOf(patterns, p) !== raters) return { unavailable: "items differ in their number of ratings" };
  if (raters < 2) return { unavailable: "one rating an item" };
  const totals = new Float64Array(values);
  let items = 0;
  let agreeing = 0;
  for (let p = 0; p < patterns.items.length; p++) {
    items += patterns.items[p] ?? 0;
    agreeing += (patterns.items[p] ?? 0) * squares(patterns, p);
    addCounts(totals, patterns, p, patterns.items[p] ?? 0);
  }
  const kappa = (n: number, sumOfSquares: number, counts: Float64Array) => {
    const observed = (sumOfSquares - n * raters) / (n * raters * (raters - 1));
    let byChance = 0;
    for (const count of counts) byChance += (count / (n * raters)) ** 2;
    return (observed - byChance) / (1 - byChance);
  };
  const value = kappa(items, agreeing, totals);
  if (!Number.isFinite(value)) return { unavailable: "no variation" };
  return jackknife(
    patterns,
    value,
    () => true,
    (p) => {
      const without = totals.slice();
      addCounts(without, patterns, p, -1);
      return kappa(items - 1, agreeing - squares(patterns, p), without);
    },
  );
}

function squares({ start, count }: Patterns, p: number): number {
  let sum = 0;
  for (let j = start[p] ?? 0; j < (start[p + 1] ?? 0); j++) sum += (count[j] ?? 0) ** 2;
  return sum;
}

function addCounts(totals: Float64Array, { start, value, count }: Patterns, p: number, items: number): void {
  for (let j = start[p] ?? 0; j < (start[p + 1] ?? 0); j++) {
    const v = value[j] ?? 0;
    totals[v] = (totals[v] ?? 0) + items * (count[j] ?? 0);
  }
}
