/**
 * Analysis: the one immutable value that every view reads (findings, hovers, hints, tables, JSON). Made by `analyze`
 * from a Rubric, the tallies of its rating sources and the evidence at hand; numbers not yet computed are
 * `{unavailable: "pending"}`. Entropies are in nats unless a name says bits. Intervals are 95%.
 */

import type {
  Estimator,
  PreferenceSource,
  Range,
  RatingSource,
  Rubric,
  Rule,
  Scale,
  WeightingName,
} from "../rubric/rubric.ts";
import type { Correlation } from "../statistics/correlation.ts";
import type { ConstantRater } from "../statistics/like-raters.ts";
import type { AccuracyChange } from "../statistics/paired-bootstrap.ts";
import type { ResponsesWanted } from "../statistics/responses-wanted.ts";
import { type Estimate, type Interval, isDefined, type Maybe } from "../statistics/result.ts";
import type { PreferenceOfRule } from "../statistics/rule-preference.ts";
import type { RelativeSeverity } from "../statistics/severe-raters.ts";
import type { RaterProfile } from "../statistics/severity.ts";
import type { TemperatureStep as TemperatureStepByNumber } from "../statistics/temperature-sweep.ts";
import type { VarianceComponents } from "../statistics/variance-components.ts";
import type { Place, Repeats, SourceProblem } from "../tallies/tallies.ts";

/** The reason of a number that is being computed; views show it as such, and it is asked for again when it is there. */
export const PENDING = "pending";

export function isPending<T>(value: Maybe<T>): boolean {
  return !isDefined<T>(value) && value.unavailable === PENDING;
}

export type { AccuracyChange, Correlation, ResponsesWanted };

export interface Analysis {
  readonly rubric: Rubric;
  readonly options: Options;
  /** The rules that are analysed: with an id of their own, not retired. In document order, gates included. */
  readonly rules: readonly RuleAnalysis[];
  readonly sources: readonly SourceAnalysis[];
  /** exp of the entropy of the weights; undefined where no rule has a weight. */
  readonly effectiveRules: Maybe<number>;
  /** ENCORE weights at some temperatures, the rubric's own among them, ascending. */
  readonly temperatures: readonly TemperatureEffect[];
  /** By tag. */
  readonly tags: ReadonlyMap<string, TagAnalysis>;
  /** Rated under ids that the rubric does not name. */
  readonly unnamed: readonly UnnamedRule[];
  readonly preferences: Maybe<PreferenceEvidence>;
  /** Every weighting that can be had, compared; accuracies are undefined where no preferences are attached. */
  readonly weightings: readonly Weighting[];
  readonly raters: Maybe<RatersAnalysis>;
  /** Pairs of rules that say the same, strongest first. */
  readonly redundancy: Maybe<readonly Redundancy[]>;
  /** How far the rules measure one thing: signal weights assume that they do. */
  readonly ruleCorrelation: Maybe<RuleCorrelation>;
  /** Dropping every rule whose verdict is `unreliable`, without those for which the author ignores that. */
  readonly dropUnreliable: Maybe<Drop>;
}

export interface TemperatureEffect {
  /** In nats. */
  readonly temperature: number;
  readonly effectiveRules: Maybe<number>;
}

export interface TagAnalysis {
  readonly rules: number;
  /** Of all its rules together. */
  readonly weight: Maybe<number>;
}

/** What taking rules out of the weighting does. */
export interface Drop {
  /** Ids. */
  readonly rules: readonly string[];
  /** That the others take over, in their proportions. */
  readonly weight: number;
  /** How many other rules have a weight; 1 or more. */
  readonly others: number;
  readonly effectiveRules: { readonly before: number; readonly after: number };
  /** Of the rubric's weighting on the pairs. */
  readonly accuracy: Maybe<AccuracyChange>;
}

