import { entropy } from "../server/src/statistics/entropy.ts";
import { pairSet } from "../server/src/statistics/pairs.ts";
import { peerWeights } from "../server/src/statistics/peer-weights.ts";
import type { Random } from "../server/src/statistics/random.ts";
import { raterPairs } from "../server/src/statistics/rater-pairs.ts";
import { reliabilities } from "../server/src/statistics/reliability.ts";
import { kelleyOf, signalOf } from "../server/src/statistics/reliability-weights.ts";
import { isDefined, type Maybe } from "../server/src/statistics/result.ts";
import { accuracyOf, outcomes } from "../server/src/statistics/reward.ts";
import { finish } from "../server/src/statistics/steps.ts";
import { encoreWeights } from "../server/src/statistics/weights.ts";
import { assignment, cuts, levelOf, mean, normals, ratedAs } from "./simulate-rated.ts";
import type { Study } from "./study.ts";
import { table } from "./table.ts";
import { randomOf } from "./tally-cells.ts";

const RULES = 8;
const design = { prompts: 100, responses: 4, raters: 3 };
const items = design.prompts * design.responses;
/** Noise of one rating beside a quality of variance 1: from rules that raters agree on to rules that are mostly noise. */
const noises = [0.3, 0.5, 0.7, 0.9, 1.2, 1.5, 2, 2.5];

type Target = "true ratings" | "qualities" | "qualities of six";
const targets: Readonly<Record<Target, string>> = {
  "true ratings": "the sum of what each rule would be rated without noise, so that noisy rules vary less",
  qualities: "the sum of the rules' qualities, all of one variance",
  "qualities of six": "the same, but the two rules that raters agree on most are irrelevant",
};

const weightings = ["ENCORE", "signal", "Kelley", "peer"] as const;

/** Points over equal weights, by weighting: one simulation. */
function simulate(random: Random, correlation: number, target: Target): Record<string, number> {
  const assigned = assignment(random, design);
  const common = normals(random, items);
  const qualities = noises.map(() =>
    normals(random, items).map((z, i) => Math.sqrt(correlation) * (common[i] ?? 0) + Math.sqrt(1 - correlation) * z),
  );
  const rules = qualities.map((quality, k) => {
    const noise = noises[k] ?? 0;
    return ratedAs(design, assigned, (item) =>
      levelOf(((quality[item] ?? 0) + noise * random.normal()) / Math.sqrt(1 + noise * noise), cuts.five),
    );
  });
  const shares = noises.map((noise, k) =>
    target === "true ratings" ? 1 / Math.sqrt(1 + noise * noise) : target === "qualities" || k > 1 ? 1 : 0,
  );
  const value = Float64Array.from({ length: items }, (_, i) =>
    shares.reduce((sum, share, k) => sum + share * (qualities[k]?.[i] ?? 0), 0),
  );
  const [chosen, rejected, prompt]: [number[], number[], number[]] = [[], [], []];
  for (let i = 0; i < items; i++)
    for (let j = i - (i % design.responses); j < i; j++) {
      const isFirst = (value[i] ?? 0) > (value[j] ?? 0);
      chosen.push(isFirst ? i : j);
      rejected.push(isFirst ? j : i);
      prompt.push(Math.floor(i / design.responses));
    }
  const set = pairSet({
    items,
    scores: rules.map(({ score }) =>
      Float64Array.from({ length: items }, (_, i) => mean(score.subarray(3 * i, 3 * i + 3))),
    ),
    chosen: Int32Array.from(chosen),
    rejected: Int32Array.from(rejected),
    prompt: Int32Array.from(prompt),
  });
  const accuracy = (weights: Maybe<ArrayLike<number>>): number => {
    const found = isDefined(weights) ? accuracyOf(outcomes(set, weights)).accuracy : weights;
    return isDefined(found) ? 100 * found : Number.NaN;
  };
  const uniform = accuracy(new Float64Array(RULES).fill(1));
  const entropies = rules.map(({ score }) => {
    const counts = new Float64Array(5);
    for (const x of score) counts[Math.round(4 * x)] = (counts[Math.round(4 * x)] ?? 0) + 1;
    const h = entropy(counts);
    return isDefined(h) ? h : Number.NaN;
  });
  const found = reliabilities(rules);
  const kappa = kelleyOf(found);
  const pairs = finish(raterPairs(rules));
  const peer = isDefined(pairs) && isDefined(kappa) ? finish(peerWeights(pairs, kappa)) : { unavailable: "none" };
  return {
    uniform,
    ENCORE: accuracy(encoreWeights(entropies, 2)) - uniform,
    signal: accuracy(signalOf(found)) - uniform,
    Kelley: accuracy(kappa) - uniform,
    peer: accuracy(isDefined(peer) ? peer.weights : peer) - uniform,
  };
}

/** By target and true correlation: equal weights' accuracy and what each weighting adds, means in points. */
function weightingGains(simulations: number, correlations: readonly number[] = [0, 0.4, 0.8, 1]) {
  return (Object.keys(targets) as Target[]).flatMap((target) =>
    correlations.map((correlation) => {
      const random = randomOf({ target, correlation });
      const runs = Array.from({ length: simulations }, () => simulate(random, correlation, target));
      const of = (name: string): number => mean(runs.map((run) => run[name] ?? Number.NaN));
      return { target, correlation, uniform: of("uniform"), gains: weightings.map(of) };
    }),
  );
}

export const study: Study = {
  name: "weightings",
  title: "Simulated: where each is right and where it fails",
  page: "docs/weights.md",
  run(simulations) {
    const runs = Math.max(1, Math.round(simulations / 4));
    const signed = (value: number): string => `${value >= 0 ? "+" : ""}${value.toFixed(1)}`;
    const rows = weightingGains(runs).map(({ target, correlation, uniform, gains }) => [
      target,
      correlation,
      `${uniform.toFixed(1)}%`,
      ...gains.map(signed),
    ]);
    const text = `Eight rules, 100 prompts of 4 responses, 3 raters, five levels. One rule is rated with little noise, one with six times as much as there is
to see, the others in between. Within a prompt the rules' qualities are correlated by the number in the second column: at 1 they measure one thing, at 0 eight
things. The better response of a pair is the one with the higher target:

${Object.entries(targets)
  .map(([name, means]) => `- *${name}*: ${means}.`)
  .join("\n")}

Accuracy with equal weights, and what each weighting adds in points; means of ${runs} simulations (a standard error of .1 to .3).

${table(["target", "correlation", "equal weights", ...weightings], rows)}`;
    return { text };
  },
};
