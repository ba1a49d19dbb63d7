/** Weights that need no preferences: signal, Kelley and peer, held against golden values and plain computations. */
import { describe, expect, test } from "vitest";
import { fitPeer, peerWeightIntervals, peerWeights } from "../../server/src/statistics/peer-weights.ts";
import { createRandom } from "../../server/src/statistics/random.ts";
import type { RatedBy } from "../../server/src/statistics/rated-by.ts";
import { raterPairs } from "../../server/src/statistics/rater-pairs.ts";
import { reliabilities } from "../../server/src/statistics/reliability.ts";
import { kelleyOf, reliabilityWeightIntervals, signalOf } from "../../server/src/statistics/reliability-weights.ts";
import { accuracyOf, outcomes } from "../../server/src/statistics/reward.ts";
import { finish } from "../../server/src/statistics/steps.ts";
import { hasSharedData, readGolden, readShared } from "./preference-data.ts";
import { ratedBy, readRatedBy } from "./rated-data.ts";
import { known } from "./rating-table.ts";

for (const set of ["hanna", "summeval-op", "convabuse"]) {
  describe.skipIf(!hasSharedData())(set, () => {
    const golden = hasSharedData() ? JSON.parse(readShared(`${set}/golden/golden2.json`)) : {};
    const { rules, byRule } = hasSharedData()
      ? readRatedBy(`${set}/golden/ratings_long.csv`, readGolden(set).levels)
      : { rules: [], byRule: new Map<string, RatedBy>() };
    const rated = rules.map((rule) => byRule.get(rule) ?? ratedBy([], []));

    test("rho, signal and Kelley weights are the golden ones", () => {
      const found = reliabilities(rated);
      expect(found.kind).toBe(set === "convabuse" ? "alpha" : "within-prompt");
      const [signal, kelley] = [known(signalOf(found)), known(kelleyOf(found))];
      for (const [k, rule] of rules.entries()) {
        expect(found.rho[k]).toBeCloseTo(golden.rho[rule], 11);
        expect(signal[k]).toBeCloseTo(golden.signal.weights[rule], 11);
        expect(kelley[k]).toBeCloseTo(golden.kelley.weights[rule], 11);
      }
    });

    test("the peer fit at lambda .001 around 0 is the golden one", () => {
      if (!golden.peer) return;
      const pairs = known(finish(raterPairs(rated)));
      expect(pairs.set.pairs).toBe(golden.peer.pairs);
      const raw = known(finish(fitPeer(pairs.set, new Float64Array(rules.length), 0.001)));
      const sum = raw.reduce((total, weight) => total + weight, 0);
      for (const [k, rule] of rules.entries())
        expect(Math.abs((raw[k] ?? 0) / sum - golden.peer.weights[rule])).toBeLessThan(1e-4);
    });

    test("weights lie within their intervals", () => {
      const found = reliabilities(rated);
      const kelley = known(kelleyOf(found));
      const intervals = known(finish(reliabilityWeightIntervals(rated, kelleyOf)));
      for (const [k, { low, high }] of intervals.entries()) {
        expect(low).toBeLessThanOrEqual((kelley[k] ?? 0) + 1e-9);
        expect(high).toBeGreaterThanOrEqual((kelley[k] ?? 0) - 1e-9);
      }
    });
  });
}

/** Ratings of `prompts` prompts with 4 responses by 3 raters under rules that see `sight` of one quality, on five levels. */
function simulated(prompts: number, sight: readonly number[], noise: readonly number[], seed: number): RatedBy[] {
  const random = createRandom(seed);
  const quality = Float64Array.from({ length: 4 * prompts }, () => random.normal());
  return sight.map((seen, k) => {
    const own = quality.map(() => random.normal());
    const rows = Array.from(quality, (q, item) =>
      [0, 1, 2].map((rater) => {
        const z = seen * q + (1 - seen) * (own[item] ?? 0) + (noise[k] ?? 0) * random.normal();
        return [item, rater, [-1, -0.3, 0.3, 1].filter((cut) => z > cut).length / 4] as const;
      }),
    );
    return ratedBy(
      rows.flat(),
      Array.from(quality, (_, item) => Math.floor(item / 4)),
    );
  });
}

