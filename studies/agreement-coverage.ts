import { ac1, ac2 } from "../server/src/statistics/ac.ts";
import { intervalAlpha, nominalAlpha, ordinalAlpha } from "../server/src/statistics/alpha.ts";
import { fleissKappa } from "../server/src/statistics/fleiss-kappa.ts";
import { noiseShare } from "../server/src/statistics/noise-share.ts";
import type { Patterns } from "../server/src/statistics/patterns.ts";
import { type Estimate, isDefined, type Maybe } from "../server/src/statistics/result.ts";
import { type Shape, shape } from "./shapes.ts";
import { simulateRatings } from "./simulate-ratings.ts";
import { type Cell, holds, randomOf, tally } from "./tally-cells.ts";

interface Coefficient {
  readonly name: string;
  readonly estimate: (patterns: Patterns, levels: number) => Maybe<Estimate>;
  /** Of ratings of this shape whose alpha is `agreement`. */
  readonly truth: (shares: Float64Array, agreement: number) => number;
  /** Needs as many ratings of every item. */
  readonly complete?: true;
}

const coefficients: readonly Coefficient[] = [
  { name: "alpha nominal", estimate: nominalAlpha, truth: (_, agreement) => agreement },
  { name: "alpha ordinal", estimate: ordinalAlpha, truth: (_, agreement) => agreement },
  {
    name: "alpha interval",
    estimate: (patterns, levels) =>
      intervalAlpha(
        patterns,
        Float64Array.from({ length: levels }, (_, v) => v),
      ),
    truth: (_, agreement) => agreement,
  },
  { name: "noise share", estimate: noiseShare, truth: (_, agreement) => 1 - agreement },
  { name: "AC1", estimate: ac1, truth: (shares, agreement) => trueGwet(shares, agreement, (c, d) => Number(c === d)) },
  {
    name: "AC2",
    estimate: ac2,
    truth: (shares, agreement) => trueGwet(shares, agreement, ordinalWeight(shares.length)),
  },
  { name: "Fleiss' kappa", estimate: fleissKappa, truth: (_, agreement) => agreement, complete: true },
];

const shapesOfCells = [
  shape(".1 .15 .2 .25 .3", [0.1, 0.15, 0.2, 0.25, 0.3]),
  shape(".02 .03 .05 .1 .8", [0.02, 0.03, 0.05, 0.1, 0.8]),
  shape(".5 .5", [0.5, 0.5]),
  shape(".1 .9", [0.1, 0.9]),
  shape(".03 .97", [0.03, 0.97]),
];

/** Coverage of the jackknife intervals by shape, items, raters, agreement and coefficient. */
export function agreementCoverage(simulations: number, itemsOfCells: readonly number[] = [20, 50, 200]): Cell[] {
  return shapesOfCells.flatMap((ofCell) =>
    itemsOfCells.flatMap((items) =>
      [
        { raters: 2, missing: 0 },
        { raters: 3, missing: 0 },
        { raters: 4, missing: 0.3 },
      ].flatMap((ratings) =>
        [0, 0.3, 0.7, 0.9].flatMap((agreement) =>
          coefficients
            .filter(({ complete }) => !(complete && ratings.missing > 0))
            .map((coefficient) =>
              coefficientCell(coefficient, { shape: ofCell, items, agreement, ...ratings }, simulations),
            ),
        ),
      ),
    ),
  );
}

function coefficientCell(
  { name, estimate, truth }: Coefficient,
  design: { shape: Shape; items: number; raters: number; missing: number; agreement: number },
  simulations: number,
): Cell {
  const setting = { ...design, coefficient: name, shape: design.shape.name };
  const wanted = truth(design.shape.shares, design.agreement);
  return tally(setting, simulations, randomOf({ ...setting, coefficient: "" }), (random) => {
    const found = estimate(simulateRatings(random, design).patterns, design.shape.shares.length);
    return isDefined(found) ? holds(found.interval, wanted) : undefined;
  });
}

type Weight = (c: number, d: number) => number;

export function ordinalWeight(levels: number): Weight {
  const most = (levels * (levels - 1)) / 2;
  return (c, d) => 1 - (Math.abs(c - d) * (Math.abs(c - d) + 1)) / 2 / most;
}

/** Gwet's coefficient of infinitely many items: raters agree by design, or by the weight of two independent draws. */
export function trueGwet(shares: Float64Array, agreement: number, weight: Weight): number {
  const m = shares.length;
  let independent = 0;
  let totalWeight = 0;
  let spread = 0;
  for (let c = 0; c < m; c++) {
    spread += (shares[c] ?? 0) * (1 - (shares[c] ?? 0));
    for (let d = 0; d < m; d++) {
      totalWeight += weight(c, d);
      independent += (shares[c] ?? 0) * (shares[d] ?? 0) * weight(c, d);
    }
  }
  const observed = agreement + (1 - agreement) * independent;
  const byChance = (totalWeight / (m * (m - 1))) * spread;
  return (observed - byChance) / (1 - byChance);
}
