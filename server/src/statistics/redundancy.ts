import { fisherInterval } from "./fisher.ts";
import { pearson } from "./pearson.ts";
import type { Estimate, Maybe } from "./result.ts";
import { isDefined } from "./result.ts";
import { midranks, spearman } from "./spearman.ts";
import type { Steps } from "./steps.ts";

export interface RedundantPair {
  /** Rules by number, the first the smaller. */
  readonly first: number;
  readonly second: number;
  /** That both rate. */
  readonly items: number;
  readonly rho: Estimate;
}

const ITEMS_WANTED = 30;
const LIMIT = 0.9;

/**
 * Pairs of rules that say the same: Spearman's rho over the items that both rate, `means` by rule and item with NaN for none, with the lower
 * end of its Fisher interval over 0.9 on 30 items or more; strongest first.
 */
export function* redundantPairs(means: readonly Float64Array[]): Steps<readonly RedundantPair[]> {
  const found: RedundantPair[] = [];
  const complete = means.map((column) => (column.some(Number.isNaN) ? undefined : midranks(column)));
  for (let first = 0; first < means.length; first++) {
    for (let second = first + 1; second < means.length; second++) {
      const pair = compare(means, complete, first, second);
      if (pair) found.push(pair);
    }
    yield;
  }
  return found.sort((a, b) => b.rho.value - a.rho.value);
}

function compare(
  means: readonly Float64Array[],
  complete: readonly (Float64Array | undefined)[],
  first: number,
  second: number,
): RedundantPair | undefined {
  const a = means[first] ?? new Float64Array();
  const b = means[second] ?? new Float64Array();
  // Where both rate every item, the ranks of each are made once, not once a pair.
  const [ra, rb] = [complete[first], complete[second]];
  const { items, rho } = ra && rb ? { items: a.length, rho: pearson(ra, rb) } : overCommon(a, b);
  if (items < ITEMS_WANTED || !isDefined(rho) || rho <= LIMIT) return undefined;
  const interval = fisherInterval(rho, items);
  if (!isDefined(interval) || interval.low <= LIMIT) return undefined;
  return { first, second, items, rho: { value: rho, interval } };
}

function overCommon(a: Float64Array, b: Float64Array): { items: number; rho: Maybe<number> } {
  const x: number[] = [];
  const y: number[] = [];
  for (let i = 0; i < a.length; i++) {
    const [p, q] = [a[i] ?? Number.NaN, b[i] ?? Number.NaN];
    if (Number.isNaN(p) || Number.isNaN(q)) continue;
    x.push(p);
    y.push(q);
  }
  return { items: x.length, rho: spearman(x, y) };
}
