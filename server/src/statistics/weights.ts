import type { Maybe } from "./result.ts";

/**
 * ENCORE weights by rule: w_k = exp(-H_k / tau) / sum_j exp(-H_j / tau), entropies H and temperature tau > 0 in nats
 * (arXiv 2503.20995). The smallest entropy is subtracted first, so nothing overflows. tau = Infinity is uniform; tau towards 0 puts all on
 * the lowest entropy, and ties share. A rule with a NaN entropy gets weight 0.
 *
 * encoreWeights([0, 2 ln 3], 2) is [0.75, 0.25]. Written into `weights` where one is given.
 */
export function encoreWeights(
  entropies: ArrayLike<number>,
  temperature: number,
  weights: Float64Array = new Float64Array(entropies.length),
): Float64Array {
  let lowest = Number.POSITIVE_INFINITY;
  for (let k = 0; k < entropies.length; k++) {
    const h = entropies[k] ?? Number.NaN;
    if (h < lowest) lowest = h;
  }
  let sum = 0;
  for (let k = 0; k < weights.length; k++) {
    const h = entropies[k] ?? Number.NaN;
    const weight = Number.isNaN(h) ? 0 : h === lowest ? 1 : Math.exp(-(h - lowest) / temperature);
    weights[k] = weight;
    sum += weight;
  }
  if (sum > 0) for (let k = 0; k < weights.length; k++) weights[k] = (weights[k] ?? 0) / sum;
  return weights;
}

/**
 * Effective number of rules: exp(-sum_k w_k ln w_k), from 1 (one rule decides) to K (all alike). Unavailable where no
 * rule has a weight.
 *
 * effectiveRules([0.5, 0.5, 0]) is 2.
 */
export function effectiveRules(weights: ArrayLike<number>): Maybe<number> {
  let sum = 0;
  let entropy = 0;
  for (let k = 0; k < weights.length; k++) {
    const weight = weights[k] ?? 0;
    if (!(weight > 0)) continue;
    sum += weight;
    entropy -= weight * Math.log(weight);
  }
  return sum > 0 ? Math.exp(entropy) : { unavailable: "no rule has a weight" };
}
