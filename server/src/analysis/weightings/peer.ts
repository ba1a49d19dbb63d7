import { weightingDescriptions } from "../../rubric/weightings.ts";
import { type PeerWeights, peerWeightIntervals, peerWeights } from "../../statistics/peer-weights.ts";
import type { RatedBy } from "../../statistics/rated-by.ts";
import type { RaterPairs } from "../../statistics/rater-pairs.ts";
import { kelleyOf } from "../../statistics/reliability-weights.ts";
import { isDefined, type Maybe } from "../../statistics/result.ts";
import type { Evidence } from "../evidence.ts";
import * as show from "../format.ts";
import type { WeighedRules, WeightingScheme } from "./weighting-scheme.ts";

/** Which rules foresee another rater's judgement. */
export const peer: WeightingScheme = {
  name: "peer",
  ...weightingDescriptions.peer,
  isByEntropy: false,
  weigh(weighed, evidence) {
    const found = fitted(weighed, evidence);
    if (!isDefined(found)) return found;
    const { weights, isKelley, heldOut } = found;
    return {
      weights,
      parts: weights,
      heldOut,
      ...(isKelley && { note: "Kelley weights: no other weights foresee another rater's judgement better" }),
    };
  },
  intervals(weighed, evidence) {
    const { rated, raterPairs, options } = weighed;
    // Two hundred fits take seconds, so weights that nobody uses have none.
    if (options.weighting !== "peer") return { unavailable: "computed where the rubric uses these weights" };
    const found = fitted(weighed, evidence);
    if (!isDefined(found)) return found;
    if (!isDefined(rated)) return rated;
    if (!isDefined(raterPairs)) return raterPairs;
    return evidence.of<[readonly RatedBy[], RaterPairs, PeerWeights], ReturnType<WeightingScheme["intervals"]>>(
      "peer intervals",
      [rated, raterPairs, found],
      peerWeightIntervals,
    );
  },
  explain: (_rule, { value }) =>
    `It is ${show.weight(value)} because with it the rules foresee another rater's judgement best.`,
};

/** Kept with the rater pairs and Kelley weights that it is fitted to. */
function fitted({ reliabilities, raterPairs }: WeighedRules, evidence: Evidence): Maybe<PeerWeights> {
  if (!isDefined(raterPairs)) return raterPairs;
  if (!isDefined(reliabilities)) return reliabilities;
  const kappa = kelleyOf(reliabilities);
  if (!isDefined(kappa)) return kappa;
  return evidence.of("peer weights", [raterPairs, evidence.same(kappa)], peerWeights);
}
