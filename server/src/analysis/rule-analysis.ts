/** One rule as every view shows it: its counts, its weight, the evidence about it and the verdict. */
import { entropyInterval } from "../statistics/entropy-interval.ts";
import { responsesForAlpha, responsesForEntropy } from "../statistics/responses-wanted.ts";
import type { Maybe } from "../statistics/result.ts";
import { isDefined } from "../statistics/result.ts";
import type { PreferenceOfRule } from "../statistics/rule-preference.ts";
import { once } from "../statistics/steps.ts";
import { analyzeAgreement } from "./agreement.ts";
import type {
  Agreement,
  Entropy,
  Rarity,
  ResponsesWanted,
  RuleAnalysis,
  RulePreference,
  RuleWeight,
  Verdict,
} from "./analysis.ts";
import { isPending, PENDING } from "./analysis.ts";
import type { CountedRule, RuleCounts } from "./count-rules.ts";
import { dropOf } from "./drops.ts";
import type { Evidence } from "./evidence.ts";
import { rarityOf } from "./rarity.ts";
import { analyzeRuleRaters } from "./raters.ts";
import { placeInline } from "./rule-ratings.ts";
import type { Stages } from "./stages.ts";
import { analyzeVariance } from "./variance.ts";
import { DECIDED_PAIRS_WANTED, TENTATIVE_ALPHA, verdictOf } from "./verdict.ts";
import { ratedOf } from "./weigh.ts";

/** Of the counted rule with this number. */
export function analyzeRule(at: number, stages: Stages, evidence: Evidence): RuleAnalysis {
  const { rule, counts } = ruleAt(stages, at);
  const { ratings } = counts;
  const entropy = withInterval(counts, evidence);
  const agreement = analyzeAgreement(ratings, evidence);
  const preference = preferenceOf(at, stages);
  const rarity = rarityOf(ratings, evidence);
  const known = { entropy, agreement, preference, rarity };
  const found = verdict(at, stages, known);
  const rated = ratedOf(ratings, stages.counted, evidence);
  return {
    rule,
    id: rule.id.value,
    scale: ratings.scale,
    isGate: rule.gate !== undefined,
    n: ratings.n,
    nEffective: counts.nEffective,
    levels: ratings.levels,
    missing: ratings.missing,
    outOfScale: ratings.outOfScale.map((found) => placeInline(rule, found)),
    repeats: ratings.repeats,
    staleRatings: counts.stale,
    isStale: counts.isStale,
    presentWording: counts.presentWording,
    ...known,
    variance: analyzeVariance(rated, evidence),
    raters: analyzeRuleRaters(rated, stages.counted, evidence),
    weight: weightOf(at, stages),
    encoreWeight: encoreWeight(at, stages),
    authorWeight: rule.weight?.value,
    drop: dropOf([at], stages, evidence),
    verdict: found,
    responsesWanted: responsesWanted(known, counts),
    ratingsWanted: counts.ratingsWanted,
  };
}

function ruleAt({ counted }: Stages, at: number): CountedRule {
  const rule = counted.rules[at];
  if (!rule) throw new Error(`There is no rule ${at}.`);
  return rule;
}

function preferenceOf(at: number, { judged, paired }: Stages): Maybe<RulePreference> {
  const { preferences, adjustedP, withoutEach, adaptive } = judged;
  const preference = isDefined(preferences) ? (preferences[at] ?? { unavailable: "no such rule" }) : preferences;
  if (!isDefined(preference)) return preference;
  return {
    ...preference,
    ...chanceOf(preference, adjustedP[at] ?? Number.NaN, isDefined(paired) && paired.pairs.isSameRater),
    withoutIt: isDefined(withoutEach) ? (withoutEach[at] ?? { unavailable: "it has no weight" }) : withoutEach,
    adaptiveShare: isDefined(adaptive) ? (adaptive.shares[at] ?? 0) : adaptive,
  };
}

