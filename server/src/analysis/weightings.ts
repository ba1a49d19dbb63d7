/** The ways to weigh a rubric's rules, compared on its preferences: one list of like objects. */

import { bestRule } from "../statistics/best-rule.ts";
import { fitBradleyTerry } from "../statistics/bradley-terry.ts";
import { heldOutBradleyTerry } from "../statistics/bradley-terry-held-out.ts";
import { foldsByPrompt } from "../statistics/folds.ts";
import { baselineOutcomes, judgeOutcomes } from "../statistics/judges.ts";
import { accuracyChange } from "../statistics/paired-bootstrap.ts";
import type { PairSet } from "../statistics/pairs.ts";
import { randomWeights } from "../statistics/random-weights.ts";
import type { Maybe, Unavailable } from "../statistics/result.ts";
import { isDefined } from "../statistics/result.ts";
import { accuracyBySubset, accuracyOf, type Outcomes, outcomes } from "../statistics/reward.ts";
import type { Steps } from "../statistics/steps.ts";
import type { ScoreTable } from "../tallies/tallies.ts";
import type { Weighting } from "./analysis.ts";
import type { Dependency, Evidence } from "./evidence.ts";
import type { AnalysisInput } from "./input.ts";
import { type Judged, zeroes } from "./judged.ts";
import type { Pairs } from "./pair-input.ts";
import type { CountedRule, Weights } from "./weighing.ts";

/** What a weighting makes of the pairs; `weights` only where they come out of the pairs themselves. */
interface Outcome {
  readonly outcomes: Maybe<Outcomes>;
  readonly weights?: Maybe<Float64Array>;
  readonly spread?: { readonly low: number; readonly high: number };
  readonly note?: string;
}

/** `judge` sees only the pairs and `basis`. */
interface Candidate<Basis extends Dependency = Dependency> {
  readonly name: string;
  readonly weights: Maybe<Float64Array>;
  /** What the outcomes depend on beside the pairs. */
  readonly basis: Basis;
  readonly judge: (set: PairSet, basis: Basis) => Steps<Outcome>;
}

/** A candidate whose `basis` has a type of its own, among others. */
function candidate<Basis extends Dependency>(one: Candidate<Basis>): Candidate {
  return { ...one, judge: (set) => one.judge(set, one.basis) };
}

const noWeights: Unavailable = { unavailable: "it weighs no rules" };

export function compareWeightings(
  judged: Judged,
  weights: Weights,
  input: AnalysisInput,
  evidence: Evidence,
): readonly Weighting[] {
  return [
    ...written(weights).map((one) => ofWeights(one.name, one.weights)),
    ...learned(judged, evidence),
    ...judged.pairs.judges.map(({ name, choice }) =>
      candidate({
        name: `judge:${name}`,
        weights: noWeights,
        basis: choice,
        judge: (_, of) => certain(judgeOutcomes(of)),
      }),
    ),
    ...baselines(judged, input, evidence),
  ].map((one) => compared(one, judged, weights.uniform, evidence));
}

/** Without pairs there are still the weights that need none. */
export function unjudgedWeightings(
  rules: readonly CountedRule[],
  weights: Weights,
  reason: Unavailable,
): readonly Weighting[] {
  return written(weights).map((one) => ({
    name: one.name,
    weights: isDefined(one.weights) ? byId(one.weights, rules) : one.weights,
    accuracy: reason,
    differenceToUniform: reason,
    pairs: 0,
    bySubset: new Map(),
  }));
}

/** The author's are listed where there are any. */
function written(weights: Weights): { name: string; weights: Maybe<Float64Array> }[] {
  return [
    { name: "encore", weights: weights.encore },
    { name: "signal", weights: weights.signal },
    { name: "uniform", weights: weights.uniform },
    ...(isDefined(weights.author) ? [{ name: "author", weights: weights.author }] : []),
  ];
}

function ofWeights(name: string, weights: Maybe<Float64Array>): Candidate {
  if (!isDefined(weights)) return { name, weights, basis: weights.unavailable, judge: () => certain(weights) };
  return candidate({ name, weights, basis: weights, judge: (set, of) => certain(outcomes(set, zeroes(of))) });
}

/** Weightings that look at the pairs; chosen or fitted on other prompts than they are judged on. */
function learned({ rules }: Judged, evidence: Evidence): Candidate[] {
  const ids = evidence.same(rules.map(({ rule }) => rule.id.value));
  return [
    candidate({ name: "best-rule", weights: noWeights, basis: ids, judge: judgeBestRule }),
    candidate({ name: "random", weights: noWeights, basis: undefined, judge: judgeRandom }),
    candidate({ name: "bradley-terry", weights: noWeights, basis: undefined, judge: judgeBradleyTerry }),
    candidate({ name: "bradley-terry-full-fit", weights: noWeights, basis: undefined, judge: judgeFullFit }),
  ];
}

function* judgeBestRule(set: PairSet, ids: readonly string[]): Steps<Outcome> {
  const best = yield* bestRule(set, foldsByPrompt(set));
  if (!isDefined(best)) return { outcomes: best };
  return {
    outcomes: best.outcomes,
    weights: Float64Array.from({ length: set.rules }, (_, k) => (k === best.rule ? 1 : 0)),
    note: `${ids[best.rule]}; chosen on other prompts than it is judged on`,
  };
}

