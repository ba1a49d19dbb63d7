/** Items with the same multiset of ratings, counted once. */
import type { Patterns } from "../statistics/patterns.ts";

/**
 * Item i was rated `values[j]` for start[i] <= j < start[i + 1]; sorts the values of each item in place. Patterns come
 * sorted by their values and counts, so that they depend on no order of ratings; an item without ratings has pattern -1.
 */
export function collectPatterns(
  start: Int32Array,
  values: Int32Array,
): { readonly patterns: Patterns; readonly itemPattern: Int32Array } {
  const items = start.length - 1;
  const numbers = new Map<string, number>();
  const found: number[][] = [];
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

  const order = found.map((_, p) => p).sort((a, b) => compareNumbers(found[a] ?? [], found[b] ?? []));
  const rank = new Int32Array(order.length);
  order.forEach((p, at) => {
    rank[p] = at;
  });
  for (let i = 0; i < items; i++) {
    const p = itemPattern[i] ?? -1;
    if (p >= 0) itemPattern[i] = rank[p] ?? -1;
  }
  const patterns = flatten(
    order.map((p) => found[p] ?? []),
    order.map((p) => frequency[p] ?? 0),
  );
  return { patterns, itemPattern };
}

/** Sorted values as value, count, value, count ... */
function runs(sorted: Int32Array): number[] {
  const flat: number[] = [];
  for (const value of sorted) {
    if (flat.at(-2) === value) flat.push((flat.pop() ?? 0) + 1);
    else flat.push(value, 1);
  }
  return flat;
}

function compareNumbers(a: readonly number[], b: readonly number[]): number {
  const common = Math.min(a.length, b.length);
  for (let i = 0; i < common; i++) if (a[i] !== b[i]) return (a[i] ?? 0) - (b[i] ?? 0);
  return a.length - b.length;
}

function flatten(patterns: readonly (readonly number[])[], items: readonly number[]): Patterns {
  const start = new Uint32Array(patterns.length + 1);
  patterns.forEach((pattern, p) => {
    start[p + 1] = (start[p] ?? 0) + pattern.length / 2;
  });
  const flat = patterns.flat();
  return {
    start,
    value: Uint32Array.from(flat.filter((_, i) => i % 2 === 0)),
    count: Uint32Array.from(flat.filter((_, i) => i % 2 === 1)),
    items: Uint32Array.from(items),
  };
}
