/** What the author's preferences say of the rules and of the ways to weigh them. */
import { adaptive, usualRulesPerPair } from "../statistics/adaptive.ts";
import { foldsByPrompt } from "../statistics/folds.ts";
import { leaveEachOut, leaveOut } from "../statistics/leave-one-out.ts";
import { accuracyChange } from "../statistics/paired-bootstrap.ts";
import type { PairSet } from "../statistics/pairs.ts";
import type { Estimate, Maybe } from "../statistics/result.ts";
import { isDefined } from "../statistics/result.ts";
import { accuracyOf, outcomes } from "../statistics/reward.ts";
import { type PreferenceOfRule, rulePreference } from "../statistics/rule-preference.ts";
import { finish, once, type Steps } from "../statistics/steps.ts";
import { type TemperatureSweep, temperatureSweep } from "../statistics/temperature-sweep.ts";
import type {
  AccuracyChange,
  Options,
  PreferenceEvidence,
  RulePreference,
  TemperatureStep,
  Weighting,
} from "./analysis.ts";
import { buildPairSet, type PairRule, pairRules } from "./build-pair-set.ts";
import type { Evidence } from "./evidence.ts";
import type { AnalysisInput } from "./input.ts";
import { entropies, type Judged, zeroes } from "./judged.ts";
import { collectPairs } from "./pair-input.ts";
import { premises } from "./premise.ts";
import { type CountedRule, isWeighed, type Weights } from "./weighing.ts";
import { compareWeightings, fullFit, unjudgedWeightings } from "./weightings.ts";

export interface RulePreferences {
  readonly evidence: Maybe<PreferenceEvidence>;
  /** Why there is no pair to judge by. */
  readonly missing: string | undefined;
  readonly weightings: readonly Weighting[];
  /** Of the counted rule of that number. */
  of(rule: number): Maybe<RulePreference>;
}

export function analyzePreferences(
  input: AnalysisInput,
  rules: readonly CountedRule[],
  weights: Weights,
  options: Options,
  evidence: Evidence,
): RulePreferences {
  const without = (reason: { unavailable: string }, missing?: string): RulePreferences => ({
    evidence: reason,
    missing,
    weightings: unjudgedWeightings(rules, weights, reason),
    of: () => reason,
  });
  const pairs = collectPairs(input, rules, evidence);
  if (!isDefined(pairs)) return without(pairs, pairs.unavailable);
  const set = evidence.of("pair set", [pairs, pairRules(pairs, rules, evidence)], (...of) =>
    once(() => buildPairSet(...of)),
  );
  if (!isDefined<PairSet>(set)) return without(set);

  const judged: Judged = { set, pairs, rules, options };
  const chosen = isDefined(weights.chosen) ? zeroes(weights.chosen) : new Float64Array(rules.length);
  const ofRules = preferencesOfRules(judged, evidence);
  const left = leftOut(judged, chosen, evidence);
  const chosenRules = adaptiveChoice(judged, evidence);
  return {
    missing: undefined,
    evidence: {
      pairs: set.pairs,
      prompts: set.prompts,
      decidedPairs: mostDecided(ofRules),
      subsets: pairs.subsets,
      ...premises(judged, ofRules, fullFit(judged, evidence), evidence),
      ...sweep(judged, evidence),
      adaptive: isDefined(chosenRules)
        ? { rulesPerPair: chosenRules.rulesPerPair, accuracy: chosenRules.accuracy }
        : chosenRules,
      signalOverPresent: signalOverPresent(judged, weights, evidence),
      dropping: (ids) => dropping(judged, chosen, ids),
    },
    weightings: compareWeightings(judged, weights, input, evidence),
    of(rule) {
      const preference = isDefined(ofRules) ? (ofRules[rule] ?? { unavailable: "no such rule" }) : ofRules;
      if (!isDefined(preference)) return preference;
      return {
        ...preference,
        withoutIt: isDefined(left) ? (left[rule] ?? { unavailable: "it has no weight" }) : left,
        adaptiveShare: isDefined(chosenRules) ? (chosenRules.shares[rule] ?? 0) : chosenRules,
      };
    },
  };
}

