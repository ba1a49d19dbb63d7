/** What the author's preferences say of the rules and of the ways to weigh them. */
import { adaptive, usualRulesPerPair } from "../statistics/adaptive.ts";
import { foldsByPrompt } from "../statistics/folds.ts";
import { leaveEachOut, leaveOut } from "../statistics/leave-one-out.ts";
import { accuracyChange } from "../statistics/paired-bootstrap.ts";
import type { PairSet } from "../statistics/pairs.ts";
import type { Maybe } from "../statistics/result.ts";
import { isDefined } from "../statistics/result.ts";
import { accuracyOf, outcomes } from "../statistics/reward.ts";
import { type PreferenceOfRule, rulePreference } from "../statistics/rule-preference.ts";
import { finish, once } from "../statistics/steps.ts";
import { type TemperatureSweep, temperatureSweep } from "../statistics/temperature-sweep.ts";
import type {
  AccuracyChange,
  Options,
  PreferenceEvidence,
  RulePreference,
  TemperatureStep,
  Weighting,
} from "./analysis.ts";
import { buildPairSet, pairSetKey } from "./build-pair-set.ts";
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
  const pairs = collectPairs(input, rules);
  if (!isDefined(pairs)) return without(pairs, pairs.unavailable);
  const key = pairSetKey(pairs, rules);
  const set = evidence.of(`pairs ${key}`, () => once(() => buildPairSet(pairs, rules)));
  if (!isDefined<PairSet>(set)) return without(set);

  const judged: Judged = { key, set, pairs, rules, options };
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
  { key, set, rules, pairs }: Judged,
  evidence: Evidence,
): Maybe<readonly Maybe<PreferenceOfRule>[]> {
  return evidence.of<Maybe<readonly Maybe<PreferenceOfRule>[]>>(`rules ${key}`, function* () {
    const found: Maybe<PreferenceOfRule>[] = [];
    for (let k = 0; k < set.rules; k++) {
      const { rule } = rules[k] ?? {};
      if (rule?.gate) found.push({ unavailable: "a gate is a limit, not a preference" });
      else if (rule && pairs.deciding.has(rule.id.value))
        found.push({ unavailable: "it decides the preferences itself" });
      else found.push(rulePreference(set, k));
      yield;
    }
    return found;
  });
}

/** The decided pairs of the rule that decides most: the evidence is no more than that. */
function mostDecided(rules: Maybe<readonly Maybe<PreferenceOfRule>[]>): number {
  if (!isDefined(rules)) return 0;
  return Math.max(0, ...rules.map((rule) => (isDefined(rule) ? rule.wins + rule.losses : 0)));
}

function leftOut(
  { key, set }: Judged,
  chosen: Float64Array,
  evidence: Evidence,
): Maybe<readonly Maybe<AccuracyChange>[]> {
  return evidence.of<Maybe<readonly Maybe<AccuracyChange>[]>>(`left out ${key} ${chosen}`, () =>
    leaveEachOut(set, chosen),
  );
}

function adaptiveChoice(
  { key, set, rules }: Judged,
  evidence: Evidence,
): Maybe<{ rulesPerPair: number; accuracy: number; shares: Float64Array }> {
  return evidence.of<Maybe<{ rulesPerPair: number; accuracy: number; shares: Float64Array }>>(
    `adaptive ${key}`,
    function* () {
      const found = yield* adaptive(set, usualRulesPerPair(rules.filter(isWeighed).length));
      const { accuracy } = accuracyOf(found.outcomes);
      return isDefined(accuracy) ? { rulesPerPair: found.rulesPerPair, shares: found.shares, accuracy } : accuracy;
    },
  );
}

function sweep(judged: Judged, evidence: Evidence): Pick<PreferenceEvidence, "temperatureSweep" | "bestTemperature"> {
  const { key, set, rules } = judged;
  const entropy = entropies(judged);
  const found = evidence.of<Maybe<TemperatureSweep>>(`sweep ${key} ${entropy.join(" ")}`, () =>
    temperatureSweep(set, entropy, foldsByPrompt(set)),
  );
  if (!isDefined(found)) return { temperatureSweep: found, bestTemperature: found };
  const named = (step: TemperatureSweep["steps"][number]): TemperatureStep => ({
    ...step,
    order: step.order.map((k) => rules[k]?.rule.id.value ?? ""),
  });
  return { temperatureSweep: found.steps.map(named), bestTemperature: found.best };
}

function signalOverPresent(
  { key, set }: Judged,
  { signal, chosen: present }: Weights,
  evidence: Evidence,
): PreferenceEvidence["signalOverPresent"] {
  if (!isDefined(signal)) return signal;
  if (!isDefined(present)) return present;
  return evidence.of<PreferenceEvidence["signalOverPresent"]>(
    `signal over present ${key} ${signal} ${present}`,
    function* () {
      const change = yield* accuracyChange(set, outcomes(set, zeroes(present)), outcomes(set, zeroes(signal)));
      return isDefined(change) ? change.difference : change;
    },
  );
}

/** Computed when asked, which only a person's wish to drop rules does. */
function dropping({ set, rules }: Judged, chosen: Float64Array, ids: ReadonlySet<string>): Maybe<AccuracyChange> {
  const dropped = new Set(rules.flatMap(({ rule }, k) => (ids.has(rule.id.value) ? [k] : [])));
  return finish(leaveOut(set, chosen, dropped));
}
