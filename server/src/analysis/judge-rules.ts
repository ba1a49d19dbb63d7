/** Stage 4: what the pairs say of each rule. */
import { adaptive, usualRulesPerPair } from "../statistics/adaptive.ts";
import { holm } from "../statistics/holm.ts";
import { leaveEachOut } from "../statistics/leave-one-out.ts";
import type { AccuracyChange } from "../statistics/paired-bootstrap.ts";
import type { PairSet } from "../statistics/pairs.ts";
import { isDefined, type Maybe } from "../statistics/result.ts";
import { accuracyOf } from "../statistics/reward.ts";
import { type PreferenceOfRule, rulePreference } from "../statistics/rule-preference.ts";
import type { Steps } from "../statistics/steps.ts";
import type { PairRule } from "./build-pair-set.ts";
import type { Evidence } from "./evidence.ts";
import type { Paired } from "./pair-up.ts";
import { DECIDED_PAIRS_WANTED } from "./verdict.ts";
import { type Weights, zeroes } from "./weigh.ts";

/** All by counted rule. */
export interface JudgedRules {
  readonly preferences: Maybe<readonly Maybe<PreferenceOfRule>[]>;
  /** By rule: p of "right in half of the pairs it decides", Holm over the rules; NaN where that is not tested. */
  readonly adjustedP: Float64Array;
  /** What dropping the rule does to the accuracy of the rubric's weighting. */
  readonly withoutEach: Maybe<readonly Maybe<AccuracyChange>[]>;
  readonly adaptive: Maybe<AdaptiveChoice>;
}

export interface AdaptiveChoice {
  readonly rulesPerPair: number;
  readonly accuracy: number;
  readonly shares: Float64Array;
}

export function judgeRules(paired: Maybe<Paired>, { chosen }: Weights, evidence: Evidence): JudgedRules {
  if (!isDefined(paired))
    return { preferences: paired, adjustedP: new Float64Array(), withoutEach: paired, adaptive: paired };
  const { set, rules } = paired;
  const judging = rules.filter(({ ratings, gate }) => gate === undefined && ratings.n > 0).length;
  const preferences = evidence.of("preferences of rules", [set, rules], preferencesOfRules);
  return {
    preferences,
    // What the one rater of everything prefers says nothing of the rules but that rater's consistency.
    adjustedP:
      isDefined<readonly Maybe<PreferenceOfRule>[]>(preferences) && !paired.pairs.isSameRater
        ? adjusted(preferences)
        : new Float64Array(),
    withoutEach: isDefined(chosen.weights)
      ? evidence.of("without each rule", [set, chosen.weights], (of, weights) => leaveEachOut(of, zeroes(weights)))
      : chosen.weights,
    adaptive: evidence.of("adaptive", [set, usualRulesPerPair(judging)], adaptiveChoice),
  };
}

function adjusted(preferences: readonly Maybe<PreferenceOfRule>[]): Float64Array {
  return holm(
    preferences.map((one) =>
      isDefined(one) && one.wins + one.losses >= DECIDED_PAIRS_WANTED && isDefined(one.p) ? one.p : Number.NaN,
    ),
  );
}

function* preferencesOfRules(set: PairSet, rules: readonly PairRule[]): Steps<readonly Maybe<PreferenceOfRule>[]> {
  const found: Maybe<PreferenceOfRule>[] = [];
  for (const [k, { gate, isDeciding }] of rules.entries()) {
    if (gate !== undefined) found.push({ unavailable: "a gate is a limit, not a preference" });
    else if (isDeciding) found.push({ unavailable: "it decides the preferences itself" });
    else found.push(rulePreference(set, k));
    yield;
  }
  return found;
}

function* adaptiveChoice(set: PairSet, rulesPerPair: number): Steps<Maybe<AdaptiveChoice>> {
  const { shares, outcomes } = yield* adaptive(set, rulesPerPair);
  const { accuracy } = accuracyOf(outcomes);
  return isDefined(accuracy) ? { rulesPerPair, shares, accuracy } : accuracy;
}
