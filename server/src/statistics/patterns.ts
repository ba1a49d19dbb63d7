/**
 * How the items of one rule were rated, with like items counted once. Items with the same multiset of ratings are the
 * same to entropy, agreement and their intervals, so these work over patterns, of which there are few.
 *
 * Pattern p rates with value `value[j]` exactly `count[j]` times, for start[p] <= j < start[p + 1] (values ascending
 * and distinct within a pattern); `items[p]` items have that pattern. `value` is an index into the list of values that
 * goes with the patterns.
 */
export interface Patterns {
  readonly start: Uint32Array;
  readonly value: Uint32Array;
  readonly count: Uint32Array;
  readonly items: Uint32Array;
}

/** How many ratings an item of pattern p has. */
export function ratingsOf({ start, count }: Patterns, p: number): number {
  let ratings = 0;
  for (let j = start[p] ?? 0; j < (start[p + 1] ?? 0); j++) ratings += count[j] ?? 0;
  return ratings;
}

/** Items with two ratings or more: those that say something of agreement. */
export function itemsRatedTwice(patterns: Patterns): number {
  let items = 0;
  for (let p = 0; p < patterns.items.length; p++) if (ratingsOf(patterns, p) >= 2) items += patterns.items[p] ?? 0;
  return items;
}

/** Items with a rating. */
export function itemsRated(patterns: Patterns): number {
  let items = 0;
  for (let p = 0; p < patterns.items.length; p++) if (ratingsOf(patterns, p) > 0) items += patterns.items[p] ?? 0;
  return items;
}
