import { crossFit } from "./cross-fit.ts";
import type { Folds } from "./folds.ts";
import { accuracyChange } from "./paired-bootstrap.ts";
import type { PairSet } from "./pairs.ts";
import { type Estimate, isDefined, type Maybe } from "./result.ts";
import { outcomes } from "./reward.ts";
import type { Steps } from "./steps.ts";
import { effectiveRules, encoreWeights } from "./weights.ts";

export interface TemperatureStep {
  /** tau, in nats; Infinity is uniform. */
  readonly temperature: number;
  readonly accuracy: number;
  readonly effectiveRules: number;
  /** Rules by number, heaviest first, equally heavy ones in their own order; without those that have no weight. */
  readonly order: readonly number[];
}

export interface TemperatureSweep {
  readonly steps: readonly TemperatureStep[];
  readonly best: Maybe<{
    /** The temperature of the highest accuracy, the largest of equal ones: the least departure from uniform. */
    readonly temperature: number;
    /**
     * Accuracy gained over uniform weights where each fold is judged at the temperature that is best on the others, so
     * that the choice among temperatures cannot flatter itself.
     */
    readonly gain: Estimate;
  }>;
}

/** 0.1 to 10 in equal ratios, 24 steps, and Infinity. */
export const temperatures: readonly number[] = [
  ...Array.from({ length: 25 }, (_, i) => Number((0.1 * 10 ** (i / 12)).toPrecision(12))),
  Number.POSITIVE_INFINITY,
];

/**
 * Accuracy of ENCORE weights over temperatures. `entropies` are in nats by rule, NaN for a rule without weight.
 * Unavailable where no pair is judged; the best one also with fewer than two prompts.
 */
export function* temperatureSweep(
  pairs: PairSet,
  entropies: Float64Array,
  folds: Folds,
): Steps<Maybe<TemperatureSweep>> {
  const steps: TemperatureStep[] = [];
  const scores: Float64Array[] = [];
  for (const temperature of temperatures) {
    const weights = encoreWeights(entropies, temperature);
    const ofFold = sumsByFold(outcomes(pairs, weights), folds);
    const judged = ofFold.pairs.reduce((sum, n) => sum + n, 0);
    if (judged === 0) return { unavailable: "no pair is rated on both sides" };
    scores.push(ofFold.right);
    steps.push({ temperature, accuracy: total(ofFold.right) / judged, ...describe(weights) });
    yield;
  }
  const chosen = yield* crossFit(pairs, folds, function* (heldOut) {
    yield;
    const elsewhere = scores.map((right) => total(right) - (right[heldOut] ?? 0));
    return encoreWeights(entropies, temperatures[lastOfLargest(elsewhere)] ?? Number.POSITIVE_INFINITY);
  });
  if (!isDefined(chosen)) return { steps, best: chosen };
  const gain = yield* accuracyChange(
    pairs,
    outcomes(pairs, encoreWeights(entropies, Number.POSITIVE_INFINITY)),
    chosen,
  );
  if (!isDefined(gain)) return { steps, best: gain };
  const temperature = temperatures[lastOfLargest(scores.map(total))] ?? Number.POSITIVE_INFINITY;
  return { steps, best: { temperature, gain: gain.difference } };
}

function describe(weights: Float64Array): { effectiveRules: number; order: number[] } {
  const rules = effectiveRules(weights);
  const weighed = Array.from(weights, (_, k) => k).filter((k) => (weights[k] ?? 0) > 0);
  return {
    effectiveRules: isDefined(rules) ? rules : 0,
    order: weighed.sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0)),
  };
}

function sumsByFold(outcomes: Float64Array, folds: Folds): { right: Float64Array; pairs: Float64Array } {
  const right = new Float64Array(folds.count);
  const pairs = new Float64Array(folds.count);
  for (let p = 0; p < outcomes.length; p++) {
    const outcome = outcomes[p] ?? Number.NaN;
    if (Number.isNaN(outcome)) continue;
    const fold = folds.of[p] ?? 0;
    right[fold] = (right[fold] ?? 0) + outcome;
    pairs[fold] = (pairs[fold] ?? 0) + 1;
  }
  return { right, pairs };
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function lastOfLargest(values: readonly number[]): number {
  return values.reduce((best, value, i) => (value >= (values[best] ?? 0) ? i : best), 0);
}
