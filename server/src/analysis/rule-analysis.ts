/** One rule as every view shows it: its counts, its weight, the evidence about it and the verdict. */
import type { Rule } from "../rubric/rubric.ts";
import { entropyInterval } from "../statistics/entropy-interval.ts";
import type { Maybe } from "../statistics/result.ts";
import { isDefined } from "../statistics/result.ts";
import { once } from "../statistics/steps.ts";
import { analyzeAgreement } from "./agreement.ts";
import type { Agreement, Entropy, Options, RuleAnalysis, RulePreference, Verdict } from "./analysis.ts";
import { isPending, PENDING } from "./analysis.ts";
import type { Evidence } from "./evidence.ts";
import type { RulePreferences } from "./preferences.ts";
import type { RuleCounts } from "./rule-counts.ts";
import { placeInline } from "./rule-ratings.ts";
import { verdictOf } from "./verdict.ts";
import type { Weights } from "./weighing.ts";

/** `at` is the rule's number among the counted rules, which the weights and preferences are by. */
export function analyzeRule(
  rule: Rule,
  counts: RuleCounts,
  weights: Weights,
  at: number,
  preferences: RulePreferences,
  options: Options,
  evidence: Evidence,
): RuleAnalysis {
  const { ratings } = counts;
  const entropy = withInterval(counts, evidence);
  const agreement = analyzeAgreement(ratings, evidence);
  const preference = preferences.of(at);
  const isGate = rule.gate !== undefined;
  return {
    rule,
    id: rule.id.value,
    scale: ratings.scale,
    isGate,
    n: ratings.n,
    nEffective: counts.nEffective,
    levels: ratings.levels,
    missing: ratings.missing,
    outOfScale: ratings.outOfScale.map((found) => placeInline(rule, found)),
    repeats: ratings.repeats,
    staleRatings: counts.stale,
    isStale: counts.isStale,
    presentWording: counts.presentWording,
    entropy,
    weight: weightOf(weights, at, isGate, ratings.n),
    encoreWeight: orMissing(weights.encore[at], isGate, ratings.n),
    authorWeight: rule.weight?.value,
    agreement,
    preference,
    verdict: verdict(counts, isGate, entropy, agreement, preference, options),
    ratingsWanted: counts.ratingsWanted,
  };
}

function withInterval(counts: RuleCounts, evidence: Evidence): Maybe<Entropy> {
  if (!isDefined(counts.entropy)) return counts.entropy;
  const { nEffective, nCautious } = counts;
  if (!isDefined(nEffective)) return nEffective;
  if (!isDefined(nCautious)) return nCautious;
  const interval = evidence.of(
    "entropy interval",
    [counts.levelCounts, nEffective, nCautious],
    (counted, effective, cautious) => once(() => entropyInterval(counted, effective, cautious)),
    { isQuick: true },
  );
  return { ...counts.entropy, interval };
}

function weightOf(weights: Weights, at: number, isGate: boolean, n: number): RuleAnalysis["weight"] {
  if (!isDefined(weights.chosen)) return isGate ? gateHasNone : weights.chosen;
  const value = orMissing(weights.chosen[at], isGate, n);
  if (!isDefined(value)) return value;
  const interval = isDefined(weights.intervals)
    ? (weights.intervals[at] ?? { unavailable: "no ratings yet" })
    : weights.intervals;
  return { value, rank: weights.ranks[at] ?? 0, interval };
}

const gateHasNone = { unavailable: "a gate has no weight" };

function orMissing(weight: number | undefined, isGate: boolean, n: number): Maybe<number> {
  if (isGate) return gateHasNone;
  if (n === 0 || weight === undefined || Number.isNaN(weight)) return { unavailable: "no ratings yet" };
  return weight;
}

function verdict(
  counts: RuleCounts,
  isGate: boolean,
  entropy: Maybe<Entropy>,
  agreement: Maybe<Agreement>,
  preference: Maybe<RulePreference>,
  { limit }: Options,
): Maybe<Verdict> {
  if (!isDefined(entropy)) return entropy;
  if (isPending(entropy.interval) || isPending(agreement) || isPending(preference)) return { unavailable: PENDING };
  const { n } = counts.ratings;
  const levels = counts.levelCounts.length;
  const scaled = isDefined(entropy.normalized) && isDefined(entropy.interval) ? entropy.interval : undefined;
  return verdictOf({
    isGate,
    n,
    levels,
    largestShare: Math.max(...counts.levelCounts) / n,
    normalizedEntropy: scaled
      ? { ...scaled, low: scaled.low / Math.log(levels), high: scaled.high / Math.log(levels) }
      : { unavailable: "no scale" },
    limit,
    decidedPairs: isDefined(preference) ? preference.wins + preference.losses : 0,
    decidedAccuracy: isDefined(preference) ? preference.decidedAccuracy : preference,
    itemsRatedTwice: isDefined(agreement) ? agreement.items : 0,
    alpha: isDefined(agreement) ? agreement.alpha.ordinal : agreement,
    ac2: isDefined(agreement) ? agreement.ac2 : agreement,
  });
}
