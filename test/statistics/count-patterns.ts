import type { Patterns } from "../../server/src/statistics/patterns.ts";

/** Items with the same multiset of ratings counted once. `ratings` are by item: numbers of levels, 0 ... levels - 1. */
export function countPatterns(ratings: Iterable<ArrayLike<number>>, levels: number): Patterns {
  const known = new Map<string, { counts: Uint32Array; items: number }>();
  const counts = new Uint32Array(levels);
  for (const ofItem of ratings) {
    counts.fill(0);
    for (let i = 0; i < ofItem.length; i++) counts[ofItem[i] ?? 0] = (counts[ofItem[i] ?? 0] ?? 0) + 1;
    const key = counts.join();
    const pattern = known.get(key);
    if (pattern) pattern.items++;
    else known.set(key, { counts: counts.slice(), items: 1 });
  }
  const [start, value, count, items]: [number[], number[], number[], number[]] = [[0], [], [], []];
  for (const pattern of known.values()) {
    pattern.counts.forEach((n, v) => {
      if (n === 0) return;
      value.push(v);
      count.push(n);
    });
    start.push(value.length);
    items.push(pattern.items);
  }
  return {
    start: Uint32Array.from(start),
    value: Uint32Array.from(value),
    count: Uint32Array.from(count),
    items: Uint32Array.from(items),
  };
}
