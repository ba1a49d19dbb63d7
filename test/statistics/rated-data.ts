/** Ratings with their raters, of the shared data and made up, for the tests of what raters do. */
import fc from "fast-check";
import type { RatedBy } from "../../server/src/statistics/rated-by.ts";
import { readShared } from "./preference-data.ts";

export interface RatedRules {
  readonly rules: readonly string[];
  readonly raters: readonly string[];
  readonly items: readonly string[];
  readonly byRule: ReadonlyMap<string, RatedBy>;
}

/** `ratings_long.csv` with scores (rating - lowest) / (highest - lowest); an item's prompt is its id up to the last `/`. */
export function readRatedBy(path: string, levels: readonly number[]): RatedRules {
  const rows = readShared(path)
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(",") as [string, string, string, string])
    .filter(([, , , rating]) => levels.includes(Number(rating)));
  const number = (names: readonly string[]) => new Map(names.map((name, i) => [name, i]));
  const distinct = (column: 0 | 1 | 2): string[] => [...new Set(rows.map((row) => row[column]))];
  const [items, rules, raters] = [distinct(0), distinct(1), distinct(2)];
  const [itemNumber, raterNumber] = [number(items), number(raters)];
  const promptOf = (item: string): string => (item.includes("/") ? item.slice(0, item.lastIndexOf("/")) : "");
  const promptNumber = number([...new Set(items.map(promptOf))]);
  const prompt = Int32Array.from(items, (item) => (item.includes("/") ? (promptNumber.get(promptOf(item)) ?? -1) : -1));
  const [lowest, highest] = [Math.min(...levels), Math.max(...levels)];
  const byRule = new Map(
    rules.map((rule) => {
      const own = rows.filter((row) => row[1] === rule);
      const ratings: RatedBy = {
        item: Uint32Array.from(own, ([item]) => itemNumber.get(item) ?? 0),
        rater: Uint32Array.from(own, ([, , rater]) => raterNumber.get(rater) ?? 0),
        score: Float64Array.from(own, ([, , , rating]) => (Number(rating) - lowest) / (highest - lowest)),
        items: items.length,
        raters: raters.length,
        prompt,
      };
      return [rule, ratings];
    }),
  );
  return { rules, raters, items, byRule };
}

/** [item, rater, score] rows and the prompt of each item. */
export function ratedBy(rows: readonly (readonly [number, number, number])[], prompt: readonly number[]): RatedBy {
  return {
    item: Uint32Array.from(rows, ([item]) => item),
    rater: Uint32Array.from(rows, ([, rater]) => rater),
    score: Float64Array.from(rows, ([, , score]) => score),
    items: prompt.length,
    raters: Math.max(0, ...rows.map(([, rater]) => rater + 1)),
    prompt: Int32Array.from(prompt),
  };
}

/** Up to 30 items of up to 12 prompts (-1: none) by up to 5 raters who skip some, on five levels. */
export const arbitraryRatedBy: fc.Arbitrary<RatedBy> = fc
  .record({
    raters: fc.integer({ min: 1, max: 5 }),
    prompt: fc.array(fc.integer({ min: -1, max: 11 }), { minLength: 1, maxLength: 30 }),
  })
  .chain(({ raters, prompt }) =>
    fc
      .array(fc.option(fc.integer({ min: 0, max: 4 }), { freq: 3 }), {
        minLength: raters * prompt.length,
        maxLength: raters * prompt.length,
      })
      .map((cells) => ({
        ...ratedBy(
          cells.flatMap((level, at) =>
            level === null ? [] : [[Math.floor(at / raters), at % raters, level / 4] as const],
          ),
          prompt,
        ),
        raters,
      })),
  );
