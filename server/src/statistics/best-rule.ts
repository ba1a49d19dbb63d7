import { crossFit } from "./cross-fit.ts";
import type { Folds } from "./folds.ts";
import { type PairSet, tieTolerance } from "./pairs.ts";
import type { Maybe } from "./result.ts";
import type { Outcomes } from "./reward.ts";
import type { Steps } from "./steps.ts";

export interface BestRule {
  /** The best of all pairs together. */
  readonly rule: number;
  /** Of the rule that is best on the other folds, on each fold: no pair judges a rule that it helped to choose. */
  readonly outcomes: Maybe<Outcomes>;
}

/**
 * The one rule that orders most pairs rightly: the largest wins less losses, which is the largest accuracy where every
 * rule rates every pair, and takes a pair that a rule does not rate as a tie where not. The first of equal ones.
 * Unavailable where no rule rates both sides of a pair.
 */
export function* bestRule(pairs: PairSet, folds: Folds): Steps<Maybe<BestRule>> {
  const signs: Int8Array[] = [];
  for (let k = 0; k < pairs.rules; k++) {
    signs.push(signsOf(pairs, k));
    yield;
  }
  const rule = bestOf(signs);
  if (rule === undefined) return { unavailable: "no pair is rated on both sides" };
  const outcomes = yield* crossFit(pairs, folds, function* (heldOut) {
    const best = bestOf(signs, (p) => folds.of[p] !== heldOut);
    yield;
    if (best === undefined) return undefined;
    return Float64Array.from({ length: pairs.rules }, (_, k) => (k === best ? 1 : 0));
  });
  return { rule, outcomes };
}

const unrated = 2;

/**
 * By pair: 1, 0, -1 as the rule's reward prefers the preferred response, neither, the other; 2 where it does not rate
 * both.
 */
function signsOf(pairs: PairSet, rule: number): Int8Array {
  const scores = pairs.rewardScores[rule] ?? new Float64Array(pairs.items);
  const signs = new Int8Array(pairs.pairs).fill(unrated);
  if (pairs.rating[rule] === 0) return signs;
  for (let p = 0; p < signs.length; p++) {
    const difference = (scores[pairs.chosen[p] ?? 0] ?? 0) - (scores[pairs.rejected[p] ?? 0] ?? 0);
    if (Number.isNaN(difference)) continue;
    signs[p] = difference > tieTolerance ? 1 : difference < -tieTolerance ? -1 : 0;
  }
  return signs;
}

function bestOf(signs: readonly Int8Array[], sees: (pair: number) => boolean = () => true): number | undefined {
  let best: number | undefined;
  let most = Number.NEGATIVE_INFINITY;
  signs.forEach((ofRule, rule) => {
    let lead = 0;
    let rated = 0;
    for (let p = 0; p < ofRule.length; p++) {
      const sign = ofRule[p] ?? unrated;
      if (sign === unrated || !sees(p)) continue;
      lead += sign;
      rated++;
    }
    if (rated === 0 || lead <= most) return;
    most = lead;
    best = rule;
  });
  return best;
}
