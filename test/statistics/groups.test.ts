/** Groups that weigh rules differently, and pairs that tell sources apart. */
import { expect, test } from "vitest";
import { fitBradleyTerry } from "../../server/src/statistics/bradley-terry.ts";
import { type PairSet, pairSet } from "../../server/src/statistics/pairs.ts";
import { createRandom } from "../../server/src/statistics/random.ts";
import { isDefined } from "../../server/src/statistics/result.ts";
import { sourceSeparability, withinOneSource } from "../../server/src/statistics/separable-by-source.ts";
import { finish } from "../../server/src/statistics/steps.ts";
import { type WeightGroup, weightDifferences } from "../../server/src/statistics/weight-differences.ts";
import { known } from "./rating-table.ts";

/** Pairs of 60 prompts with 4 responses whose preference follows `weights` of two rules, with noise. */
function pairs(seed: number, weights: readonly [number, number]): PairSet {
  const random = createRandom(seed);
  const scores = [0, 1].map(() => Float64Array.from({ length: 240 }, () => random.uniform()));
  const chosen: number[] = [];
  const rejected: number[] = [];
  const prompt: number[] = [];
  for (let i = 0; i < 240; i++)
    for (let j = 4 * Math.floor(i / 4); j < i; j++) {
      const margin = scores.reduce((sum, of, k) => sum + 6 * (weights[k] ?? 0) * ((of[i] ?? 0) - (of[j] ?? 0)), 0);
      const isFirst = random.uniform() < 1 / (1 + Math.exp(-margin));
      chosen.push(isFirst ? i : j);
      rejected.push(isFirst ? j : i);
      prompt.push(Math.floor(i / 4));
    }
  return pairSet({
    items: 240,
    scores,
    chosen: Int32Array.from(chosen),
    rejected: Int32Array.from(rejected),
    prompt: Int32Array.from(prompt),
  });
}

function group(set: PairSet): WeightGroup {
  return {
    set,
    prompt: set.prompt,
    *weigh(among) {
      const fit = yield* fitBradleyTerry(set, { among });
      return isDefined(fit) ? fit.weights : fit;
    },
  };
}

test("groups that weigh rules differently are told apart, like ones are not", () => {
  const differ = known(finish(weightDifferences([group(pairs(1, [0.8, 0.2])), group(pairs(2, [0.3, 0.7]))])));
  const [first] = differ.differences;
  expect(first).toMatchObject({ first: 0, second: 1, rule: 0 });
  expect(first?.p).toBeLessThan(0.05);
  expect(first?.difference.value).toBeCloseTo((differ.weights[0]?.[0] ?? 0) - (differ.weights[1]?.[0] ?? 0), 12);
  const interval = known(first?.difference.interval ?? { unavailable: "none" });
  expect(interval.low).toBeGreaterThan(0);
  let wrong = 0;
  for (let run = 0; run < 10; run++) {
    const same = known(
      finish(weightDifferences([group(pairs(10 + run, [0.5, 0.5])), group(pairs(30 + run, [0.5, 0.5]))])),
    );
    if (same.differences.some(({ p }) => p < 0.05)) wrong++;
  }
  expect(wrong).toBeLessThanOrEqual(2);
});

test("one group, or one of few prompts, is not compared", () => {
  const all = pairs(1, [0.5, 0.5]);
  expect(finish(weightDifferences([group(all)]))).toEqual({ unavailable: "one group" });
  const few = { ...group(all), prompt: all.prompt.map((g) => g % 5) };
  expect(finish(weightDifferences([group(all), few]))).toEqual({
    unavailable: "a group has pairs of fewer than 10 prompts",
  });
});

test("preferences that follow the source are separable by it; those within a source stay to be judged", () => {
  const set = pairs(3, [0.5, 0.5]);
  const random = createRandom(4);
  const followed = Int32Array.from({ length: 240 }, () => -1);
  for (const [p, item] of set.chosen.entries()) {
    if (p % 6 === 0 && (followed[item] ?? 0) < 0) followed[item] = 1;
    if (p % 6 === 0 && (followed[set.rejected[p] ?? 0] ?? 0) < 0) followed[set.rejected[p] ?? 0] = 0;
  }
  const only = [...set.chosen.keys()].filter((p) => p % 6 === 0);
  const apart = pairSet({
    items: 240,
    scores: set.scores,
    chosen: Int32Array.from(only, (p) => set.chosen[p] ?? 0),
    rejected: Int32Array.from(only, (p) => set.rejected[p] ?? 0),
    prompt: Int32Array.from(only, (p) => set.prompt[p] ?? 0),
  });
  expect(known(finish(sourceSeparability(apart, followed)))).toMatchObject({
    accuracy: 1,
    isSeparable: true,
    withinPairs: 0,
  });
  const chance = Int32Array.from({ length: 240 }, () => Math.floor(3 * random.uniform()));
  const found = known(finish(sourceSeparability(set, chance)));
  expect(found.isSeparable).toBe(false);
  expect(found.accuracy).toBeGreaterThan(0.4);
  expect(found.accuracy).toBeLessThan(0.6);
  const within = withinOneSource(set, new Float64Array(set.pairs).fill(1), chance);
  expect(within.filter((outcome) => !Number.isNaN(outcome)).length).toBe(found.withinPairs);
  expect(finish(sourceSeparability(set, new Int32Array(240)))).toEqual({ unavailable: "fewer than two sources" });
});
