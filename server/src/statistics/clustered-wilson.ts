import type { Interval } from "./result.ts";
import { studentT95 } from "./student-t.ts";
import { wilson } from "./wilson.ts";

export interface ClusteredShare {
  readonly share: number;
  /** Design effect: how many times wider than for independent trials the variance is; 1 or more. */
  readonly deff: number;
  readonly interval: Interval;
}

/**
 * The share of successes over clusters of trials that are not independent, with Wilson's interval at n / deff and the quantile of
 * Student's t with G - 1 degrees of freedom, G clusters. `successes[g]` of `trials[g]` trials of cluster g succeeded; clusters
 * without trials do not count. undefined where there are no trials at all.
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
  const variance = clusteredVariance(successes, trials, { share, n, clusters });
  return shareOf({ share, n, clusters, variance }, "Wilson, clustered by prompt");
}

/**
 * The same where pairs of different prompts share responses: trial p is of the responses `first[p]` and `second[p]`, its outcome 1 or 0.
 * V_c is the dyadic sum, (sum over responses of (sum of e over its trials)^2, less the sum of e^2) / n^2, e = outcome - share (Aronow, Samii
 * and Assenova, Political Analysis 23, 2015). The clusters are the responses, or the trials where these are fewer.
 */
export function dyadicWilson(
  outcome: ArrayLike<number>,
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  responses: number,
): ClusteredShare | undefined {
  const n = outcome.length;
  if (n === 0) return undefined;
  let wins = 0;
  for (let p = 0; p < n; p++) wins += outcome[p] ?? 0;
  const share = wins / n;
  const clusters = Math.min(n, responsesIn(first, second, responses));
  const variance = dyadicSum(outcome, first, second, responses) / (n * n);
  return shareOf({ share, n, clusters, variance }, "Wilson, clustered by response");
}

/**
 * The dyadic sum of `outcome` less its mean: what independent trials would make the sum of squares. Below 0 it says nothing and
 * is 0. Multiplied out, so that the order of the trials cannot change the last digit of outcomes that are halves.
 */
export function dyadicSum(
  outcome: ArrayLike<number>,
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  responses: number,
): number {
  const n = outcome.length;
  const wins = new Float64Array(responses);
  const trials = new Float64Array(responses);
  let sum = 0;
  let squares = 0;
  for (let p = 0; p < n; p++) {
    const y = outcome[p] ?? 0;
    sum += y;
    squares += y * y;
    for (const response of [first[p] ?? 0, second[p] ?? 0]) {
      wins[response] = (wins[response] ?? 0) + y;
      trials[response] = (trials[response] ?? 0) + 1;
    }
  }
  const mean = sum / n;
  let [wins2, cross, trials2] = [0, 0, 0];
  for (let r = 0; r < responses; r++) {
    const [won, of] = [wins[r] ?? 0, trials[r] ?? 0];
    wins2 += won * won;
    cross += won * of;
    trials2 += of * of;
  }
  return Math.max(0, wins2 - 2 * mean * cross + mean * mean * trials2 - (squares - n * mean * mean));
}

export function responsesIn(first: ArrayLike<number>, second: ArrayLike<number>, responses: number): number {
  const isIn = new Uint8Array(responses);
  for (let p = 0; p < first.length; p++) {
    isIn[first[p] ?? 0] = 1;
    isIn[second[p] ?? 0] = 1;
  }
  return isIn.reduce((sum, one) => sum + one, 0);
}

interface Trials {
  readonly share: number;
  readonly n: number;
  readonly clusters: number;
  readonly variance: number;
}

function shareOf({ share, n, clusters, variance }: Trials, method: string): ClusteredShare {
  const deff = designEffect({ share, n, clusters, variance });
  const quantile = studentT95(Math.max(1, clusters - 1));
  return { share, deff, interval: wilson(share, n / deff, method, quantile) };
}

function designEffect({ share, n, clusters, variance }: Trials): number {
  if (clusters < 2) return 1;
  if (share === 0 || share === 1) return n / clusters;
  return Math.max(1, variance / ((share * (1 - share)) / n));
}

function clusteredVariance(
  successes: ArrayLike<number>,
  trials: ArrayLike<number>,
  { share, n, clusters }: { share: number; n: number; clusters: number },
): number {
  if (clusters < 2) return 0;
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
  return ((clusters / (clusters - 1)) * squares) / (n * n);
}