/** What holds for this rubric: its own `encore:`, else the settings, else the defaults. */
export interface Options {
  /** tau, in nats. */
  readonly temperature: number;
  readonly estimator: Estimator;
  /** Normalised entropy over which a rule counts as unreliable. */
  readonly limit: number;
  readonly weighting: WeightingName;
}

/** One level of a rule's scale and how often it was given. For a continuous scale a level is a bin, named by its low end. */
export interface Level {
  readonly value: number;
  /** How the rubric writes it: the level's word where the scale names it, else the number. */
  readonly label: string;
  readonly count: number;
}

/** A rating text that the rule's scale does not hold. */
export interface OutOfScale {
  readonly value: string;
  readonly count: number;
  readonly first: Place | undefined;
  /** Where it is in the document, for inline ratings. */
  readonly range: Range | undefined;
}

export interface Entropy {
  readonly nats: number;
  readonly bits: number;
  /** H / ln m, m levels of the scale; undefined where the scale is not known or has one level. */
  readonly normalized: Maybe<number>;
  readonly millerMadow: number;
  /** In nats. */
  readonly interval: Maybe<Interval>;
}

export interface Agreement {
  /** Items with two ratings or more. */
  readonly items: number;
  /** 1 - alpha(nominal): how often raters of one item differ, against ratings of any items. */
  readonly noiseShare: Maybe<Estimate>;
  /** Percent agreement, in [0, 1]. */
  readonly percent: Maybe<number>;
  /** 1 - alpha(interval): the noise of the rule, everywhere. */
  readonly noise: Maybe<Estimate>;
  readonly alpha: {
    readonly nominal: Maybe<Estimate>;
    readonly ordinal: Maybe<Estimate>;
    readonly interval: Maybe<Estimate>;
  };
  readonly ac1: Maybe<Estimate>;
  readonly ac2: Maybe<Estimate>;
  readonly cohenKappa: Maybe<Estimate>;
  readonly fleissKappa: Maybe<Estimate>;
}

/** How one rule orders the pairs that it rates on both sides. */
export interface RulePreference extends PreferenceOfRule {
  /** What leaving the rule out of the rubric's weighting does to its accuracy on the pairs. */
  readonly withoutIt: Maybe<AccuracyChange>;
  /** p of "right in half of the pairs it decides", by Holm over the rubric's rules with 30 decided pairs or more. */
  readonly adjustedP: Maybe<number>;
  /** By `adjustedP` at 5%. */
  readonly chance: "better" | "worse" | "neither";
  /** How often the rule is chosen when each pair uses the rules that differ most (RAMO), in [0, 1]. */
  readonly adaptiveShare: Maybe<number>;
}

export type VerdictName =
  | "reversed"
  | "rare-but-predictive"
  | "uninformative"
  | "rare"
  | "noisy-but-predictive"
  | "unreliable"
  | "disputed"
  | "reliable"
  | "unproven"
  | "uncertain"
  | "no-warning";

/** Unavailable with a reason that begins "withheld: " where too much of what was read does not count. */
export interface Verdict {
  readonly name: VerdictName;
  /** The evidence that it is based on. */
  readonly basis: "preferences" | "raters" | "entropy" | "none";
  /** How it is reported. */
  readonly kind: "warning" | "information" | "none";
  /** With `noisy-but-predictive`: raters disagree about it besides. */
  readonly isAlsoDisputed: boolean;
}

/** How often a rule departs from its commonest value. */
export interface Rarity {
  /** Label of the commonest level. */
  readonly level: string;
  /** Of the ratings, in [0, 1]. */
  readonly share: number;
  /** Responses with another rating, of `responses` with any. */
  readonly departing: number;
  readonly responses: number;
  /** Of the other raters of a departing rating, the share who depart too, in [0, 1]. */
  readonly specificAgreement: Maybe<number>;
}

export interface RuleWeight {
  /** The rule's part over the sum of all parts. */
  readonly value: number;
  readonly part: number;
  readonly total: number;
  /** 1 for the heaviest; rules of one weight share a rank. */
  readonly rank: number;
  readonly interval: Maybe<Interval>;
}

