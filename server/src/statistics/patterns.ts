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
