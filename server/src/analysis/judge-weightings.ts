/** Stage 5: the ways to weigh a rubric's rules, compared on its preferences: one list of like objects. */
import { bestRule } from "../statistics/best-rule.ts";
import { fitBradleyTerry } from "../statistics/bradley-terry.ts";
import { heldOutBradleyTerry } from "../statistics/bradley-terry-held-out.ts";
import { foldsByPrompt } from "../statistics/folds.ts";
import { baselineOutcomes, judgeOutcomes } from "../statistics/judges.ts";
import { accuracyChange } from "../statistics/paired-bootstrap.ts";
import type { PairSet } from "../statistics/pairs.ts";
import { randomWeights } from "../statistics/random-weights.ts";
import type { Estimate, Interval, Maybe, Unavailable } from "../statistics/result.ts";
import { isDefined } from "../statistics/result.ts";
import { accuracyBySubset, accuracyOf, type Outcomes, outcomes } from "../statistics/reward.ts";
import type { Steps } from "../statistics/steps.ts";
import type { ScoreTable } from "../tallies/tallies.ts";
import { accuracyByRaters } from "./accuracy-by-raters.ts";
import type { Weighting } from "./analysis.ts";
import type { Dependency, Evidence } from "./evidence.ts";
import type { Pairs } from "./pair-input.ts";
import type { Paired } from "./pair-up.ts";
import { type SchemeWeights, type Weights, zeroes } from "./weigh.ts";

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

export function judgeWeightings(paired: Maybe<Paired>, weights: Weights, evidence: Evidence): readonly Weighting[] {
  if (!isDefined(paired))
    return written(weights).map((one) => ({
      ...unjudged(one, weights, paired),
      byRaters: accuracyByRaters(one, weights, evidence),
    }));
  const candidates = [
    ...written(weights).map(({ scheme, weights: of }) => ofWeights(scheme.name, of)),
    ...learned(weights.ids),
    ...paired.pairs.judges.map(({ name, choice }) =>
      candidate({
        name: `judge:${name}`,
        weights: noWeights,
        basis: choice,
        judge: (_, of) => certain(judgeOutcomes(of)),
      }),
    ),
    ...paired.baselines.map(({ name, table }) =>
      candidate({
        name: `baseline:${name}`,
        weights: noWeights,
        basis: evidence.same({ items: paired.pairs.items, table }),
        judge: judgeBaseline,
      }),
    ),
  ];
  return candidates.map((one) => ({
    ...compared(one, paired, weights, evidence),
    weightIntervals: intervalsOf(one.name, weights),
    byRaters: byPreferences,
    ...noteOf(one.name, weights),
  }));
}

const byPreferences: Unavailable = { unavailable: "it is measured on the preferences" };

/** Without pairs there are still the weights that need none. */
function unjudged(
  { scheme, weights: of }: SchemeWeights,
  weights: Weights,
  reason: Unavailable,
): Omit<Weighting, "byRaters"> {
  return {
    name: scheme.name,
    weights: isDefined(of) ? byId(of, weights.ids) : of,
    weightIntervals: intervalsOf(scheme.name, weights),
    accuracy: reason,
    differenceToUniform: reason,
    differenceToPresent: reason,
    pairs: 0,
    bySubset: new Map(),
    ...noteOf(scheme.name, weights),
  };
}

function noteOf(name: string, { schemes }: Weights): Pick<Weighting, "note"> {
  const note = schemes.find(({ scheme }) => scheme.name === name)?.note;
  return note === undefined ? {} : { note };
}

/** The author's are listed where there are any. */
function written({ schemes }: Weights): readonly SchemeWeights[] {
  return schemes.filter(({ scheme, weights }) => scheme.name !== "author" || isDefined(weights));
}

function intervalsOf(name: string, { schemes, ids }: Weights): Weighting["weightIntervals"] {
  const found = schemes.find(({ scheme }) => scheme.name === name)?.intervals;
  if (!found) return noWeights;
  if (!isDefined(found)) return found;
  const entries = found.flatMap((interval, k): [string, Interval][] => (interval ? [[ids[k] ?? "", interval]] : []));
  return new Map(entries);
}

