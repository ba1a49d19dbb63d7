import { fitBradleyTerry } from "./bradley-terry.ts";
import { crossFit } from "./cross-fit.ts";
import type { Folds } from "./folds.ts";
import { type PairSet, ungatedCompletePairs } from "./pairs.ts";
import { isDefined, type Maybe } from "./result.ts";
import type { Outcomes } from "./reward.ts";
import type { Steps } from "./steps.ts";

/**
 * Outcomes of Bradley-Terry weights on pairs of prompts that they were not fitted on. `start` is where each fit sets
 * out (the full fit saves it most of the way; the result does not depend on it).
 */
export function* heldOutBradleyTerry(pairs: PairSet, folds: Folds, start?: Float64Array): Steps<Maybe<Outcomes>> {
  const usable = ungatedCompletePairs(pairs);
  if (usable.length === 0) return { unavailable: "no pair that all rules rate" };
  return yield* crossFit(pairs, folds, function* (heldOut) {
    const among = usable.filter((p) => folds.of[p] !== heldOut);
    const fit = yield* fitBradleyTerry(pairs, start ? { among, start } : { among });
    return isDefined(fit) ? fit.weights : undefined;
  });
}
