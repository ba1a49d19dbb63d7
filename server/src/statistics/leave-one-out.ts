import { type AccuracyChange, accuracyChange } from "./paired-bootstrap.ts";
import type { PairSet } from "./pairs.ts";
import type { Maybe } from "./result.ts";
import { addRule, emptySums, judged, outcomes, quotients, type WeightedSums } from "./reward.ts";
import type { Steps } from "./steps.ts";

/** What dropping `rules` does to a weighting's accuracy, the other weights renormalised. */
export function* leaveOut(
  pairs: PairSet,
  weights: Float64Array,
  rules: ReadonlySet<number>,
): Steps<Maybe<AccuracyChange>> {
  const without = weights.map((w, k) => (rules.has(k) ? 0 : w));
  if (!without.some((w) => w > 0)) return { unavailable: "no rule is left" };
  const before = outcomes(pairs, weights);
  yield;
  const after = outcomes(pairs, without);
  yield;
  return yield* accuracyChange(pairs, before, after);
}

/**
 * By rule: what dropping it alone does to a weighting's accuracy. Every sum without one rule is built up from the other
 * half of the rules, then the other quarter, and so on: K log K additions instead of K^2, and nothing is subtracted, so
 * that dropping a rule that has nearly all the weight leaves exact sums.
 */
export function* leaveEachOut(pairs: PairSet, weights: Float64Array): Steps<Maybe<AccuracyChange>[]> {
  const before = outcomes(pairs, weights);
  const changes: Maybe<AccuracyChange>[] = [];
  yield* splitRules(0, weights.length, emptySums(pairs));
  return changes;

  function* splitRules(from: number, to: number, others: WeightedSums): Steps<void> {
    if (to - from <= 0) return;
    if (to - from === 1) {
      changes[from] = yield* withoutRule(from, others);
      return;
    }
    const middle = (from + to) >> 1;
    yield* splitRules(from, middle, yield* withRules(others, middle, to));
    yield* splitRules(middle, to, yield* withRules(others, from, middle));
  }

  function* withoutRule(rule: number, others: WeightedSums): Steps<Maybe<AccuracyChange>> {
    if (!weights.some((w, k) => k !== rule && w > 0)) return { unavailable: "no rule is left" };
    // A rule that has no part in the reward is dropped without any doubt about what that does.
    const hasPart = pairs.rating[rule] === 1 && (weights[rule] ?? 0) > 0;
    return yield* accuracyChange(pairs, before, hasPart ? judged(quotients(others)) : before);
  }

  function* withRules(sums: WeightedSums, from: number, to: number): Steps<WeightedSums> {
    const more = { difference: sums.difference.slice(), weight: sums.weight.slice() };
    for (let k = from; k < to; k++) {
      addRule(more, pairs, k, weights[k] ?? 0);
      yield;
    }
    return more;
  }
}
