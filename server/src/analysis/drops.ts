/** What taking rules out of the weighting does: to the weights that remain, and to the measured accuracy. */
import { leaveOut } from "../statistics/leave-one-out.ts";
import type { PairSet } from "../statistics/pairs.ts";
import { isDefined, type Maybe } from "../statistics/result.ts";
import type { Steps } from "../statistics/steps.ts";
import { effectiveRules } from "../statistics/weights.ts";
import type { AccuracyChange, Drop } from "./analysis.ts";
import type { Evidence } from "./evidence.ts";
import type { Stages } from "./stages.ts";
import { zeroes } from "./weigh.ts";

/** Of the counted rules with these numbers. Every weighting leaves the others' weights in their proportions. */
export function dropOf(rules: readonly number[], stages: Stages, evidence: Evidence): Maybe<Drop> {
  const { chosen, effectiveRules: before, ids } = stages.weights;
  const { weights } = chosen;
  if (!isDefined(weights)) return weights;
  if (!isDefined(before)) return before;
  const dropped = rules.flatMap((k) => (Number.isNaN(weights[k] ?? Number.NaN) ? [] : [weights[k] ?? 0]));
  if (dropped.length === 0) return { unavailable: "it has no weight" };
  const others = weights.reduce((n, weight) => (Number.isNaN(weight) ? n : n + 1), 0) - dropped.length;
  const share = dropped.reduce((sum, weight) => sum + weight, 0);
  const after =
    share < 0.5
      ? effectiveWithout(dropped, share, before)
      : effectiveRules(renormalized(weights.filter((weight, k) => !Number.isNaN(weight) && !rules.includes(k))));
  if (others === 0 || !isDefined(after)) return { unavailable: "no other rule has a weight" };
  return {
    rules: rules.map((k) => ids[k] ?? ""),
    weight: share,
    others,
    effectiveRules: { before, after },
    accuracy: accuracyWithout(rules, stages, evidence),
  };
}

/**
 * The entropy of weights w / (1 - s), from that of all: (H + sum of w ln w over the dropped) / (1 - s) + ln(1 - s), s the
 * dropped share; exact enough while little is dropped, and one step for each of thousands of rules.
 */
function effectiveWithout(dropped: readonly number[], share: number, before: number): number {
  const ofDropped = dropped.reduce((sum, weight) => (weight > 0 ? sum + weight * Math.log(weight) : sum), 0);
  return Math.exp((Math.log(before) + ofDropped) / (1 - share) + Math.log(1 - share));
}

function renormalized(weights: Float64Array): Float64Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

function accuracyWithout(rules: readonly number[], stages: Stages, evidence: Evidence): Maybe<AccuracyChange> {
  const { paired, judged, weights } = stages;
  if (!isDefined(paired)) return paired;
  const [rule, ...more] = rules;
  if (rule !== undefined && more.length === 0) {
    const { withoutEach } = judged;
    return isDefined(withoutEach) ? (withoutEach[rule] ?? { unavailable: "it has no weight" }) : withoutEach;
  }
  if (!isDefined(weights.chosen.weights)) return weights.chosen.weights;
  return evidence.of("without rules", [paired.set, weights.chosen.weights, evidence.same(rules)], without);
}

function without(set: PairSet, weights: Float64Array, rules: readonly number[]): Steps<Maybe<AccuracyChange>> {
  return leaveOut(set, zeroes(weights), new Set(rules));
}