function chanceOf(
  { p, decidedAccuracy }: PreferenceOfRule,
  adjustedP: number,
  isSameRater: boolean,
): Pick<RulePreference, "adjustedP" | "chance"> {
  if (isSameRater) return { adjustedP: { unavailable: "same rater" }, chance: "neither" };
  if (Number.isNaN(adjustedP))
    return {
      adjustedP: isDefined(p) ? { unavailable: `fewer than ${DECIDED_PAIRS_WANTED} decided pairs` } : p,
      chance: "neither",
    };
  const isBeyond = adjustedP <= 0.05 && isDefined(decidedAccuracy);
  return { adjustedP, chance: !isBeyond ? "neither" : decidedAccuracy.value > 0.5 ? "better" : "worse" };
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

function weightOf(at: number, { counted, weights }: Stages): Maybe<RuleWeight> {
  if (counted.rules[at]?.rule.gate) return { unavailable: "a gate has no weight" };
  const { chosen } = weights;
  if (!isDefined(chosen.weights)) return chosen.weights;
  const value = chosen.weights[at] ?? Number.NaN;
  if (Number.isNaN(value)) return noRatings;
  const part = isDefined(chosen.parts) ? (chosen.parts[at] ?? 0) : 0;
  return {
    value,
    part,
    total: chosen.total,
    rank: isDefined(chosen.ranks) ? (chosen.ranks[at] ?? 0) : 0,
    interval: isDefined(chosen.intervals) ? (chosen.intervals[at] ?? noRatings) : chosen.intervals,
  };
}

/** Whatever weighting the rubric chose. */
function encoreWeight(at: number, { counted, weights }: Stages): Maybe<number> {
  if (counted.rules[at]?.rule.gate) return { unavailable: "a gate has no weight" };
  const encore = weights.schemes.find(({ scheme }) => scheme.name === "encore")?.weights ?? noRatings;
  if (!isDefined(encore)) return encore;
  const value = encore[at] ?? Number.NaN;
  return Number.isNaN(value) ? noRatings : value;
}

const noRatings = { unavailable: "no ratings yet" };

interface KnownOfRule {
  readonly entropy: Maybe<Entropy>;
  readonly agreement: Maybe<Agreement>;
  readonly preference: Maybe<RulePreference>;
  readonly rarity: Maybe<Rarity>;
}

function verdict(at: number, stages: Stages, { entropy, agreement, preference, rarity }: KnownOfRule): Maybe<Verdict> {
  const { rule, counts } = ruleAt(stages, at);
  if (!isDefined(entropy)) return entropy;
  if (!isDefined(rarity)) return rarity;
  if (isPending(entropy.interval) || isPending(agreement) || isPending(preference)) return { unavailable: PENDING };
  const { n, outOfScale, repeats } = counts.ratings;
  const levels = counts.levelCounts.length;
  const scaled = isDefined(entropy.normalized) && isDefined(entropy.interval) ? entropy.interval : undefined;
  const off = outOfScale.reduce((sum, { count }) => sum + count, 0);
  return verdictOf({
    isGate: rule.gate !== undefined,
    n,
    levels,
    offScaleShare: off / (n + off),
    conflictingShare: repeats.conflicting / (n + off + repeats.conflicting + repeats.same),
    largestShare: rarity.share,
    departingShare: rarity.departing / rarity.responses,
    specificAgreement: rarity.specificAgreement,
    normalizedEntropy: scaled
      ? { ...scaled, low: scaled.low / Math.log(levels), high: scaled.high / Math.log(levels) }
      : { unavailable: "no scale" },
    limit: stages.counted.options.limit,
    chance: isDefined(preference) ? preference.chance : "neither",
    itemsRatedTwice: isDefined(agreement) ? agreement.items : 0,
    alpha: isDefined(agreement) ? agreement.alpha.interval : agreement,
    ac2: isDefined(agreement) ? agreement.ac2 : agreement,
  });
}

/** By alpha where several raters rate, else by entropy. */
function responsesWanted({ agreement, rarity }: KnownOfRule, counts: RuleCounts): Maybe<ResponsesWanted> {
  if (!isDefined(rarity)) return rarity;
  if (isPending(agreement)) return { unavailable: PENDING };
  const { responses } = rarity;
  if (isDefined(agreement) && isDefined(agreement.alpha.interval))
    return responsesForAlpha(agreement.alpha.interval, TENTATIVE_ALPHA, agreement.items, responses);
  const { ratingsWanted, nEffective } = counts;
  if (!isDefined(ratingsWanted)) return ratingsWanted;
  return isDefined(nEffective) ? responsesForEntropy(ratingsWanted, nEffective, responses) : nEffective;
}
