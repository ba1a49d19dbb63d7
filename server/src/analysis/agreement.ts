/** How far raters agree under a rule; every coefficient with its interval, or why there is none. */
import { ac1, ac2, percentAgreement } from "../statistics/ac.ts";
import { intervalAlpha, nominalAlpha, ordinalAlpha } from "../statistics/alpha.ts";
import { cohenKappa } from "../statistics/cohen-kappa.ts";
import { fleissKappa } from "../statistics/fleiss-kappa.ts";
import { noiseShare } from "../statistics/noise-share.ts";
import { itemsRatedTwice } from "../statistics/patterns.ts";
import { type Estimate, isDefined, type Maybe } from "../statistics/result.ts";
import type { Steps } from "../statistics/steps.ts";
import type { Agreement } from "./analysis.ts";
import type { Evidence } from "./evidence.ts";
import type { RuleRatings } from "./rule-ratings.ts";

export function analyzeAgreement(ratings: RuleRatings, evidence: Evidence): Maybe<Agreement> {
  if (ratings.n === 0) return { unavailable: "no ratings yet" };
  if (itemsRatedTwice(ratings.patterns) === 0) return { unavailable: "one rating an item" };
  return evidence.of("agreement", [ratings], agreementOf);
}

/** Coefficients of categories are over the levels (the bins of continuous scores), the interval alpha over the numbers. */
function* agreementOf({ patterns, values, levels, levelPatterns, raterPairs }: RuleRatings): Steps<Agreement> {
  const m = levels.length;
  const alpha = { nominal: nominalAlpha(levelPatterns, m), interval: intervalAlpha(patterns, values) };
  yield;
  const ordinal = ordinalAlpha(levelPatterns, m);
  yield;
  return {
    items: itemsRatedTwice(patterns),
    noiseShare: noiseShare(levelPatterns, m),
    percent: percentAgreement(levelPatterns),
    noise: lessThanOne(alpha.interval),
    alpha: { ...alpha, ordinal },
    ac1: ac1(levelPatterns, m),
    ac2: ac2(levelPatterns, m),
    cohenKappa: raterPairs ? cohenKappa(raterPairs, m) : { unavailable: "not exactly two raters" },
    fleissKappa: fleissKappa(levelPatterns, m),
  };
}

function lessThanOne(alpha: Maybe<Estimate>): Maybe<Estimate> {
  if (!isDefined(alpha)) return alpha;
  const { value, interval } = alpha;
  return {
    value: 1 - value,
    interval: isDefined(interval) ? { ...interval, low: 1 - interval.high, high: 1 - interval.low } : interval,
  };
}
