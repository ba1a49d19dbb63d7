/** Small tables of ratings, by item a list of one rating a rater, as patterns; and arbitrary such tables. */
import fc from "fast-check";
import type { Patterns } from "../../server/src/statistics/patterns.ts";
import { isDefined, type Maybe } from "../../server/src/statistics/result.ts";
import { countPatterns } from "./count-patterns.ts";

/** null: this rater did not rate this item. */
export type RatingTable = readonly (readonly (number | null)[])[];

export function given(row: readonly (number | null)[]): number[] {
  return row.filter((value) => value !== null);
}

export function patternsOf(table: RatingTable, levels: number): Patterns {
  return countPatterns(
    table.map(given).filter((ratings) => ratings.length > 0),
    levels,
  );
}

/** [first, second, items] of two raters, as `cohenKappa` wants it. */
export function raterPairsOf(table: RatingTable): Uint32Array {
  return Uint32Array.from(table.flatMap(([first, second]) => [first ?? 0, second ?? 0, 1]));
}

export function countsOf(table: RatingTable, levels: number): Float64Array {
  const counts = new Float64Array(levels);
  for (const value of table.flatMap(given)) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

/** One to 25 items of up to four raters, some missing, on two to five levels. */
export const arbitraryTable: fc.Arbitrary<{ levels: number; table: RatingTable }> = fc
  .record({ levels: fc.integer({ min: 2, max: 5 }), raters: fc.integer({ min: 1, max: 4 }) })
  .chain(({ levels, raters }) =>
    fc.record({
      levels: fc.constant(levels),
      table: fc.array(fc.array(fc.option(fc.nat(levels - 1), { freq: 5 }), { minLength: raters, maxLength: raters }), {
        minLength: 1,
        maxLength: 25,
      }),
    }),
  );

export function known<T>(value: Maybe<T>): T {
  if (!isDefined(value)) throw new Error(value.unavailable);
  return value;
}