/** Raw components of the variance of a rule's ratings, and what to advise where raters differ. */
export interface RuleVariance extends VarianceComponents {
  /** Raters differ mostly in severity, so brief them; else the rule's words are to be looked at. */
  readonly isMostlySeverity: boolean;
}

/** One rater under one rule, in the scale's own direction. */
export interface RuleRater extends RaterProfile {
  readonly rater: string;
}

/** One rater over all rules, turned so that a higher score is better. */
export interface RaterAnalysis extends RaterProfile {
  readonly rater: string;
  /** Severity against the median of three raters or more. */
  readonly relative: Maybe<RelativeSeverity>;
  /** Gives one score nearly always where others do not. */
  readonly constant: ConstantRater | undefined;
  /** Raters all of whose common ratings are the same. */
  readonly identicalTo: readonly { readonly rater: string; readonly common: number }[];
}

export interface RatersAnalysis {
  readonly raters: readonly RaterAnalysis[];
  /** Several raters, and not one item that two of them rated. */
  readonly sharesNoItem: boolean;
}

export interface RuleAnalysis {
  readonly rule: Rule;
  readonly id: string;
  readonly scale: Maybe<Scale>;
  readonly isGate: boolean;
  /** Ratings on the scale. */
  readonly n: number;
  /** n corrected for ratings of one item that are not independent. */
  readonly nEffective: Maybe<number>;
  readonly levels: readonly Level[];
  readonly missing: number;
  readonly outOfScale: readonly OutOfScale[];
  readonly repeats: Repeats;
  /** Ratings excluded because they were collected for another wording of the rule. */
  readonly staleRatings: number;
  /** The rule's text no longer has the `wording` that it was rated for. */
  readonly isStale: boolean;
  /** Short hash of the text as it stands; undefined where there is no text. */
  readonly presentWording: Maybe<string>;
  readonly entropy: Maybe<Entropy>;
  /** Under the rubric's weighting; undefined for gates and rules without ratings. */
  readonly weight: Maybe<RuleWeight>;
  /** ENCORE's softmax(-H/tau), whatever weighting the rubric chose. */
  readonly encoreWeight: Maybe<number>;
  readonly authorWeight: number | undefined;
  readonly agreement: Maybe<Agreement>;
  readonly variance: Maybe<RuleVariance>;
  /** Unavailable where raters have no names, or their names are slots. */
  readonly raters: Maybe<readonly RuleRater[]>;
  readonly preference: Maybe<RulePreference>;
  /** What dropping this rule alone does; unavailable where it has no weight, or no other rule has. */
  readonly drop: Maybe<Drop>;
  readonly verdict: Maybe<Verdict>;
  readonly rarity: Maybe<Rarity>;
  /** More responses of the present design that settle the verdict, with a chance of 80%. */
  readonly responsesWanted: Maybe<ResponsesWanted>;
  /** More ratings needed for an entropy interval of +-0.1 ln m; 0 when there are enough. */
  readonly ratingsWanted: Maybe<number>;
}

export type SourceState = "read" | "reading" | "failed";

/** A rating, preference or baseline file as it was read. */
export interface SourceAnalysis {
  readonly kind: "ratings" | "preferences" | "baseline";
  readonly name: string;
  readonly source: RatingSource | PreferenceSource | undefined;
  /** Of the whole entry in the document. */
  readonly range: Range;
  readonly state: SourceState;
  readonly problems: readonly { readonly problem: SourceProblem; readonly range: Range }[];
  readonly rows: number;
  readonly items: number;
  readonly raters: number;
  readonly rules: number;
  readonly missing: number;
  readonly repeats: Repeats;
  readonly files: readonly string[];
  readonly columns: readonly string[];
}

/** A rule id of the rating files that no rule of the rubric has. */
export interface UnnamedRule {
  readonly id: string;
  readonly n: number;
  readonly files: readonly string[];
  /** A rule without ratings whose id looks like a typo of this one. */
  readonly looksLike: RuleAnalysis | undefined;
}

