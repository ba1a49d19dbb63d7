/** Items with the same multiset of ratings, counted once. */
import type { Patterns } from "../statistics/patterns.ts";

/**
 * `item[i]` was rated `value[i]`. Patterns come sorted by their values and counts, so that they depend on no order of
 * the ratings; an item without ratings has pattern -1.
 */
export function collectPatterns(
  item: Int32Array,
  value: Int32Array,
  items: number,
): { patterns: Patterns; itemPattern: Int32Array } {
  const { start, values } = valuesByItem(item, value, items);
  const numbers = new Map<string, number>();
  const found: Int32Array[] = [];
  const frequency: number[] = [];
  const itemPattern = new Int32Array(items).fill(-1);
  for (let i = 0; i < items; i++) {
    const own = values.subarray(start[i] ?? 0, start[i + 1] ?? 0);
    if (own.length === 0) continue;
    const key = own.length === 1 ? String(own[0]) : own.sort().join(" ");
    let number = numbers.get(key);
    if (number === undefined) {
      number = found.length;
      numbers.set(key, number);
      found.push(runs(own));
      frequency.push(0);
    }
    itemPattern[i] = number;
    frequency[number] = (frequency[number] ?? 0) + 1;
  }

  const order = found.map((_, p) => p).sort((a, b) => compareRuns(found[a], found[b]));
  const rank = new Int32Array(order.length);
  order.forEach((p, at) => {
    rank[p] = at;
  });
  return {
    patterns: flatten(
      order.map((p) => found[p] ?? new Int32Array()),
      order.map((p) => frequency[p] ?? 0),
    ),
    itemPattern: itemPattern.map((p) => (p < 0 ? -1 : (rank[p] ?? 0))),
  };
}

function valuesByItem(item: Int32Array, value: Int32Array, items: number): { start: Int32Array; values: Int32Array } {
  const start = new Int32Array(items + 1);
  for (const i of item) start[i + 1] = (start[i + 1] ?? 0) + 1;
  for (let i = 0; i < items; i++) start[i + 1] = (start[i + 1] ?? 0) + (start[i] ?? 0);
  const next = start.slice();
  const values = new Int32Array(item.length);
  item.forEach((i, at) => {
    values[next[i] ?? 0] = value[at] ?? 0;
    next[i] = (next[i] ?? 0) + 1;
  });
  return { start, values };
}

/** Sorted values as value, count, value, count ... */
function runs(sorted: Int32Array): Int32Array {
  const flat: number[] = [];
  for (const value of sorted) {
    if (flat.at(-2) === value) flat.push((flat.pop() ?? 0) + 1);
    else flat.push(value, 1);
  }
  return Int32Array.from(flat);
}

function compareRuns(a: Int32Array = new Int32Array(), b: Int32Array = new Int32Array()): number {
  const common = Math.min(a.length, b.length);
  for (let i = 0; i < common; i++) if (a[i] !== b[i]) return (a[i] ?? 0) - (b[i] ?? 0);
  return a.length - b.length;
}

function flatten(patterns: readonly Int32Array[], items: readonly number[]): Patterns {
  const start = new Uint32Array(patterns.length + 1);
  patterns.forEach((pattern, p) => {
    start[p + 1] = (start[p] ?? 0) + pattern.length / 2;
  });
  const flat = patterns.flatMap((pattern) => [...pattern]);
  return {
    start,
    value: Uint32Array.from(flat.filter((_, i) => i % 2 === 0)),
    count: Uint32Array.from(flat.filter((_, i) => i % 2 === 1)),
    items: Uint32Array.from(items),
  };
}
