/** A way to weigh a rubric's rules. The list is weightings.ts; a new one is a file, and a line there and in rubric/weightings.ts. */
import type { WeightingDescription, WeightingName } from "../../rubric/weightings.ts";
import type { RatedBy } from "../../statistics/rated-by.ts";
import type { RaterPairs } from "../../statistics/rater-pairs.ts";
import type { Reliabilities } from "../../statistics/reliability.ts";
import type { Interval, Maybe } from "../../statistics/result.ts";
import type { Outcomes } from "../../statistics/reward.ts";
import type { Options, RuleAnalysis, RuleWeight } from "../analysis.ts";
import type { CountedRule } from "../count-rules.ts";
import type { Evidence } from "../evidence.ts";

/** The rules that can have a weight: with ratings, and no gate. One or more. */
export interface WeighedRules {
  readonly rules: readonly CountedRule[];
  readonly options: Options;
  /** Who rated what, by rule, in the scale's own direction; unavailable where raters have no names. */
  readonly rated: Maybe<readonly RatedBy[]>;
  /** Reliabilities of the rules, by names of raters or without. */
  readonly reliabilities: Maybe<Reliabilities>;
  /** Preferences that the raters' own ratings make: each is judged by the others' ratings. */
  readonly raterPairs: Maybe<RaterPairs>;
}

/** By rule. */
export interface WeighedParts {
  /** Summing to 1. */
  readonly weights: Float64Array;
  /** What each rule brings, which over the sum of all is its weight. */
  readonly parts: Float64Array;
  /** What a reader should know of these weights. */
  readonly note?: string;
  /** By pair of the rater pairs: outcomes of weights fitted on other prompts, where the weights are fitted to these pairs. */
  readonly heldOut?: Outcomes;
}

export interface WeightingScheme extends WeightingDescription {
  readonly name: WeightingName;
  /** It follows from the entropies of the ratings, so it punishes spread of whatever cause. */
  readonly isByEntropy: boolean;
  /** Unavailable where the ratings do not allow it. */
  weigh(weighed: WeighedRules, evidence: Evidence): Maybe<WeighedParts>;
  /** By rule: the 95% interval of its weight. */
  intervals(weighed: WeighedRules, evidence: Evidence): Maybe<readonly Interval[]>;
  /** How the rule came by its weight, in a sentence. */
  explain(rule: RuleAnalysis, weight: RuleWeight, options: Options): string;
}

/** Weights in proportion to `parts`, of which one or more is over 0. */
export function inProportion(parts: Float64Array): WeighedParts {
  const total = parts.reduce((sum, part) => sum + part, 0);
  return { weights: parts.map((part) => part / total), parts };
}
