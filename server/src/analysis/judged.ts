/** A rubric's rules and the pairs that judge them: what every part of the preference evidence is about. */
import type { PairSet } from "../statistics/pairs.ts";
import type { Options } from "./analysis.ts";
import type { Pairs } from "./pair-input.ts";
import { type CountedRule, estimatedEntropy, isWeighed } from "./weighing.ts";

/** Rules without a weight have weight 0 in every vector. */
export interface Judged {
  readonly set: PairSet;
  readonly pairs: Pairs;
  readonly rules: readonly CountedRule[];
  readonly options: Options;
}

/** A weight that a rule does not have counts for nothing. */
export function zeroes(weights: Float64Array): Float64Array {
  return weights.map((weight) => (Number.isNaN(weight) ? 0 : weight));
}

/** By rule, in nats; NaN where a rule is not weighed. */
export function entropies({ rules, options }: Judged): Float64Array {
  return Float64Array.from(rules, (rule) => (isWeighed(rule) ? estimatedEntropy(rule.counts, options) : Number.NaN));
}
