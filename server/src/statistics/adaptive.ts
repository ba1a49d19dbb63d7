import { type PairSet, tieTolerance } from "./pairs.ts";
import { judged, type Outcomes } from "./reward.ts";
import type { Steps } from "./steps.ts";

export interface Adaptive {
  readonly rulesPerPair: number;
  /** By rule: in which share of the judged pairs it is among the chosen, in [0, 1]. */
  readonly shares: Float64Array;
  readonly outcomes: Outcomes;
}

/** RAMO takes 5 of its rules; with fewer than ten, half of them, since a choice of nearly all is none. */
export function usualRulesPerPair(rules: number): number {
  return Math.max(1, Math.min(5, Math.ceil(rules / 2)));
}

/**
 * Adaptive selection of rules (RAMO, arXiv 2501.15453, without its relevance model): each pair is judged by the mean of
 * the `rulesPerPair` rules under which its responses differ most. A rule under which they tie is never chosen. Rules
 * that differ equally at the last place share it (two for one place count half each), so that the order of the rules
 * does not matter. NaN outcomes where no rule rates both sides.
 */
export function* adaptive(pairs: PairSet, rulesPerPair = usualRulesPerPair(pairs.rules)): Steps<Adaptive> {
  const shares = new Float64Array(pairs.rules);
  const leads = new Float64Array(pairs.pairs);
  const differences = new Float64Array(pairs.rules);
  const pairsPerStep = Math.max(1, Math.floor(30_000 / pairs.rules));
  let counted = 0;
  for (let p = 0; p < pairs.pairs; p++) {
    const isRated = fillDifferences(pairs, p, differences);
    leads[p] = isRated ? chooseRules(differences, rulesPerPair, shares) : Number.NaN;
    if (isRated) counted++;
    if (p % pairsPerStep === pairsPerStep - 1) yield;
  }
  for (let k = 0; k < shares.length; k++) shares[k] = (shares[k] ?? 0) / Math.max(1, counted);
  return { rulesPerPair, shares, outcomes: judged(leads) };
}

/** NaN for rules that do not rate both sides. Answers whether any does. */
function fillDifferences(pairs: PairSet, pair: number, differences: Float64Array): boolean {
  const chosen = pairs.chosen[pair] ?? 0;
  const rejected = pairs.rejected[pair] ?? 0;
  let isRated = false;
  for (let k = 0; k < differences.length; k++) {
    const scores = pairs.rewardScores[k];
    const difference = pairs.rating[k] ? (scores?.[chosen] ?? 0) - (scores?.[rejected] ?? 0) : Number.NaN;
    differences[k] = difference;
    if (!Number.isNaN(difference)) isRated = true;
  }
  return isRated;
}

/** Adds each rule's part in the choice to `shares`; answers the mean difference of the chosen. */
function chooseRules(differences: Float64Array, places: number, shares: Float64Array): number {
  const limit = largest(differences, places);
  let above = 0;
  let level = 0;
  for (const difference of differences) {
    const size = Math.abs(difference);
    if (size > limit + tieTolerance) above++;
    else if (size >= limit - tieTolerance && size > tieTolerance) level++;
  }
  const part = Math.min(1, (places - above) / Math.max(1, level));
  let sum = 0;
  let taken = 0;
  for (let k = 0; k < differences.length; k++) {
    const difference = differences[k] ?? 0;
    const size = Math.abs(difference);
    if (!(size >= limit - tieTolerance && size > tieTolerance)) continue;
    const share = size > limit + tieTolerance ? 1 : part;
    shares[k] = (shares[k] ?? 0) + share;
    sum += share * difference;
    taken += share;
  }
  return taken > 0 ? sum / taken : 0;
}

/** The `place`-th largest absolute difference, 0 where there are fewer. */
function largest(differences: Float64Array, place: number): number {
  const top = new Float64Array(place);
  for (const difference of differences) {
    const size = Math.abs(difference);
    if (!(size > (top[place - 1] ?? 0))) continue;
    let at = place - 1;
    for (; at > 0 && (top[at - 1] ?? 0) < size; at--) top[at] = top[at - 1] ?? 0;
    top[at] = size;
  }
  return top[place - 1] ?? 0;
}
