/**
 * One rule's ratings with who gave them: rating r is `score[r]`, by rater `rater[r]`, of item `item[r]`. Scores are on
 * [0, 1] in the scale's own direction. A rater rates an item at most once.
 */
export interface RatedBy {
  readonly item: Uint32Array;
  readonly rater: Uint32Array;
  readonly score: Float64Array;
  /** How many items and raters there are to number, rated under this rule or not: rules of one source share them. */
  readonly items: number;
  readonly raters: number;
  /** By item: the number of its prompt, or -1 for none. */
  readonly prompt: Int32Array;
}

/** Ratings by group: those of group g are `order[start[g]] ... order[start[g + 1] - 1]`, in their first order. */
export interface Grouped {
  readonly start: Uint32Array;
  readonly order: Uint32Array;
}

export function groupedByItem({ item, items }: RatedBy): Grouped {
  return grouped(item, items);
}

/** A counting sort of the positions of `key` by what it holds, 0 ... groups - 1. */
export function grouped(key: Uint32Array, groups: number): Grouped {
  const start = new Uint32Array(groups + 1);
  for (const g of key) start[g + 1] = (start[g + 1] ?? 0) + 1;
  for (let g = 0; g < groups; g++) start[g + 1] = (start[g + 1] ?? 0) + (start[g] ?? 0);
  const next = start.slice(0, groups);
  const order = new Uint32Array(key.length);
  for (let r = 0; r < key.length; r++) {
    const g = key[r] ?? 0;
    const at = next[g] ?? 0;
    order[at] = r;
    next[g] = at + 1;
  }
  return { start, order };
}

/** Prompts numbered 0 ... prompts - 1 by item; an item without a prompt is a prompt of its own. */
export function numberedPrompts(prompt: Int32Array): { readonly of: Uint32Array; readonly prompts: number } {
  const numbers = new Map<number, number>();
  let prompts = 0;
  const of = Uint32Array.from(prompt, (name) => {
    const known = name < 0 ? undefined : numbers.get(name);
    if (known !== undefined) return known;
    if (name >= 0) numbers.set(name, prompts);
    return prompts++;
  });
  return { of, prompts };
}
