import { cautiousEffectiveRatings, effectiveRatings } from "../server/src/statistics/effective-ratings.ts";
import { entropyInterval } from "../server/src/statistics/entropy-interval.ts";
import { type Shape, shapes } from "./shapes.ts";
import { simulateRatings } from "./simulate-ratings.ts";
import { type Cell, coverage, holds, randomOf, tally } from "./tally-cells.ts";

export interface EntropyCell extends Cell {
  readonly shape: string;
  readonly ratings: number;
  readonly raters: number;
  readonly agreement: number;
  /** By the true agreement. */
  readonly effective: number;
}

const ratingsOfCells = [10, 30, 100, 300, 1000];
const agreements = [0, 0.3, 0.7, 1];
/** A cell under this is simulated anew, longer, and the new figure is the one that counts. */
const doubtful = 0.935;
const longer = 5;

/** Coverage of the entropy's interval by shape, number of ratings, raters an item and agreement. */
export function entropyCoverage(simulations: number, of: readonly Shape[] = shapes): EntropyCell[] {
  const cells: EntropyCell[] = [];
  for (const shape of of)
    for (const ratings of ratingsOfCells)
      for (const raters of [1, 3, 10])
        for (const agreement of raters === 1 ? [0] : agreements)
          cells.push(entropyCell(shape, ratings, raters, agreement, simulations));
  return cells;
}

function entropyCell(
  shape: Shape,
  ratings: number,
  raters: number,
  agreement: number,
  simulations: number,
): EntropyCell {
  const items = Math.round(ratings / raters);
  const known = new Map<string, boolean>();
  const setting = { shape: shape.name, ratings, raters, agreement };
  const run = (times: number, again: number): Cell =>
    tally(setting, times, randomOf(setting, again), (random) => {
      const { counts, patterns } = simulateRatings(random, { shape, items, raters, agreement });
      const worth = [effectiveRatings, cautiousEffectiveRatings].map((of) =>
        of(items * raters, patterns, counts.length),
      );
      // The interval is a pure function, and few ratings or nearly constant ones often come out alike.
      const key = [...worth, ...counts].join();
      const seen = known.get(key);
      if (seen !== undefined) return seen;
      const held = holds(entropyInterval(counts, worth[0] ?? 0, worth[1]), shape.entropy) === true;
      known.set(key, held);
      return held;
    });
  const first = run(simulations, 0);
  const cell = coverage(first) < doubtful ? run(longer * simulations, 1) : first;
  const effective = (items * raters) / (1 + (raters - 1) * agreement);
  return { ...cell, shape: shape.name, ratings, raters, agreement, effective };
}
