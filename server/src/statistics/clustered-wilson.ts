import type { Interval } from "./result.ts";
import { wilson } from "./wilson.ts";

export interface ClusteredShare {
  readonly share: number;
  /** Design effect: how many times wider than for independent trials the variance is; 1 or more. */
  readonly deff: number;
  readonly interval: Interval;
}

/**
 * The share of successes over clusters of trials that are not independent, with Wilson's interval at n / deff.
 * `successes[g]` of `trials[g]` trials of cluster g succeeded; clusters without trials do not count. undefined where
 * there are no trials at all.
 *
 * deff = max(1, V_c / V_b), V_b = p (1 - p) / n, V_c = G / (G - 1) * sum over clusters of (s_g - n_g p)^2 / n^2, the
 * variance of a ratio over G clusters (Kish, Survey Sampling, 1965, 6.3). With fewer than two clusters it is 1. Where
 * all trials came out alike both variances are 0 and say nothing of how alike the trials of a cluster are: it is then
 * n / G, as if a cluster were one trial, so that two prompts of 50 pairs each do not pass for 100 independent pairs.
 */
export function clusteredWilson(successes: ArrayLike<number>, trials: ArrayLike<number>): ClusteredShare | undefined {
  let clusters = 0;
  let n = 0;
  let won = 0;
  for (let g = 0; g < trials.length; g++) {
    const size = trials[g] ?? 0;
    if (size > 0) clusters++;
    n += size;
    won += successes[g] ?? 0;
  }
  if (n === 0) return undefined;
  const share = won / n;
  const deff = designEffect(successes, trials, { share, n, clusters });
  return { share, deff, interval: wilson(share, n / deff, "Wilson, clustered by prompt") };
}

function designEffect(
  successes: ArrayLike<number>,
  trials: ArrayLike<number>,
  { share, n, clusters }: { share: number; n: number; clusters: number },
): number {
  if (clusters < 2) return 1;
  if (share === 0 || share === 1) return n / clusters;
  // Multiplied out, the sums are of whole numbers, so the order of the clusters cannot change the last digit.
  let wins2 = 0;
  let cross = 0;
  let sizes2 = 0;
  for (let g = 0; g < trials.length; g++) {
    const won = successes[g] ?? 0;
    const size = trials[g] ?? 0;
    wins2 += won * won;
    cross += won * size;
    sizes2 += size * size;
  }
  const squares = wins2 - 2 * share * cross + share * share * sizes2;
  const clustered = ((clusters / (clusters - 1)) * squares) / (n * n);
  return Math.max(1, clustered / ((share * (1 - share)) / n));
}
