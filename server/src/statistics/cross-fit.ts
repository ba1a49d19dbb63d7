import type { Folds } from "./folds.ts";
import type { PairSet } from "./pairs.ts";
import type { Maybe } from "./result.ts";
import { type Outcomes, outcomes } from "./reward.ts";
import type { Steps } from "./steps.ts";

/**
 * Outcomes of weights that were chosen on other prompts than those they are judged on: for each fold `weigh` looks at
 * the pairs outside it only and answers with weights, or nothing where it has nothing to go by; these judge the pairs
 * inside. Unavailable with fewer than two prompts, for then nothing can be held out.
 */
export function* crossFit(
  pairs: PairSet,
  folds: Folds,
  weigh: (heldOut: number) => Steps<Float64Array | undefined>,
): Steps<Maybe<Outcomes>> {
  if (folds.count < 2) return { unavailable: "one prompt" };
  const held = new Float64Array(pairs.pairs).fill(Number.NaN);
  for (let fold = 0; fold < folds.count; fold++) {
    const weights = yield* weigh(fold);
    if (weights === undefined) continue;
    const judged = outcomesOrTies(pairs, weights);
    for (let p = 0; p < held.length; p++) if (folds.of[p] === fold) held[p] = judged[p] ?? Number.NaN;
    yield;
  }
  return held;
}

/**
 * As `outcomes`, but weights that are all 0, which is what a fit finds where no rule helps, tie every pair that is
 * rated.
 */
export function outcomesOrTies(pairs: PairSet, weights: Float64Array): Outcomes {
  if (weights.some((w) => w > 0)) return outcomes(pairs, weights);
  const rated = outcomes(pairs, new Float64Array(pairs.rules).fill(1));
  return rated.map((outcome) => (Number.isNaN(outcome) ? outcome : 0.5));
}