function ofWeights(name: string, weights: Maybe<Float64Array>): Candidate {
  if (!isDefined(weights)) return { name, weights, basis: weights.unavailable, judge: () => certain(weights) };
  return candidate({ name, weights, basis: weights, judge: (set, of) => certain(outcomes(set, zeroes(of))) });
}

/** Weightings that look at the pairs; chosen or fitted on other prompts than they are judged on. */
function learned(ids: readonly string[]): Candidate[] {
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
export function fullFit({ set }: Paired, evidence: Evidence): Maybe<Float64Array> {
  return evidence.of("full fit", [set], fullFitWeights);
}

function* fullFitWeights(set: PairSet): Steps<Maybe<Float64Array>> {
  const fit = yield* fitBradleyTerry(set);
  return isDefined(fit) ? normalized(fit.weights) : fit;
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

type Comparison = Omit<Weighting, "name" | "weights" | "weightIntervals" | "byRaters"> & {
  readonly found: Maybe<Float64Array> | undefined;
};

function compared(
  { name, weights, basis, judge }: Candidate,
  { set, pairs }: Paired,
  { uniform, chosen, ids }: Weights,
  evidence: Evidence,
): Omit<Weighting, "weightIntervals" | "byRaters"> {
  const present = isDefined(chosen.weights) ? chosen.weights : undefined;
  const comparison = evidence.of("weighting", [name, basis, set, uniform, present, pairs], comparisonOf(judge));
  const shown = (vector: Maybe<Float64Array>) => (isDefined(vector) ? byId(vector, ids) : vector);
  if (!isDefined(comparison))
    return {
      name,
      weights: shown(weights),
      accuracy: comparison,
      differenceToUniform: comparison,
      differenceToPresent: comparison,
      pairs: 0,
      bySubset: new Map(),
    };
  const { found, ...rest } = comparison;
  return { name, weights: shown(found ?? weights), ...rest };
}

function comparisonOf(judge: Candidate["judge"]) {
  return function* (
    _name: string,
    basis: Dependency,
    set: PairSet,
    uniform: Float64Array,
    present: Float64Array | undefined,
    { subset, subsets }: Pairs,
  ): Steps<Comparison> {
    yield;
    const { outcomes: found, weights, ...about } = yield* judge(set, basis);
    if (!isDefined(found))
      return {
        accuracy: found,
        differenceToUniform: found,
        differenceToPresent: found,
        pairs: 0,
        bySubset: new Map(),
        found: weights,
      };
    const bySubset = accuracyBySubset(found, subset, subsets.length);
    return {
      ...accuracyOf(found),
      differenceToUniform: yield* differenceTo(uniform, found, { set, isSame: basis === uniform }),
      differenceToPresent: present
        ? yield* differenceTo(present, found, { set, isSame: basis === present })
        : { unavailable: "there are no present weights" },
      bySubset: new Map(
        subsets.map((one, s) => [one, bySubset[s] ?? { pairs: 0, accuracy: { unavailable: "judges no pair" } }]),
      ),
      ...about,
      found: weights,
    };
  };
}

/** The same weights twice differ by 0 exactly, without an interval around it. */
function* differenceTo(
  weights: Float64Array,
  found: Outcomes,
  { set, isSame }: { readonly set: PairSet; readonly isSame: boolean },
): Steps<Maybe<Estimate>> {
  const before = isSame ? found : outcomes(set, zeroes(weights));
  const change = yield* accuracyChange(set, before, found);
  return isDefined(change) ? change.difference : change;
}

function byId(weights: Float64Array, ids: readonly string[]): ReadonlyMap<string, number> {
  const entries = Array.from(weights, (weight, k): [string, number] => [ids[k] ?? "", weight]);
  return new Map(entries.filter(([, weight]) => !Number.isNaN(weight)));
}

function normalized(weights: Float64Array): Float64Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return total > 0 ? weights.map((weight) => weight / total) : weights;
}
