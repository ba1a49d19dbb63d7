/** What the author's preferences say beside rules and weightings: ENCORE's premise, temperatures, adaptive selection. */
import { foldsByPrompt } from "../statistics/folds.ts";
import type { PairSet } from "../statistics/pairs.ts";
import { type Estimate, isDefined, type Maybe } from "../statistics/result.ts";
import type { PreferenceOfRule } from "../statistics/rule-preference.ts";
import { type TemperatureSweep, temperatureSweep } from "../statistics/temperature-sweep.ts";
import { type BetterWeighting, isPending, PENDING, type PreferenceEvidence, type Weighting } from "./analysis.ts";
import type { Evidence } from "./evidence.ts";
import { leakOf } from "./leak.ts";
import type { Paired } from "./pair-up.ts";
import { entropies, premises } from "./premise.ts";
import type { Stages } from "./stages.ts";
import { weightingSchemes } from "./weightings/weightings.ts";

export function preferenceEvidence(stages: Stages, evidence: Evidence): Maybe<PreferenceEvidence> {
  const { paired, judged } = stages;
  if (!isDefined(paired)) return paired;
  const { adaptive } = judged;
  const { pairs, prompts } = evidence.now("judged pairs", [paired.set], judgedPairs);
  return {
    pairs,
    lost: paired.set.pairs - pairs,
    prompts,
    leak: leakOf(stages, paired, evidence),
    decidedPairs: mostDecided(judged.preferences),
    subsets: paired.pairs.subsets,
    ...premises(stages, evidence),
    ...sweep(stages, paired, evidence),
    adaptive: isDefined(adaptive) ? { rulesPerPair: adaptive.rulesPerPair, accuracy: adaptive.accuracy } : adaptive,
    better: better(stages),
  };
}

/** Pairs of which a rule rates both sides, and their prompts. */
function judgedPairs(set: PairSet): { readonly pairs: number; readonly prompts: number } {
  const isRated = new Uint8Array(set.pairs);
  for (const scores of set.scores)
    for (let p = 0; p < isRated.length; p++)
      if (!Number.isNaN(scores[set.chosen[p] ?? 0]) && !Number.isNaN(scores[set.rejected[p] ?? 0])) isRated[p] = 1;
  const prompts = new Set<number>();
  set.prompt.forEach((prompt, p) => {
    if (isRated[p]) prompts.add(prompt);
  });
  return { pairs: isRated.reduce((sum, one) => sum + one, 0), prompts: prompts.size };
}

/** The decided pairs of the rule that decides most: the evidence is no more than that. */
function mostDecided(rules: Maybe<readonly Maybe<PreferenceOfRule>[]>): number {
  if (!isDefined(rules)) return 0;
  return Math.max(0, ...rules.map((rule) => (isDefined(rule) ? rule.wins + rule.losses : 0)));
}

function sweep(
  { counted, weights }: Stages,
  { set }: Paired,
  evidence: Evidence,
): Pick<PreferenceEvidence, "temperatureSweep" | "bestTemperature"> {
  const entropy = evidence.same(entropies(counted));
  const found = evidence.of<[PairSet, Float64Array], Maybe<TemperatureSweep>>(
    "temperatures",
    [set, entropy],
    (of, nats) => temperatureSweep(of, nats, foldsByPrompt(of)),
  );
  if (!isDefined(found)) return { temperatureSweep: found, bestTemperature: found };
  const steps = found.steps.map((step) => ({ ...step, order: step.order.map((k) => weights.ids[k] ?? "") }));
  return { temperatureSweep: steps, bestTemperature: found.best };
}

/** The schemes that beat the present weighting beyond chance, the largest gain first. */
function better({ weightings, counted: { options } }: Stages): Maybe<readonly BetterWeighting[]> {
  const others = weightingSchemes.filter(({ name }) => name !== options.weighting);
  const found = others.flatMap(({ name }) => {
    const weighting = weightings.find((one) => one.name === name);
    return weighting ? [{ name, weighting }] : [];
  });
  if (found.some(({ weighting }) => isPending(weighting.differenceToPresent) || isPending(weighting.weights)))
    return { unavailable: PENDING };
  return found
    .flatMap(({ name, weighting }) => {
      const gain = surelyOver(weighting);
      return gain ? [{ name, gain }] : [];
    })
    .sort((a, b) => b.gain.value - a.gain.value);
}

function surelyOver({ differenceToPresent: gain }: Weighting): Estimate | undefined {
  return isDefined(gain) && isDefined(gain.interval) && gain.interval.low > 0 ? gain : undefined;
}
