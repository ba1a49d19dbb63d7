import type { PairSet } from "./pairs.ts";
import { quantile } from "./quantile.ts";
import { createRandom } from "./random.ts";
import type { Maybe } from "./result.ts";
import { isDefined } from "./result.ts";
import { accuracyOf, type Outcomes, outcomes } from "./reward.ts";
import type { Steps } from "./steps.ts";

export interface RandomWeights {
  /** Mean accuracy of the draws, and their 5th and 95th percentile. */
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** By pair: the mean outcome of the draws. */
  readonly outcomes: Outcomes;
}

const draws = 200;

/**
 * What weights would do that know nothing: 200 draws of Dirichlet(1, ..., 1), every set of weights as likely as any
 * other, over the rules that rate a paired response. Seeded by the number of rules. Unavailable where no pair is rated on
 * both sides.
 */
export function* randomWeights(pairs: PairSet): Steps<Maybe<RandomWeights>> {
  const random = createRandom(pairs.rules);
  const total = new Float64Array(pairs.pairs);
  const accuracies = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw++) {
    // A Dirichlet(1, ..., 1) draw is a set of exponential ones over their sum, which the reward divides by anyway.
    const weights = Float64Array.from(pairs.rating, (rates) => (rates ? -Math.log1p(-random.uniform()) : 0));
    const ofDraw = outcomes(pairs, weights);
    const { accuracy } = accuracyOf(ofDraw);
    if (!isDefined(accuracy)) return accuracy;
    accuracies[draw] = accuracy;
    add(total, ofDraw);
    yield;
  }
  accuracies.sort();
  return {
    mean: accuracies.reduce((sum, a) => sum + a, 0) / draws,
    low: quantile(accuracies, 0.05),
    high: quantile(accuracies, 0.95),
    outcomes: total.map((sum) => sum / draws),
  };
}

function add(total: Float64Array, more: Float64Array): void {
  for (let p = 0; p < total.length; p++) total[p] = (total[p] ?? 0) + (more[p] ?? 0);
}
