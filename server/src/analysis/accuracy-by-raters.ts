/** Accuracy without preferences: each rater in turn orders the pairs, and the others' ratings make the rewards. */
import { accuracyChange } from "../statistics/paired-bootstrap.ts";
import type { RaterPairs } from "../statistics/rater-pairs.ts";
import { isDefined, type Maybe } from "../statistics/result.ts";
import { accuracyOf, type Outcomes, outcomes } from "../statistics/reward.ts";
import type { Steps } from "../statistics/steps.ts";
import type { RaterAccuracy } from "./analysis.ts";
import type { Evidence } from "./evidence.ts";
import { type SchemeWeights, type Weights, zeroes } from "./weigh.ts";

export function accuracyByRaters(
  { weights, heldOut }: SchemeWeights,
  { raterPairs, places, uniform }: Weights,
  evidence: Evidence,
): Maybe<RaterAccuracy> {
  if (!isDefined(raterPairs)) return raterPairs;
  if (!isDefined(weights)) return weights;
  return evidence.of<
    [RaterPairs, readonly number[], Float64Array, Float64Array, Outcomes | undefined],
    Maybe<RaterAccuracy>
  >("accuracy by raters", [raterPairs, places, weights, uniform, heldOut], compute);
}

function* compute(
  { set }: RaterPairs,
  places: readonly number[],
  weights: Float64Array,
  uniform: Float64Array,
  heldOut: Outcomes | undefined,
): Steps<Maybe<RaterAccuracy>> {
  const among = (all: Float64Array) => zeroes(Float64Array.from(places, (at) => all[at] ?? Number.NaN));
  const found = heldOut ?? outcomes(set, among(weights));
  const { accuracy, pairs } = accuracyOf(found);
  if (!isDefined(accuracy)) return accuracy;
  yield;
  const before = weights === uniform ? found : outcomes(set, among(uniform));
  const change = yield* accuracyChange(set, before, found);
  return { pairs, accuracy, differenceToUniform: isDefined(change) ? change.difference : change };
}
