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
  const tree = new ValueTree();
  const patternOfNode = new Map<number, number>();
  const found: number[][] = [];
  const frequency: number[] = [];
  const itemPattern = new Int32Array(items).fill(-1);
  for (let i = 0; i < items; i++) {
    const from = start[i] ?? 0;
    const to = start[i + 1] ?? 0;
    if (from === to) continue;
    sortRange(values, from, to);
    let node = 0;
    for (let j = from; j < to; j++) node = tree.below(node, values[j] ?? 0);
    let pattern = patternOfNode.get(node);
    if (pattern === undefined) {
      pattern = found.length;
      patternOfNode.set(node, pattern);
      found.push(runs(values.subarray(from, to)));
      frequency.push(0);
    }
    itemPattern[i] = pattern;
    frequency[pattern] = (frequency[pattern] ?? 0) + 1;
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

/** Lists of values with common beginnings, a node for each beginning: finding one makes no text of it. */
class ValueTree {
  private readonly children: Map<number, number>[] = [new Map()];

  /** The node one value further. */
  below(node: number, value: number): number {
    const children = this.children[node];
    let child = children?.get(value);
    if (child === undefined) {
      child = this.children.length;
      this.children.push(new Map());
      children?.set(value, child);
    }
    return child;
  }
}

/** Few values are sorted in place: a call of `sort` costs more than they do. */
function sortRange(values: Int32Array, from: number, to: number): void {
  if (to - from > 32) {
    values.subarray(from, to).sort();
    return;
  }
  for (let i = from + 1; i < to; i++) {
    const value = values[i] ?? 0;
    let j = i - 1;
    while (j >= from && (values[j] ?? 0) > value) {
      values[j + 1] = values[j] ?? 0;
      j--;
    }
    values[j + 1] = value;
  }
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