function* judgeRandom(set: PairSet): Steps<Outcome> {
  const random = yield* randomWeights(set);
  if (!isDefined(random)) return { outcomes: random };
  const { low, high } = random;
  return { outcomes: random.outcomes, spread: { low, high }, note: "mean of 200 random weightings" };
}

function* judgeBradleyTerry(set: PairSet): Steps<Outcome> {
  const full = yield* fitBradleyTerry(set);
  return {
    outcomes: yield* heldOutBradleyTerry(set, foldsByPrompt(set), isDefined(full) ? full.weights : undefined),
    note: "fitted on other prompts than it is judged on",
  };
}

function* judgeFullFit(set: PairSet): Steps<Outcome> {
  const fit = yield* fitBradleyTerry(set);
  if (!isDefined(fit)) return { outcomes: fit, weights: fit };
  const note = fit.separated ? "orders every pair: held by its penalty alone" : "judged on the pairs it was fitted on";
  return { outcomes: outcomes(set, fit.weights), weights: normalized(fit.weights), note };
}

/** The full fit's weights, as the list of weightings shows them. */
export function fullFit({ set }: Judged, evidence: Evidence): Maybe<Float64Array> {
  return evidence.of("full fit", [set], fullFitWeights);
}

function* fullFitWeights(set: PairSet): Steps<Maybe<Float64Array>> {
  const fit = yield* fitBradleyTerry(set);
  return isDefined(fit) ? normalized(fit.weights) : fit;
}

function baselines({ pairs }: Judged, input: AnalysisInput, evidence: Evidence): Candidate[] {
  return (input.rubric.baselines?.value ?? []).map((baseline, at) => {
    const table = input.baselines[at]?.value;
    const basis = evidence.same({ items: pairs.items, table: table && evidence.same(table, table.key) });
    return candidate({ name: `baseline:${baseline.name.value}`, weights: noWeights, basis, judge: judgeBaseline });
  });
}

interface BaselineScores {
  readonly items: readonly string[];
  readonly table: ScoreTable | undefined;
}

function judgeBaseline(set: PairSet, { items, table }: BaselineScores): Steps<Outcome> {
  if (!table) return certain({ unavailable: "its scores could not be read" });
  const number = new Map(table.items.map((item, i) => [item, i]));
  const scores = Float64Array.from(items, (item) => table.scores[number.get(item) ?? -1] ?? Number.NaN);
  return certain(baselineOutcomes(set, scores));
}

// biome-ignore lint/correctness/useYield: there is nothing to wait for.
function* certain(found: Maybe<Outcomes>): Steps<Outcome> {
  return { outcomes: found };
}

type Comparison = Omit<Weighting, "name" | "weights"> & { readonly found: Maybe<Float64Array> | undefined };

function* comparisonOf(
  name: string,
  judging: Steps<Outcome>,
  set: PairSet,
  uniform: Float64Array,
  { subset, subsets }: Pairs,
): Steps<Comparison> {
  yield;
  const { outcomes: found, weights: ownWeights, ...about } = yield* judging;
  if (!isDefined(found))
    return { accuracy: found, differenceToUniform: found, pairs: 0, bySubset: new Map(), found: ownWeights };
  // The same outcomes twice differ by 0 exactly, without an interval around it.
  const ofUniform = outcomes(set, zeroes(uniform));
  const change = yield* accuracyChange(set, ofUniform, name === "uniform" ? ofUniform : found);
  const bySubset = accuracyBySubset(found, subset, subsets.length);
  return {
    ...accuracyOf(found),
    differenceToUniform: isDefined(change) ? change.difference : change,
    bySubset: new Map(
      subsets.map((one, s) => [one, bySubset[s] ?? { pairs: 0, accuracy: { unavailable: "judges no pair" } }]),
    ),
    ...about,
    found: ownWeights,
  };
}

function compared(
  { name, weights, basis, judge }: Candidate,
  judged: Judged,
  uniform: Float64Array,
  evidence: Evidence,
): Weighting {
  const { set, pairs, rules } = judged;
  const comparison = evidence.of("weighting", [name, basis, set, uniform, pairs], (_, of, ...rest) =>
    comparisonOf(name, judge(rest[0], of), ...rest),
  );
  const shown = (vector: Maybe<Float64Array>) => (isDefined(vector) ? byId(vector, rules) : vector);
  if (!isDefined(comparison))
    return {
      name,
      weights: shown(weights),
      accuracy: comparison,
      differenceToUniform: comparison,
      pairs: 0,
      bySubset: new Map(),
    };
  const { found, ...rest } = comparison;
  return { name, weights: shown(found ?? weights), ...rest };
}

function byId(weights: Float64Array, rules: readonly CountedRule[]): ReadonlyMap<string, number> {
  const entries = Array.from(weights, (weight, k): [string, number] => [rules[k]?.rule.id.value ?? "", weight]);
  return new Map(entries.filter(([, weight]) => !Number.isNaN(weight)));
}

function normalized(weights: Float64Array): Float64Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return total > 0 ? weights.map((weight) => weight / total) : weights;
}
