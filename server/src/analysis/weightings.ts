/** The ways to weigh a rubric's rules, compared on its preferences: one list of like objects. */
import { bestRule } from "../statistics/best-rule.ts";
import { fitBradleyTerry } from "../statistics/bradley-terry.ts";
import { heldOutBradleyTerry } from "../statistics/bradley-terry-held-out.ts";
import { foldsByPrompt } from "../statistics/folds.ts";
import { baselineOutcomes, judgeOutcomes } from "../statistics/judges.ts";
import { accuracyChange } from "../statistics/paired-bootstrap.ts";
import { randomWeights } from "../statistics/random-weights.ts";
import type { Maybe, Unavailable } from "../statistics/result.ts";
import { isDefined } from "../statistics/result.ts";
import { accuracyBySubset, accuracyOf, type Outcomes, outcomes } from "../statistics/reward.ts";
import type { Steps } from "../statistics/steps.ts";
import type { Weighting } from "./analysis.ts";
import type { Evidence } from "./evidence.ts";
import type { AnalysisInput } from "./input.ts";
import { type Judged, zeroes } from "./judged.ts";
import type { CountedRule, Weights } from "./weighing.ts";

/** What a weighting makes of the pairs; `weights` only where they come out of the pairs themselves. */
interface Outcome {
  readonly outcomes: Maybe<Outcomes>;
  readonly weights?: Maybe<Float64Array>;
  readonly spread?: { readonly low: number; readonly high: number };
  readonly note?: string;
}

interface Candidate {
  readonly name: string;
  readonly weights: Maybe<Float64Array>;
  /** Names what the outcomes depend on beside the pairs. */
  readonly key: string;
  readonly judge: () => Steps<Outcome>;
}

const noWeights: Unavailable = { unavailable: "it weighs no rules" };

export function compareWeightings(
  judged: Judged,
  weights: Weights,
  input: AnalysisInput,
  evidence: Evidence,
): readonly Weighting[] {
  return [
    ...written(weights).map((one) => ofWeights(one.name, one.weights, judged)),
    ...learned(judged),
    ...judged.pairs.judges.map(({ name, choice }) => ({
      name: `judge:${name}`,
      weights: noWeights,
      key: "",
      judge: () => onlyOutcomes(() => judgeOutcomes(choice)),
    })),
    ...baselines(judged, input),
  ].map((candidate) => compared(candidate, judged, weights.uniform, evidence));
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

function ofWeights(name: string, weights: Maybe<Float64Array>, { set }: Judged): Candidate {
  if (!isDefined(weights)) return { name, weights, key: weights.unavailable, judge: () => onlyOutcomes(() => weights) };
  return { name, weights, key: weights.join(" "), judge: () => onlyOutcomes(() => outcomes(set, zeroes(weights))) };
}

/** Weightings that look at the pairs; chosen or fitted on other prompts than they are judged on. */
function learned(judged: Judged): Candidate[] {
  const { set } = judged;
  const only = (rule: number) => Float64Array.from({ length: set.rules }, (_, k) => (k === rule ? 1 : 0));
  return [
    {
      name: "best-rule",
      weights: noWeights,
      key: "",
      *judge() {
        const best = yield* bestRule(set, foldsByPrompt(set));
        if (!isDefined(best)) return { outcomes: best };
        const id = judged.rules[best.rule]?.rule.id.value;
        return {
          outcomes: best.outcomes,
          weights: only(best.rule),
          note: `${id}; chosen on other prompts than it is judged on`,
        };
      },
    },
    {
      name: "random",
      weights: noWeights,
      key: "",
      *judge() {
        const random = yield* randomWeights(set);
        if (!isDefined(random)) return { outcomes: random };
        return {
          outcomes: random.outcomes,
          spread: { low: random.low, high: random.high },
          note: "mean of 200 random weightings",
        };
      },
    },
    {
      name: "bradley-terry",
      weights: noWeights,
      key: "",
      *judge() {
        const full = yield* fitBradleyTerry(set);
        return {
          outcomes: yield* heldOutBradleyTerry(set, foldsByPrompt(set), isDefined(full) ? full.weights : undefined),
          note: "fitted on other prompts than it is judged on",
        };
      },
    },
    {
      name: "bradley-terry-full-fit",
      weights: noWeights,
      key: "",
      *judge() {
        const fit = yield* fitBradleyTerry(set);
        if (!isDefined(fit)) return { outcomes: fit, weights: fit };
        const note = fit.separated
          ? "orders every pair: held by its penalty alone"
          : "judged on the pairs it was fitted on";
        return { outcomes: outcomes(set, fit.weights), weights: normalized(fit.weights), note };
      },
    },
  ];
}

/** The full fit's weights, as the list of weightings shows them; kept by the pairs. */
export function fullFit({ key, set }: Judged, evidence: Evidence): Maybe<Float64Array> {
  return evidence.of<Maybe<Float64Array>>(`full fit ${key}`, function* () {
    const fit = yield* fitBradleyTerry(set);
    return isDefined(fit) ? normalized(fit.weights) : fit;
  });
}

function baselines({ pairs, set }: Judged, input: AnalysisInput): Candidate[] {
  return (input.rubric.baselines?.value ?? []).map((baseline, at) => {
    const table = input.baselines[at]?.value;
    return {
      name: `baseline:${baseline.name.value}`,
      weights: noWeights,
      key: table?.key ?? "",
      judge: () =>
        onlyOutcomes(() => {
          if (!table) return { unavailable: "its scores could not be read" };
          const number = new Map(table.items.map((item, i) => [item, i]));
          const scores = Float64Array.from(pairs.items, (item) => table.scores[number.get(item) ?? -1] ?? Number.NaN);
          return baselineOutcomes(set, scores);
        }),
    };
  });
}

/** A step of its own, between which others are heard. */
function* onlyOutcomes(make: () => Maybe<Outcomes>): Steps<Outcome> {
  yield;
  return { outcomes: make() };
}

type Comparison = Omit<Weighting, "name" | "weights"> & { readonly found: Maybe<Float64Array> | undefined };

function compared(
  { name, weights, key, judge }: Candidate,
  judged: Judged,
  uniform: Float64Array,
  evidence: Evidence,
): Weighting {
  const { set, pairs, rules } = judged;
  const full = `weighting ${name} ${judged.key} ${key} ${uniform.join(" ")}`;
  const comparison = evidence.of<Maybe<Comparison>>(full, function* () {
    const { outcomes: found, weights: ownWeights, ...told } = yield* judge();
    if (!isDefined(found))
      return { accuracy: found, differenceToUniform: found, pairs: 0, bySubset: new Map(), found: ownWeights };
    // The same outcomes twice differ by 0 exactly, without an interval around it.
    const ofUniform = outcomes(set, zeroes(uniform));
    const change = yield* accuracyChange(set, ofUniform, name === "uniform" ? ofUniform : found);
    const bySubset = accuracyBySubset(found, pairs.subset, pairs.subsets.length);
    return {
      ...accuracyOf(found),
      differenceToUniform: isDefined(change) ? change.difference : change,
      bySubset: new Map(
        pairs.subsets.map((subset, s) => [
          subset,
          bySubset[s] ?? { pairs: 0, accuracy: { unavailable: "judges no pair" } },
        ]),
      ),
      ...told,
      found: ownWeights,
    };
  });
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
