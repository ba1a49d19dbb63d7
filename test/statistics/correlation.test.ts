import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { correlation } from "../../server/src/statistics/correlation.ts";
import { isDefined } from "../../server/src/statistics/result.ts";
import { rulePreference } from "../../server/src/statistics/rule-preference.ts";
import { finish } from "../../server/src/statistics/steps.ts";
import golden from "../golden/preferences.json" with { type: "json" };
import { hasSharedData, readGolden, readRatedPairs } from "./preference-data.ts";

describe.each(["hanna", "summeval-op"])("%s", (name) => {
  test.skipIf(!hasSharedData())("entropy and noise go with accuracy as in the golden values", () => {
    const { rules, pairs } = readRatedPairs(name);
    const want = readGolden(name);
    const found = rules.map((_, k) => rulePreference(pairs, k));
    const accuracy = found.map((rule) => (isDefined(rule) ? rule.accuracy : Number.NaN));
    const decided = found.map((rule) =>
      isDefined(rule) && isDefined(rule.decidedAccuracy) ? rule.decidedAccuracy.value : Number.NaN,
    );
    const entropy = rules.map((rule) => want.rules[rule].entropy_nats);
    const noise = rules.map((rule) => 1 - want.rules[rule].alpha.interval);
    const weights = rules.map((rule) => want.bradley_terry_full_fit.weights_raw[rule]);
    const held: [number[], number[], { pearson: number; spearman: number }][] = [
      [entropy, accuracy, want.entropy_vs.accuracy],
      [entropy, decided, want.entropy_vs.decided_accuracy],
      [noise, accuracy, want.noise_vs.accuracy],
      [noise, decided, want.noise_vs.decided_accuracy],
      [entropy, weights, want.entropy_vs_bradley_terry],
    ];
    for (const [x, y, { pearson, spearman }] of held) {
      const correlated = finish(correlation(x, y));
      expect(correlated.pearson).toBeCloseTo(pearson, 10);
      expect(correlated.spearman).toBeCloseTo(spearman, 10);
    }
  });
});

test.each(golden.correlations.exact)(
  "SciPy's correlations of $x and $y",
  ({ x, y, pearson, spearman, interval, p }) => {
    const found = finish(correlation(x, y));
    expect(found.pearson).toBeCloseTo(pearson, 12);
    expect(found.spearman).toBeCloseTo(spearman, 12);
    expect(found.p).toBeCloseTo(p, 12);
    expect(isDefined(found.interval) && [found.interval.low, found.interval.high]).toEqual(
      interval?.map((end) => expect.closeTo(end, 10)),
    );
  },
);

test("with more than eight values p is sampled, within what 10,000 draws allow", () => {
  const { x, y, p, pearson } = golden.correlations.sampled;
  const found = finish(correlation(x, y));
  expect(found.pearson).toBeCloseTo(pearson, 12);
  expect(Math.abs(Number(found.p) - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / 10_000) + 1e-4);
  expect(finish(correlation(x, y))).toEqual(found);
});

test("rules without a number are left out; with fewer than three, or no variation, there is nothing to tell", () => {
  const none = Number.NaN;
  expect(finish(correlation([1, 2, none, 4, 3], [1, 3, 2, none, 2]))).toMatchObject({ rules: 3 });
  expect(finish(correlation([1, 2], [1, 2])).pearson).toEqual({ unavailable: "fewer than three values" });
  expect(finish(correlation([1, 1, 1, 1], [1, 2, 3, 4]))).toMatchObject({
    pearson: { unavailable: "no variation" },
    spearman: { unavailable: "no variation" },
    p: { unavailable: "no variation" },
    interval: { unavailable: "no variation" },
  });
});

test("a perfect line has p = 2 / n! and an interval that is no NaN", () => {
  const found = finish(correlation([1, 2, 3, 4, 5], [2, 4, 6, 8, 10]));
  expect(found.pearson).toBeCloseTo(1, 12);
  expect(found.p).toBeCloseTo(2 / 120, 12);
  if (isDefined(found.interval)) expect(Number.isNaN(found.interval.low + found.interval.high)).toBe(false);
});

test("the order of the rules changes nothing, and p is a share", () => {
  const value = fc.integer({ min: -5, max: 5 });
  fc.assert(
    fc.property(fc.array(fc.tuple(value, value), { minLength: 3, maxLength: 12 }), (rules) => {
      const of = (list: typeof rules) =>
        finish(
          correlation(
            list.map(([x]) => x),
            list.map(([, y]) => y),
          ),
        );
      const found = of(rules);
      const turned = of(rules.slice().reverse());
      if (!isDefined(found.pearson) || !isDefined(found.p)) {
        expect(turned).toEqual(found);
        return;
      }
      expect(turned.pearson).toBeCloseTo(found.pearson, 10);
      expect(turned.p).toBe(found.p);
      expect(found.p).toBeGreaterThan(0);
      expect(found.p).toBeLessThanOrEqual(1);
    }),
    { numRuns: 40 },
  );
});
