import { type Patterns, ratingsOf } from "./patterns.ts";

/** Krippendorff's coincidence matrix over m values. */
export interface Coincidence {
  readonly values: number;
  /** m x m, row by row: o_cd, the sum over items of n_c (n_d - [c = d]) / (n_item - 1). Items rated once do not count. */
  readonly matrix: Float64Array;
  /** By value: n_c, the sums of the rows. */
  readonly margins: Float64Array;
  /** Pairable ratings: the sum of all. */
  n: number;
}

/** Krippendorff, Content Analysis, 4th ed., 12.3; one pass over the patterns. */
export function coincidence(patterns: Patterns, values: number): Coincidence {
  const sums: Coincidence = {
    values,
    matrix: new Float64Array(values * values),
    margins: new Float64Array(values),
    n: 0,
  };
  for (let p = 0; p < patterns.items.length; p++) addItems(sums, patterns, p, patterns.items[p] ?? 0);
  return sums;
}

/** Adds `items` items of pattern p, in place; a negative number takes them out again. */
export function addItems(sums: Coincidence, patterns: Patterns, p: number, items: number): void {
  const ratings = ratingsOf(patterns, p);
  if (ratings < 2) return;
  const { start, value, count } = patterns;
  const factor = items / (ratings - 1);
  const to = start[p + 1] ?? 0;
  for (let i = start[p] ?? 0; i < to; i++) {
    const c = value[i] ?? 0;
    const nc = count[i] ?? 0;
    sums.margins[c] = (sums.margins[c] ?? 0) + nc * items;
    for (let j = start[p] ?? 0; j < to; j++) {
      const cell = c * sums.values + (value[j] ?? 0);
      const nd = (count[j] ?? 0) - (i === j ? 1 : 0);
      sums.matrix[cell] = (sums.matrix[cell] ?? 0) + factor * nc * nd;
    }
  }
  sums.n += items * ratings;
}
