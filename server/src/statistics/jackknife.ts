import { type Patterns, ratingsOf } from "./patterns.ts";
import type { Estimate, Interval, Maybe } from "./result.ts";
import { studentT95 } from "./student-t.ts";

/** With fewer, intervals of agreement cover too seldom whatever their method (docs/coverage.md). */
const OTHER_VALUES_WANTED = 10;

/**
 * An estimate over items with its jackknife interval: estimate +- t(N - 1) standard errors, at most 1. Each of N items is
 * left out once; like items are left out alike, so `without(p)` is asked once a pattern. Exact, no draws (Efron and
 * Stein 1981).
 *
 * `counts(p)` says whether items of pattern p take part. The interval is undefined where fewer than 10 items have a
 * rating other than the commonest.
 */
export function jackknife(
  patterns: Patterns,
  value: number,
  counts: (pattern: number) => boolean,
  without: (pattern: number) => number,
): Estimate {
  return { value, interval: intervalOf(patterns, value, counts, without) };
}

function intervalOf(
  patterns: Patterns,
  value: number,
  counts: (pattern: number) => boolean,
  without: (pattern: number) => number,
): Maybe<Interval> {
  if (itemsWithAnother(patterns) < OTHER_VALUES_WANTED) return { undefined: "too few ratings of another value" };
  let items = 0;
  let sum = 0;
  const left = new Float64Array(patterns.items.length);
  for (let p = 0; p < left.length; p++) {
    if (!counts(p)) continue;
    const times = patterns.items[p] ?? 0;
    left[p] = without(p);
    items += times;
    sum += times * (left[p] ?? 0);
  }
  const mean = sum / items;
  let squares = 0;
  for (let p = 0; p < left.length; p++)
    if (counts(p)) squares += (patterns.items[p] ?? 0) * ((left[p] ?? 0) - mean) ** 2;
  const half = studentT95(items - 1) * Math.sqrt(((items - 1) / items) * squares);
  if (!Number.isFinite(half)) return { undefined: "too few ratings of another value" };
  return { low: value - half, high: Math.min(1, value + half), method: "jackknife over items" };
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