export interface RaterAccuracy {
  readonly pairs: number;
  /** In [0, 1]. */
  readonly accuracy: number;
  readonly differenceToUniform: Maybe<Estimate>;
}

export interface Weighting {
  /** encore, signal, uniform, author, best-rule, random, bradley-terry, bradley-terry-full-fit, judge:NAME, baseline:NAME */
  readonly name: string;
  /** By rule id; undefined where the weighting has none (judges, random). */
  readonly weights: Maybe<ReadonlyMap<string, number>>;
  /** 95% intervals of the weights, by rule id; only of weights that are estimated. */
  readonly weightIntervals: Maybe<ReadonlyMap<string, Interval>>;
  readonly accuracy: Maybe<number>;
  readonly differenceToUniform: Maybe<Estimate>;
  /** To the weights that the rubric uses now. */
  readonly differenceToPresent: Maybe<Estimate>;
  /** Without preferences: accuracy on pairs that each rater's own sum of the rules orders, by the other raters' ratings. */
  readonly byRaters: Maybe<RaterAccuracy>;
  /** Pairs it was judged on. */
  readonly pairs: number;
  /** 5th and 95th percentile of the 200 draws; only for random. */
  readonly spread?: { readonly low: number; readonly high: number };
  readonly bySubset: ReadonlyMap<string, { readonly pairs: number; readonly accuracy: Maybe<number> }>;
  /** What a reader should know: "separated", "fitted on other folds". */
  readonly note?: string;
}

export interface Premise {
  readonly accuracy: Correlation;
  readonly decidedAccuracy: Correlation;
}

export interface TemperatureStep extends Omit<TemperatureStepByNumber, "order"> {
  /** Rule ids, heaviest first. */
  readonly order: readonly string[];
}

/** Preferences by who rated: they make rules look better than they are. */
export type Leak =
  /** The one rater of all ratings judges the pairs. */
  | { readonly kind: "same rater" }
  /** A rater's own sum of the rules decides so many of the pairs rightly that they are probably that rater's. */
  | { readonly kind: "own ratings"; readonly rater: string; readonly own: number; readonly others: number };

export interface PreferenceEvidence {
  /** Pairs of which a rule rates both responses. */
  readonly pairs: number;
  /** Pairs of which no rule rates both. */
  readonly lost: number;
  /** Undefined where nothing leaks. */
  readonly leak: Maybe<Leak | undefined>;
  readonly prompts: number;
  readonly decidedPairs: number;
  readonly subsets: readonly string[];
  readonly entropyVsAccuracy: Maybe<Premise>;
  readonly noiseVsAccuracy: Maybe<Premise>;
  readonly entropyVsBradleyTerry: Maybe<Correlation>;
  readonly temperatureSweep: Maybe<readonly TemperatureStep[]>;
  /** Best temperature on held-out folds and its gain over uniform. */
  readonly bestTemperature: Maybe<{ readonly temperature: number; readonly gain: Estimate }>;
  /** Accuracy of the reward that uses, for each pair, only the rules that differ most (RAMO). */
  readonly adaptive: Maybe<{ readonly rulesPerPair: number; readonly accuracy: number }>;
  /** The weightings that beat the present one beyond chance, the largest gain first. */
  readonly better: Maybe<readonly BetterWeighting[]>;
}

export interface BetterWeighting {
  readonly name: WeightingName;
  /** In accuracy, over the present weighting. */
  readonly gain: Estimate;
}

export interface RuleCorrelation {
  /** With one rater the noise of ratings is in it. */
  readonly kind: "disattenuated" | "one rater";
  /** Over all pairs of rules. */
  readonly mean: number;
}

export interface Redundancy {
  readonly first: string;
  readonly second: string;
  readonly items: number;
  /** Of the rules within prompts, free of raters' noise where several rate; with its bootstrap interval. */
  readonly rho: Estimate;
}
