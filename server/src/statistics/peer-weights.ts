import { fitBradleyTerry } from "./bradley-terry.ts";
import { outcomesOrTies } from "./cross-fit.ts";
import { foldsByPrompt } from "./folds.ts";
import type { PairSet } from "./pairs.ts";
import type { RatedBy } from "./rated-by.ts";
import type { RaterPairs } from "./rater-pairs.ts";
import { reliabilityDraws } from "./reliability.ts";
import { clusterDraws, kelleyOf, normalized, weightQuantiles } from "./reliability-weights.ts";
import { type Interval, isDefined, type Maybe } from "./result.ts";
import { type Outcomes, rewardDifferences } from "./reward.ts";
import type { Steps } from "./steps.ts";

export interface PeerWeights {
  /** By rule, summing to 1. */
  readonly weights: Float64Array;
  /** The fit foresees the raters no better than Kelley weights, which are used instead. */
  readonly isKelley: boolean;
  /** The penalty that foresaw held-out prompts best. */
  readonly penalty: number;
  /** Over prompts: how far the held-out log loss is below that of Kelley weights. */
  readonly t: number;
  /** By pair of the rater pairs: outcomes of weights fitted on other prompts (Kelley's, where these are used). */
  readonly heldOut: Outcomes;
}

const PENALTIES = [1, 0.1, 0.01, 0.001];
const T_NEEDED = 1.64;
const PROMPTS_NEEDED = 10;

/**
 * Peer weights: which rules foresee another rater's judgement. Minimises mean log(1 + exp(-w.d)) + (lambda / 2)|w - c kappa|^2 over w >= 0, d the
 * differences of the others' mean ratings, kappa the Kelley weights, c the fit along kappa alone (at least 0.1), lambda among .001, .01,
 * .1 and 1 by held-out log loss over 5 folds of prompts; then normalised. Where that loss is not below that of c kappa (t over prompts
 * over 1.64) they are the Kelley weights, and say so. Kin of multivariate true-score estimates (Wainer et al. 2001, Haberman 2008).
 */
export function* peerWeights({ set }: RaterPairs, kappa: Float64Array): Steps<Maybe<PeerWeights>> {
  if (set.prompts < PROMPTS_NEEDED)
    return { unavailable: "fewer than 10 prompts have responses that a rater rates differently" };
  const folds = foldsByPrompt(set);
  const losses = PENALTIES.map(() => new Float64Array(set.pairs));
  const held = PENALTIES.map(() => new Float64Array(set.pairs));
  const base = new Float64Array(set.pairs);
  for (let fold = 0; fold < folds.count; fold++) {
    const pairs = Int32Array.from({ length: set.pairs }, (_, p) => p);
    const among = pairs.filter((p) => folds.of[p] !== fold);
    const scaled = scaledAlong(set, kappa, among);
    const inFold = pairs.filter((p) => folds.of[p] === fold);
    addLosses(base, marginsOf(set, scaled), inFold);
    let start: Float64Array = scaled;
    for (const [at, penalty] of PENALTIES.entries()) {
      const fit = yield* fitBradleyTerry(set, { among, start, penalty, centre: scaled });
      if (!isDefined(fit)) return fit;
      start = fit.weights;
      addLosses(losses[at] ?? base, marginsOf(set, start), inFold);
      const judged = outcomesOrTies(set, start);
      for (const p of inFold) (held[at] ?? base)[p] = judged[p] ?? Number.NaN;
      yield;
    }
  }
  const best = smallest(losses.map((loss) => loss.reduce((sum, one) => sum + one, 0)));
  const t = tOverPrompts(set, base, losses[best] ?? base);
  const penalty = PENALTIES[best] ?? 1;
  const isKelley = !(t > T_NEEDED);
  const fitted = isKelley ? kappa : yield* fitPeer(set, kappa, penalty);
  if (!isDefined(fitted)) return fitted;
  const weights = normalized(fitted);
  if (!isDefined(weights)) return weights;
  return { weights, isKelley, penalty, t, heldOut: isKelley ? outcomesOrTies(set, kappa) : (held[best] ?? base) };
}

/** The fit at one penalty on the pairs `among`, all by default; not normalised. */
export function* fitPeer(
  set: PairSet,
  kappa: Float64Array,
  penalty: number,
  among?: Int32Array,
): Steps<Maybe<Float64Array>> {
  const pairs = among ?? Int32Array.from({ length: set.pairs }, (_, p) => p);
  const centre = scaledAlong(set, kappa, pairs);
  const fit = yield* fitBradleyTerry(set, { among: pairs, start: centre, penalty, centre });
  return isDefined(fit) ? fit.weights : fit;
}

