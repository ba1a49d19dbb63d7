/** Patterns of one rule's ratings over several sources, with the sources' values mapped to common ones. */
import type { Patterns } from "../statistics/patterns.ts";

export interface PatternPart {
  readonly patterns: Patterns;
  readonly itemPattern: Int32Array;
  readonly items: readonly string[];
  /** By value of the part: the common value, -1 to leave its ratings out. */
  readonly valueMap: Int32Array;
}

export interface CombinedPatterns {
  readonly patterns: Patterns;
  readonly items: readonly string[];
  readonly itemPattern: Int32Array;
}

/**
 * Items with the same patterns in the same parts are the same, so a combined pattern is made once for each such
 * combination, not once for each item.
 */
export function combinePatterns(parts: readonly PatternPart[]): CombinedPatterns {
  const named = parts.filter((part) => part.items.length > 0);
  const [first, ...others] = named;
  if (!first) return { patterns: emptyPatterns, items: [], itemPattern: new Int32Array() };

  const builder = new PatternBuilder();
  if (others.length === 0) {
    const index = new Int32Array(first.patterns.items.length).fill(-1);
    first.patterns.items.forEach((items, p) => {
      const entries = new Map<number, number>();
      addPattern(entries, first, p);
      index[p] = builder.add(entries, items);
    });
    const itemPattern = first.itemPattern.map((p) => (p < 0 ? -1 : (index[p] ?? -1)));
    return { patterns: builder.patterns(), items: first.items, itemPattern };
  }

  const numbers = new Map<string, number>();
  for (const part of named) for (const item of part.items) if (!numbers.has(item)) numbers.set(item, numbers.size);
  const combinations: string[] = new Array(numbers.size).fill("");
  named.forEach((part, at) => {
    part.items.forEach((item, i) => {
      const p = part.itemPattern[i] ?? -1;
      const number = numbers.get(item) ?? 0;
      if (p >= 0) combinations[number] += `${at}:${p} `;
    });
  });
  const made = new Map<string, Map<number, number>>();
  const itemPattern = Int32Array.from(combinations, (combination) => {
    let entries = made.get(combination);
    if (!entries) {
      entries = new Map();
      for (const step of combination.trim().split(" ").filter(Boolean)) {
        const [at, p] = step.split(":").map(Number);
        const part = named[at ?? 0];
        if (part) addPattern(entries, part, p ?? 0);
      }
      made.set(combination, entries);
    }
    return builder.add(entries, 1);
  });
  return { patterns: builder.patterns(), items: [...numbers.keys()], itemPattern };
}

const emptyPatterns: Patterns = {
  start: Uint32Array.of(0),
  value: new Uint32Array(),
  count: new Uint32Array(),
  items: new Uint32Array(),
};

function addPattern(entries: Map<number, number>, part: PatternPart, p: number): void {
  const end = part.patterns.start[p + 1] ?? 0;
  for (let j = part.patterns.start[p] ?? 0; j < end; j++) {
    const value = part.valueMap[part.patterns.value[j] ?? 0] ?? -1;
    if (value >= 0) entries.set(value, (entries.get(value) ?? 0) + (part.patterns.count[j] ?? 0));
  }
}

/** Collects distinct patterns and how many items have each. */
class PatternBuilder {
  private readonly index = new Map<string, number>();
  private readonly entries: [number, number][][] = [];
  private readonly items: number[] = [];

  /** The pattern's number, -1 for one without ratings. */
  add(entries: ReadonlyMap<number, number>, items: number): number {
    if (entries.size === 0) return -1;
    const sorted = [...entries].sort(([a], [b]) => a - b);
    const key = sorted.join(" ");
    let at = this.index.get(key);
    if (at === undefined) {
      at = this.entries.length;
      this.index.set(key, at);
      this.entries.push(sorted);
      this.items.push(0);
    }
    this.items[at] = (this.items[at] ?? 0) + items;
    return at;
  }

  patterns(): Patterns {
    const flat = this.entries.flat();
    const start = new Uint32Array(this.entries.length + 1);
    this.entries.forEach((entries, p) => {
      start[p + 1] = (start[p] ?? 0) + entries.length;
    });
    return {
      start,
      value: Uint32Array.from(flat, ([value]) => value),
      count: Uint32Array.from(flat, ([, count]) => count),
      items: Uint32Array.from(this.items),
    };
  }
}