function preferencesOfRules(
  { set, rules, pairs }: Judged,
  evidence: Evidence,
): Maybe<readonly Maybe<PreferenceOfRule>[]> {
  return evidence.of("preferences of rules", [set, pairRules(pairs, rules, evidence)], rulesOnPairs);
}

function* rulesOnPairs(set: PairSet, rules: readonly PairRule[]): Steps<readonly Maybe<PreferenceOfRule>[]> {
  const found: Maybe<PreferenceOfRule>[] = [];
  for (const [k, { gate, isDeciding }] of rules.entries()) {
    if (gate !== undefined) found.push({ unavailable: "a gate is a limit, not a preference" });
    else if (isDeciding) found.push({ unavailable: "it decides the preferences itself" });
    else found.push(rulePreference(set, k));
    yield;
  }
  return found;
}

/** The decided pairs of the rule that decides most: the evidence is no more than that. */
function mostDecided(rules: Maybe<readonly Maybe<PreferenceOfRule>[]>): number {
  if (!isDefined(rules)) return 0;
  return Math.max(0, ...rules.map((rule) => (isDefined(rule) ? rule.wins + rule.losses : 0)));
}

function leftOut({ set }: Judged, chosen: Float64Array, evidence: Evidence): Maybe<readonly Maybe<AccuracyChange>[]> {
  return evidence.of("without each rule", [set, evidence.same(chosen)], leaveEachOut);
}

interface AdaptiveChoice {
  readonly rulesPerPair: number;
  readonly accuracy: number;
  readonly shares: Float64Array;
}

function adaptiveChoice({ set, rules }: Judged, evidence: Evidence): Maybe<AdaptiveChoice> {
  return evidence.of("adaptive", [set, usualRulesPerPair(rules.filter(isWeighed).length)], adaptiveAccuracy);
}

function* adaptiveAccuracy(set: PairSet, rulesPerPair: number): Steps<Maybe<AdaptiveChoice>> {
  const { shares, outcomes: chosen } = yield* adaptive(set, rulesPerPair);
  const { accuracy } = accuracyOf(chosen);
  return isDefined(accuracy) ? { rulesPerPair, shares, accuracy } : accuracy;
}

function sweep(judged: Judged, evidence: Evidence): Pick<PreferenceEvidence, "temperatureSweep" | "bestTemperature"> {
  const { set, rules } = judged;
  const entropy = evidence.same(entropies(judged));
  const found = evidence.of<[PairSet, Float64Array], Maybe<TemperatureSweep>>("temperatures", [set, entropy], (...of) =>
    temperatureSweep(...of, foldsByPrompt(of[0])),
  );
  if (!isDefined(found)) return { temperatureSweep: found, bestTemperature: found };
  const named = (step: TemperatureSweep["steps"][number]): TemperatureStep => ({
    ...step,
    order: step.order.map((k) => rules[k]?.rule.id.value ?? ""),
  });
  return { temperatureSweep: found.steps.map(named), bestTemperature: found.best };
}

function signalOverPresent(
  { set }: Judged,
  { signal, chosen: present }: Weights,
  evidence: Evidence,
): PreferenceEvidence["signalOverPresent"] {
  if (!isDefined(signal)) return signal;
  if (!isDefined(present)) return present;
  return evidence.of("signal over present", [set, present, signal], gain);
}

function* gain(set: PairSet, before: Float64Array, after: Float64Array): Steps<Maybe<Estimate>> {
  const change = yield* accuracyChange(set, outcomes(set, zeroes(before)), outcomes(set, zeroes(after)));
  return isDefined(change) ? change.difference : change;
}

/** Computed when asked, which only a person's wish to drop rules does. */
function dropping({ set, rules }: Judged, chosen: Float64Array, ids: ReadonlySet<string>): Maybe<AccuracyChange> {
  const dropped = new Set(rules.flatMap(({ rule }, k) => (ids.has(rule.id.value) ? [k] : [])));
  return finish(leaveOut(set, chosen, dropped));
}