/**
 * 95% intervals of peer weights, by rule: a bootstrap of prompts (blocks of items, where there are none), 200 draws, kappa and c drawn
 * too, lambda and whether the fit beats Kelley weights kept.
 */
export function* peerWeightIntervals(
  rules: readonly RatedBy[],
  pairs: RaterPairs,
  { isKelley, penalty }: PeerWeights,
): Steps<Maybe<readonly Interval[]>> {
  const draws = reliabilityDraws(rules);
  const ofPrompt = pairsByPrompt(pairs.set);
  // By prompt of the pairs: a cluster of the reliabilities. Blocks of items have none: they are drawn by their first item.
  const clusterOf = new Int32Array(pairs.set.prompts).fill(-1);
  for (const [item, g] of pairs.promptOf.entries())
    if (g >= 0 && (clusterOf[g] ?? 0) < 0) clusterOf[g] = draws.cluster[item] ?? -1;
  const drawn: Float64Array[] = [];
  for (const times of clusterDraws(draws, rules)) {
    yield;
    const kappa = kelleyOf({ ...draws.design, rho: draws.rho(times) });
    if (!isDefined(kappa)) continue;
    const among = isKelley ? undefined : drawnPairs(ofPrompt, clusterOf, times);
    const fitted = among ? yield* fitPeer(pairs.set, kappa, penalty, among) : kappa;
    const weights = isDefined(fitted) ? normalized(fitted) : fitted;
    if (isDefined(weights)) drawn.push(weights);
  }
  return weightQuantiles(drawn, draws.unit);
}

function pairsByPrompt({ prompt, prompts }: PairSet): readonly number[][] {
  const by = Array.from({ length: prompts }, (): number[] => []);
  for (const [p, g] of prompt.entries()) by[g]?.push(p);
  return by;
}

function drawnPairs(ofPrompt: readonly number[][], clusterOf: Int32Array, times: Uint32Array): Int32Array {
  const among: number[] = [];
  for (const [g, pairs] of ofPrompt.entries())
    for (let n = times[clusterOf[g] ?? -1] ?? 0; n > 0; n--) for (const p of pairs) among.push(p);
  return Int32Array.from(among);
}

const LEAST = 0.1;
/** Where kappa orders every pair no c is the best one. */
const MOST = 1e4;

/** c kappa: the one-parameter fit along kappa, without a penalty, c at least 0.1. */
function scaledAlong(set: PairSet, kappa: Float64Array, among: Int32Array): Float64Array {
  const margins = marginsOf(set, kappa);
  const slope = (c: number): number => {
    let sum = 0;
    for (const p of among) {
      const m = margins[p] ?? 0;
      sum -= m / (1 + Math.exp(c * m));
    }
    return sum;
  };
  // The loss is convex in c, so its slope changes sign once: halve until the ends meet.
  let low = Math.log(LEAST);
  let high = Math.log(MOST);
  if (slope(LEAST) >= 0 || !kappa.some((one) => one > 0)) return kappa.map((one) => LEAST * one);
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    if (slope(Math.exp(middle)) < 0) low = middle;
    else high = middle;
  }
  return kappa.map((one) => Math.exp((low + high) / 2) * one);
}

/** By pair w.d; differences of rewards are these over the sum of the weights. */
function marginsOf(set: PairSet, weights: Float64Array): Float64Array {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return sum > 0 ? rewardDifferences(set, weights).map((d) => d * sum) : new Float64Array(set.pairs);
}

function addLosses(losses: Float64Array, margins: Float64Array, pairs: Int32Array): void {
  for (const p of pairs) {
    const m = margins[p] ?? 0;
    losses[p] = Math.log1p(Math.exp(-Math.abs(m))) + Math.max(0, -m);
  }
}

function smallest(values: readonly number[]): number {
  return values.reduce((best, value, at) => (value < (values[best] ?? value) ? at : best), 0);
}

/** t over prompts of the sum of `first` less `second`; 0 where they are the same. */
function tOverPrompts({ prompt, prompts }: PairSet, first: Float64Array, second: Float64Array): number {
  const sums = new Float64Array(prompts);
  for (const [p, g] of prompt.entries()) sums[g] = (sums[g] ?? 0) + (first[p] ?? 0) - (second[p] ?? 0);
  const mean = sums.reduce((total, one) => total + one, 0) / prompts;
  const variance = sums.reduce((total, one) => total + (one - mean) ** 2, 0) / (prompts - 1);
  return variance > 0 ? (mean * Math.sqrt(prompts)) / Math.sqrt(variance) : 0;
}