test("a rater's pairs are in the order of their own sum, with the means of the others as scores", () => {
  const rules = simulated(25, [1, 0.5], [1, 0.5], 5);
  const { set, judge, item } = known(finish(raterPairs(rules)));
  const scoreOf = (rule: RatedBy, i: number, rater: number): number =>
    rule.score[rule.item.findIndex((one, r) => one === i && rule.rater[r] === rater)] ?? Number.NaN;
  for (const [p, cell] of set.chosen.entries()) {
    const [rater, better, worse] = [judge[p] ?? 0, item[cell] ?? 0, item[set.rejected[p] ?? 0] ?? 0];
    const sum = (i: number): number => rules.reduce((total, rule) => total + scoreOf(rule, i, rater), 0);
    expect(sum(better)).toBeGreaterThan(sum(worse));
    for (const [k, rule] of rules.entries()) {
      const others = [0, 1, 2].filter((one) => one !== rater).map((one) => scoreOf(rule, better, one));
      expect(set.scores[k]?.[cell]).toBeCloseTo((others[0] ?? 0) / 2 + (others[1] ?? 0) / 2, 12);
    }
  }
});

test("peer weights find the rule that foresees the others, and are Kelley weights where nothing is gained", () => {
  const one = simulated(60, [1, 1, 0.1], [0.5, 2.5, 0.5], 11);
  const pairs = known(finish(raterPairs(one)));
  const kappa = known(kelleyOf(reliabilities(one)));
  const found = known(finish(peerWeights(pairs, kappa)));
  const same = simulated(60, [1, 1, 1], [0.7, 0.7, 0.7], 12);
  const equal = known(finish(peerWeights(known(finish(raterPairs(same))), known(kelleyOf(reliabilities(same))))));
  expect(equal.isKelley).toBe(true);
  expect([...equal.weights]).toEqual([...known(kelleyOf(reliabilities(same)))]);
  expect(found.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
  expect(found.weights[0]).toBeGreaterThan(found.weights[1] ?? 1);
  expect(known(accuracyOf(found.heldOut).accuracy)).toBeGreaterThan(0.6);
  expect(known(accuracyOf(outcomes(pairs.set, found.weights)).accuracy)).toBeGreaterThan(0.6);
  for (const [k, { low, high }] of known(finish(peerWeightIntervals(one, pairs, found))).entries()) {
    expect(low).toBeLessThanOrEqual(found.weights[k] ?? 0);
    expect(high).toBeGreaterThanOrEqual(found.weights[k] ?? 0);
  }
});

test("without prompts, pairs are of blocks of ten items", () => {
  const rules = simulated(50, [1, 0.5], [1, 0.5], 7).map((rule) => ({ ...rule, prompt: rule.prompt.map(() => 0) }));
  const pairs = known(finish(raterPairs(rules)));
  expect(pairs.unit).toBe("items");
  expect(pairs.set.prompts).toBe(20);
  expect(known(finish(peerWeights(pairs, Float64Array.of(0.5, 0.5)))).weights.length).toBe(2);
});

test("an overall rating orders the pairs in place of the sum", () => {
  const rules = simulated(25, [1, 0.5], [1, 0.5], 5);
  const [first] = rules;
  if (!first) throw new Error("no rule");
  const turned = { ...first, score: first.score.map((score) => 1 - score) };
  const by = known(finish(raterPairs(rules, first)));
  const against = known(finish(raterPairs(rules, turned)));
  expect([...against.set.chosen]).toEqual([...by.set.rejected]);
});

test("weights that cannot be are unavailable, with the reason", () => {
  const few = simulated(4, [1, 1], [1, 1], 3);
  expect(finish(raterPairs(few))).toEqual({
    unavailable: "fewer than 80 responses were rated by two raters under all rules",
  });
  expect(signalOf(reliabilities(few))).toEqual({ unavailable: "fewer than 100 responses have two ratings" });
  const alone = few.map((rule) => {
    const own = [...rule.rater.keys()].filter((r) => rule.rater[r] === 0);
    return ratedBy(
      own.map((r) => [rule.item[r] ?? 0, 0, rule.score[r] ?? 0] as const),
      [...rule.prompt],
    );
  });
  expect(kelleyOf(reliabilities(alone))).toEqual({ unavailable: "one rating an item" });
  const constant = few.map((rule) => ({ ...rule, score: rule.score.map(() => 0.5) }));
  expect(kelleyOf(reliabilities(constant))).toEqual({ unavailable: "raters agree on no rule" });
  const [varying, flat] = [few[0], constant[1]];
  if (varying && flat) expect(known(kelleyOf(reliabilities([varying, flat])))).toEqual(Float64Array.of(1, 0));
});
