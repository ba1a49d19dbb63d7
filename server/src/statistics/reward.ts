import { type PairSet, tieTolerance } from "./pairs.ts";
import type { Maybe } from "./result.ts";

/**
 * By pair: whether a weighting's reward prefers the preferred response (1), neither (0.5) or the rejected one (0); NaN
 * where it does not judge the pair. Values in between are means over several weightings.
 */
export type Outcomes = Float64Array;

/**
 * By item: sum_k w_k s_k, with the weights renormalised over the rules that rate the item; 0 where it fails a gate; NaN
 * where no rule with a weight rates it. `weights` are by rule and 0 or more; they need not sum to 1.
 */
export function rewards(pairs: PairSet, weights: ArrayLike<number>): Float64Array {
  const sum = new Float64Array(pairs.items);
  const total = new Float64Array(pairs.items);
  pairs.rewardScores.forEach((scores, k) => {
    const weight = weights[k] ?? 0;
    if (!pairs.rating[k] || !(weight > 0)) return;
    for (let i = 0; i < sum.length; i++) {
      const score = scores[i] ?? 0;
      if (Number.isNaN(score)) continue;
      sum[i] = (sum[i] ?? 0) + weight * score;
      total[i] = (total[i] ?? 0) + weight;
    }
  });
  // 0 / 0 is the NaN of an item that nothing rates.
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) / (total[i] ?? 0);
  return sum;
}

/**
 * By pair: reward of the preferred response less that of the rejected one, both over the rules that rate both, weights
 * renormalised over these; NaN where no rule with a weight does.
 */
export function rewardDifferences(pairs: PairSet, weights: ArrayLike<number>): Float64Array {
  return pairs.complete ? differencesOfItems(pairs, weights) : differencesOfCommonRules(pairs, weights);
}

export function outcomes(pairs: PairSet, weights: ArrayLike<number>): Outcomes {
  return judged(rewardDifferences(pairs, weights));
}

/** Turns differences into outcomes, in place. */
export function judged(differences: Float64Array): Outcomes {
  for (let p = 0; p < differences.length; p++) differences[p] = judge(differences[p] ?? Number.NaN);
  return differences;
}

export interface Accuracy {
  /** How many pairs were judged. */
  readonly pairs: number;
  /** (wins + ties / 2) / pairs; undefined where none was judged. */
  readonly accuracy: Maybe<number>;
}

export function accuracyOf(outcomes: Outcomes): Accuracy {
  let right = 0;
  let pairs = 0;
  for (let p = 0; p < outcomes.length; p++) {
    const outcome = outcomes[p] ?? Number.NaN;
    if (Number.isNaN(outcome)) continue;
    right += outcome;
    pairs++;
  }
  return { pairs, accuracy: pairs > 0 ? right / pairs : { unavailable: "judges no pair" } };
}

/** Accuracy over each subset of the pairs; `subset` is by pair, 0 ... subsets - 1, or -1 for none. */
export function accuracyBySubset(outcomes: Outcomes, subset: Int32Array, subsets: number): readonly Accuracy[] {
  const right = new Float64Array(subsets);
  const pairs = new Uint32Array(subsets);
  for (let p = 0; p < outcomes.length; p++) {
    const s = subset[p] ?? -1;
    const outcome = outcomes[p] ?? Number.NaN;
    if (s < 0 || Number.isNaN(outcome)) continue;
    right[s] = (right[s] ?? 0) + outcome;
    pairs[s] = (pairs[s] ?? 0) + 1;
  }
  return Array.from(pairs, (n, s) => ({
    pairs: n,
    accuracy: n > 0 ? (right[s] ?? 0) / n : { unavailable: "judges no pair" },
  }));
}

function judge(difference: number): number {
  if (Number.isNaN(difference)) return Number.NaN;
  if (Math.abs(difference) <= tieTolerance) return 0.5;
  return difference > 0 ? 1 : 0;
}

/** Where every rule rates every response, a pair's rules are an item's rules, and a reward of each item is enough. */
function differencesOfItems(pairs: PairSet, weights: ArrayLike<number>): Float64Array {
  const reward = rewards(pairs, weights);
  const differences = new Float64Array(pairs.pairs);
  for (let p = 0; p < differences.length; p++) {
    differences[p] = (reward[pairs.chosen[p] ?? 0] ?? 0) - (reward[pairs.rejected[p] ?? 0] ?? 0);
  }
  return differences;
}

function differencesOfCommonRules(pairs: PairSet, weights: ArrayLike<number>): Float64Array {
  const sums = emptySums(pairs);
  for (let k = 0; k < pairs.rules; k++) addRule(sums, pairs, k, weights[k] ?? 0);
  return quotients(sums);
}

/** By pair: sum of w_k (s_k(preferred) - s_k(rejected)) and of w_k over the rules that rate both. */
export interface WeightedSums {
  readonly difference: Float64Array;
  readonly weight: Float64Array;
}

export function emptySums(pairs: PairSet): WeightedSums {
  return { difference: new Float64Array(pairs.pairs), weight: new Float64Array(pairs.pairs) };
}

/** Adds one rule in place; a rule whose weight is not over 0 adds nothing. */
export function addRule(
  { difference, weight: total }: WeightedSums,
  pairs: PairSet,
  rule: number,
  weight: number,
): void {
  const scores = pairs.rewardScores[rule];
  if (!scores || !pairs.rating[rule] || !(weight > 0)) return;
  for (let p = 0; p < difference.length; p++) {
    const d = (scores[pairs.chosen[p] ?? 0] ?? 0) - (scores[pairs.rejected[p] ?? 0] ?? 0);
    if (Number.isNaN(d)) continue;
    difference[p] = (difference[p] ?? 0) + weight * d;
    total[p] = (total[p] ?? 0) + weight;
  }
}

/** The differences of the renormalised rewards; NaN where no rule was added that rates both. */
export function quotients({ difference, weight }: WeightedSums): Float64Array {
  return difference.map((d, p) => d / (weight[p] ?? 0));
}
