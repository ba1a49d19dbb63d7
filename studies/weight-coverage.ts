import { cautiousEffectiveRatings } from "../server/src/statistics/effective-ratings.ts";
import { finish } from "../server/src/statistics/steps.ts";
import { weightIntervals } from "../server/src/statistics/weight-interval.ts";
import { encoreWeights } from "../server/src/statistics/weights.ts";
import { type Shape, shapes } from "./shapes.ts";
import { simulateRatings } from "./simulate-ratings.ts";
import { type Cell, holds, randomOf, tally } from "./tally-cells.ts";

const temperature = 2;
/** Rubrics whose rules are alike, mixed, and mostly constant. */
const rubrics: readonly { readonly name: string; readonly rules: readonly Shape[] }[] = [
  { name: "even", rules: shapes.slice(0, 4) },
  { name: "mixed", rules: shapes.slice(0, 7) },
  { name: "two levels", rules: shapes.slice(7, 11) },
];

/** Coverage of the intervals of ENCORE's weights: of all rules of a rubric, so that a simulation counts once a rule. */
export function weightCoverage(simulations: number, ratingsOfCells: readonly number[] = [30, 100, 300]): Cell[] {
  return rubrics.flatMap(({ name, rules }) =>
    ratingsOfCells.flatMap((ratings) =>
      [
        { raters: 1, agreement: 0 },
        { raters: 3, agreement: 0.3 },
        { raters: 3, agreement: 0.7 },
      ].flatMap(({ raters, agreement }) => {
        const setting = { rubric: name, ratings, raters, agreement };
        const truth = encoreWeights(
          rules.map(({ entropy }) => entropy),
          temperature,
        );
        const random = randomOf(setting);
        const held = Array.from({ length: simulations }, () => {
          const weighed = rules.map((shape) => {
            const items = Math.round(ratings / raters);
            const { counts, patterns } = simulateRatings(random, { shape, items, raters, agreement });
            return { counts, effective: cautiousEffectiveRatings(items * raters, patterns, counts.length) };
          });
          return finish(weightIntervals(weighed, temperature));
        });
        return rules.map((rule, k) => {
          let simulation = 0;
          return tally({ ...setting, rule: rule.name }, simulations, random, () => {
            const interval = held[simulation++]?.[k];
            return interval && holds(interval, truth[k] ?? Number.NaN);
          });
        });
      }),
    ),
  );
}
