import { type Patterns, ratingsOf } from "./patterns.ts";
import type { Estimate, Interval, Maybe } from "./result.ts";
import { studentT95 } from "./student-t.ts";

/** With fewer, intervals of agreement cover too seldom whatever their method (docs/coverage.md). */
export const OTHER_VALUES_WANTED = 10;
export const tooFewOthers = { unavailable: "too few ratings of another value" };

/**
 * An estimate over items with its jackknife interval. Each item is left out once; like items are left out alike, so
 * `without(p)` is asked once a pattern. `counts(p)` says whether items of pattern p take part. The interval is undefined
 * where fewer than 10 items have a rating other than the commonest.
 */
export function jackknife(
  patterns: Patterns,
  value: number,
  counts: (pattern: number) => boolean,
  without: (pattern: number) => number,
): Estimate {
  if (itemsWithAnother(patterns) < OTHER_VALUES_WANTED) return { value, interval: tooFewOthers };
  const left: LeftOut[] = [];
  for (let p = 0; p < patterns.items.length; p++)
    if (counts(p)) left.push({ value: without(p), times: patterns.items[p] ?? 0 });
  return { value, interval: jackknifeInterval(value, left) };
}

/** The estimate without an item, and how many items leave it so. */
export interface LeftOut {
  readonly value: number;
  readonly times: number;
}

/**
 * The 95% interval of an estimate, 1 at most: the envelope of estimate +- t(N - 1) jackknife standard errors and of the same for
 * ln(1 - estimate). Coefficients of agreement are 1 less a ratio of disagreements; near 1 that is skewed, and the first alone
 * held the truth in 0.79 to 0.9 of simulations of 20 to 50 items (docs/coverage.md). Exact, no draws (Efron and Stein 1981).
 */
export function jackknifeInterval(value: number, left: readonly LeftOut[]): Maybe<Interval> {
  const half = halfWidth(left);
  if (!Number.isFinite(half)) return tooFewOthers;
  const plain = { low: value - half, high: Math.min(1, value + half), method: "jackknife over items" };
  const ofLogarithms = halfWidth(left.map((one) => ({ ...one, value: Math.log(1 - one.value) })));
  // The logarithm is not there where no rater disagrees, or none without one item.
  if (!Number.isFinite(ofLogarithms)) return plain;
  const factor = Math.exp(ofLogarithms);
  return {
    ...plain,
    low: Math.min(plain.low, 1 - (1 - value) * factor),
    high: Math.max(plain.high, 1 - (1 - value) / factor),
  };
}

/** t(N - 1) jackknife standard errors. */
function halfWidth(left: readonly LeftOut[]): number {
  let items = 0;
  let sum = 0;
  for (const { value, times } of left) {
    items += times;
    sum += times * value;
  }
  const mean = sum / items;
  let squares = 0;
  for (const { value, times } of left) squares += times * (value - mean) ** 2;
  return studentT95(items - 1) * Math.sqrt(((items - 1) / items) * squares);
}

/**
 * Items rated twice or more that have a rating other than the commonest of all these. Where several values are the
 * commonest it is the one that leaves fewest, so that neither order nor names matter.
 */
function itemsWithAnother(patterns: Patterns): number {
  const { start, value, count, items } = patterns;
  const totals = new Map<number, number>();
  const unanimous = new Map<number, number>();
  let rated = 0;
  for (let p = 0; p < items.length; p++) {
    if (ratingsOf(patterns, p) < 2) continue;
    const times = items[p] ?? 0;
    const from = start[p] ?? 0;
    const to = start[p + 1] ?? 0;
    rated += times;
    for (let j = from; j < to; j++) add(totals, value[j] ?? 0, (count[j] ?? 0) * times);
    if (to - from === 1) add(unanimous, value[from] ?? 0, times);
  }
  let most = 0;
  for (const times of totals.values()) most = Math.max(most, times);
  let ofCommonest = 0;
  for (const [v, times] of totals) if (times === most) ofCommonest = Math.max(ofCommonest, unanimous.get(v) ?? 0);
  return rated - ofCommonest;
}

function add(to: Map<number, number>, value: number, times: number): void {
  to.set(value, (to.get(value) ?? 0) + times);
}
