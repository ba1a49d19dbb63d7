/**
 * How often a verdict that speaks against a rule is given where the truth is otherwise: at the very border, where that is most often.
 */
import { DECIDED_PAIRS_WANTED, TENTATIVE_ALPHA, type VerdictInput, verdictOf } from "../server/src/analysis/verdict.ts";
import { ac2 } from "../server/src/statistics/ac.ts";
import { intervalAlpha } from "../server/src/statistics/alpha.ts";
import { cautiousEffectiveRatings, effectiveRatings } from "../server/src/statistics/effective-ratings.ts";
import { total } from "../server/src/statistics/entropy.ts";
import { entropyInterval } from "../server/src/statistics/entropy-interval.ts";
import { itemsRatedTwice } from "../server/src/statistics/patterns.ts";
import { type Interval, isDefined, type Maybe } from "../server/src/statistics/result.ts";
import { rulePreference } from "../server/src/statistics/rule-preference.ts";
import { ordinalWeight, trueGwet } from "./agreement-coverage.ts";
import { falling, peaked, type Shape, shape } from "./shapes.ts";
import { simulatePairs } from "./simulate-pairs.ts";
import { type SimulatedRatings, simulateRatings } from "./simulate-ratings.ts";
import { type Cell, randomOf, tally } from "./tally-cells.ts";

const limit = 0.85;
const LOW_ALPHA = 0.5;
const none = { unavailable: "not simulated" };

/** A rule of which nothing is known. */
const unknown: VerdictInput = {
  isGate: false,
  n: 0,
  levels: 5,
  offScaleShare: 0,
  conflictingShare: 0,
  largestShare: 0.5,
  departingShare: 0.5,
  specificAgreement: none,
  normalizedEntropy: none,
  limit,
  chance: "neither",
  itemsRatedTwice: 0,
  alpha: none,
  ac2: none,
};

/** Cells count the verdicts that are wrong as covered: `coverage` is the rate of false ones. */
export function falseUnreliable(simulations: number, ratingsOfCells: readonly number[] = [60, 200, 1000]): Cell[] {
  const borders = [peaked(2, limit), peaked(5, limit), falling(5, limit), peaked(10, limit), falling(10, limit)];
  return borders.flatMap((border) =>
    ratingsOfCells.flatMap((ratings) =>
      [
        { raters: 1, agreement: 0 },
        { raters: 3, agreement: 0 },
        { raters: 3, agreement: 0.4 },
        { raters: 10, agreement: 0.4 },
      ].map((design) => {
        const items = Math.round(ratings / design.raters);
        const setting = { shape: border.name, ratings, ...design };
        return tally(setting, simulations, randomOf(setting), (random) => {
          const simulated = simulateRatings(random, { shape: border, items, ...design });
          return nameOf(fromRatings(simulated, limit)) === "unreliable";
        });
      }),
    ),
  );
}

/** Even ratings, so of high entropy, on which raters agree: by what share of too few items that is not seen. */
export function agreedButUnreliable(simulations: number, itemsOfCells: readonly number[] = [10, 30, 100, 300]): Cell[] {
  const even = shape("1/5 each", [1, 1, 1, 1, 1]);
  return [0.7, 0.8, 0.9].flatMap((agreement) =>
    itemsOfCells.map((items) => {
      const setting = { shape: even.name, items, raters: 3, agreement };
      return tally(setting, simulations, randomOf(setting), (random) => {
        const simulated = simulateRatings(random, { shape: even, items, raters: 3, agreement });
        return nameOf(fromRatings(simulated, limit)) === "unreliable";
      });
    }),
  );
}

/** The rule sees nothing: right in half of the decided pairs, and not reversed. */
export function falseReversed(simulations: number, promptsOfCells: readonly number[] = [12, 30, 100, 300]): Cell[] {
  return promptsOfCells.flatMap((prompts) =>
    [2, 3, 5].flatMap((responses) =>
      [0, 1].map((unevenness) => {
        const setting = { prompts, responses, unevenness };
        return tally(setting, simulations, randomOf(setting), (random) => {
          const preference = rulePreference(simulatePairs(random, { prompts, responses, sight: [0], unevenness }), 0);
          if (!isDefined(preference)) return false;
          const { wins, losses, p } = preference;
          const isBeyond = wins + losses >= DECIDED_PAIRS_WANTED && isDefined(p) && p <= 0.05;
          const chance = !isBeyond ? "neither" : wins > losses ? "better" : "worse";
          return nameOf({ ...unknown, chance }) === "reversed";
        });
      }),
    ),
  );
}

/** Alpha or AC2 is at the border, so raters are not below both. */
export function falseDisputed(simulations: number, itemsOfCells: readonly number[] = [15, 30, 100, 300]): Cell[] {
  const borders = [
    { border: shape(".5 .5", [1, 1]), at: "both" },
    { border: shape("1/5 each", [1, 1, 1, 1, 1]), at: "both" },
    { border: shape(".1 .15 .2 .25 .3", [0.1, 0.15, 0.2, 0.25, 0.3]), at: "AC2" },
    { border: shape(".2 .8", [0.2, 0.8]), at: "alpha .5" },
    { border: shape(".1 .9", [0.1, 0.9]), at: "alpha .5" },
  ];
  return borders.flatMap(({ border, at }) =>
    itemsOfCells.flatMap((items) =>
      [2, 3, 5].map((raters) => {
        // Where AC2 is over its border, alpha's own, .5, is what counts.
        const agreement = Math.max(LOW_ALPHA, agreementForAc2(border));
        const setting = { shape: border.name, border: at, items, raters, agreement: agreement.toFixed(2) };
        return tally(setting, simulations, randomOf(setting), (random) => {
          const simulated = simulateRatings(random, { shape: border, items, raters, agreement });
          // Entropy would speak first; here it is not asked.
          const verdict = verdictOf(fromRatings(simulated, 1));
          return isDefined(verdict) && verdict.name === "disputed" && verdict.kind === "warning";
        });
      }),
    ),
  );
}

/** The agreement at which AC2 is at the border, 0 where AC2 is over it whatever the agreement. */
function agreementForAc2({ shares }: Shape): number {
  const of = (agreement: number): number => trueGwet(shares, agreement, ordinalWeight(shares.length));
  return Math.max(0, (TENTATIVE_ALPHA - of(0)) / (of(1) - of(0)));
}

function nameOf(input: VerdictInput): string {
  const verdict = verdictOf(input);
  return isDefined(verdict) ? verdict.name : "";
}

function fromRatings({ counts, patterns }: SimulatedRatings, entropyLimit: number): VerdictInput {
  const n = total(counts);
  const levels = counts.length;
  return {
    ...unknown,
    n,
    levels,
    largestShare: Math.max(...counts) / n,
    normalizedEntropy: normalized(
      entropyInterval(counts, effectiveRatings(n, patterns, levels), cautiousEffectiveRatings(n, patterns, levels)),
      levels,
    ),
    limit: entropyLimit,
    itemsRatedTwice: itemsRatedTwice(patterns),
    alpha: intervalAlpha(
      patterns,
      counts.map((_, v) => v),
    ),
    ac2: ac2(patterns, levels),
  };
}

function normalized(interval: Maybe<Interval>, levels: number): Maybe<Interval> {
  if (!isDefined(interval)) return interval;
  const most = Math.log(levels);
  return { ...interval, low: interval.low / most, high: interval.high / most };
}
