import fc from "fast-check";
import { expect, test } from "vitest";
import { alphaReliabilities } from "../../server/src/statistics/reliability.ts";
import { signalOf } from "../../server/src/statistics/reliability-weights.ts";
import { finish } from "../../server/src/statistics/steps.ts";
import { weightIntervals } from "../../server/src/statistics/weight-interval.ts";
import { effectiveRules, encoreWeights } from "../../server/src/statistics/weights.ts";
import { known, patternsOf, type RatingTable } from "./rating-table.ts";

const entropies = fc.array(fc.double({ min: 0, max: 3, noNaN: true }), { minLength: 1, maxLength: 12 });
const temperatures = fc.double({ min: 0.05, max: 50, noNaN: true });

test("weights sum to 1 and fall as entropy rises", () => {
  fc.assert(
    fc.property(entropies, temperatures, (list, temperature) => {
      const weights = encoreWeights(list, temperature);
      expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
      for (const [j, a] of list.entries())
        for (const [k, b] of list.entries())
          if (a < b) expect(weights[j]).toBeGreaterThanOrEqual(weights[k] ?? Number.NaN);
    }),
  );
  const [low = 0, high = 0] = encoreWeights([1, 1.5], 2);
  expect(low / high).toBeCloseTo(Math.exp(0.25), 12);
});

test("the order of the rules moves the weights with it, and a shift of all entropies nothing", () => {
  fc.assert(
    fc.property(entropies, temperatures, (list, temperature) => {
      const weights = [...encoreWeights(list, temperature)];
      const close = weights.map((weight) => expect.closeTo(weight, 9));
      expect([...encoreWeights([...list].reverse(), temperature)].reverse()).toEqual(close);
      expect([
        ...encoreWeights(
          list.map((h) => h + 1),
          temperature,
        ),
      ]).toEqual(close);
    }),
  );
});

test("an endless temperature is uniform; towards 0 the lowest take all, and ties share", () => {
  expect([...encoreWeights([0.2, 1, 1.4], Number.POSITIVE_INFINITY)]).toEqual([1 / 3, 1 / 3, 1 / 3]);
  expect([...encoreWeights([0.2, 1, 0.2], 1e-9)]).toEqual([0.5, 0, 0.5]);
  expect([...encoreWeights([0, 2 * Math.log(3)], 2)]).toEqual([0.75, 0.25].map((weight) => expect.closeTo(weight, 12)));
});

test("a rule without an entropy has no weight", () => {
  expect([...encoreWeights([Number.NaN, 1], 2)]).toEqual([0, 1]);
  expect([...encoreWeights([], 2)]).toEqual([]);
});

test("effective rules are as many as share the weight", () => {
  expect(effectiveRules([0.25, 0.25, 0.25, 0.25])).toBeCloseTo(4, 12);
  expect(effectiveRules([1, 0])).toBe(1);
  expect(effectiveRules([0, 0])).toEqual({ unavailable: "no rule has a weight" });
});

test("intervals of weights hold the weights of Miller-Madow's entropies, and narrow with the ratings", () => {
  const rules = (times: number) =>
    [
      [12, 20, 8],
      [2, 3, 35],
      [20, 1, 19],
    ].map((counts) => ({
      counts: Float64Array.from(counts, (count) => times * count),
      effective: 40 * times,
    }));
  const few = finish(weightIntervals(rules(1), 2));
  const many = finish(weightIntervals(rules(20), 2));
  const truth = encoreWeights([1.0297, 0.46, 0.8075], 2);
  for (const [k, { low, high }] of few.entries()) {
    expect(low).toBeLessThan(truth[k] ?? Number.NaN);
    expect(high).toBeGreaterThan(truth[k] ?? Number.NaN);
    expect((many[k]?.high ?? 0) - (many[k]?.low ?? 0)).toBeLessThan((high - low) / 3);
  }
  expect(finish(weightIntervals(rules(1), 2))).toEqual(few);
});

const numbers = Float64Array.of(1, 2, 3);
const rated = (table: RatingTable) => ({ patterns: patternsOf(table, 3), values: numbers });
const agreed = Array.from({ length: 120 }, (_, i) => [i % 3, i % 3]);
const mostly = agreed.map(([first = 0, second = 0], i) => [first, i % 12 === 0 ? 2 - second : second]);
const constant = agreed.map(() => [1, 1]);
const signalWeights = (rules: readonly ReturnType<typeof rated>[]) => signalOf(alphaReliabilities(rules));

test("signal weights go to what raters agree on, none to what never varies", () => {
  const weights = known(signalWeights([rated(agreed), rated(mostly), rated(constant)]));
  expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
  expect(weights[0]).toBeGreaterThan(weights[1] ?? Number.NaN);
  expect(weights[1]).toBeGreaterThan(0);
  expect(weights[2]).toBe(0);
});

test("full agreement counts as alpha .95, a ratio of 19", () => {
  // By hand: one item of twelve differs by 2. Observed 10 * 8 over n = 240 ratings, of which 70, 80, 90 are 1, 2, 3.
  const expected = 2 * (70 * 80 + 80 * 90 + 4 * 70 * 90);
  const alpha = 1 - (239 * 80) / expected;
  const [full = 0, part = 0] = known(signalWeights([rated(agreed), rated(mostly)]));
  expect(full / part).toBeCloseTo(19 / (alpha / (1 - alpha)), 9);
});

test("signal weights need raters, and some that agree", () => {
  const opposed = Array.from({ length: 120 }, () => [0, 2]);
  expect(signalWeights([rated(agreed.slice(0, 99))])).toEqual({
    unavailable: "fewer than 100 responses have two ratings",
  });
  expect(signalWeights([rated(agreed), rated(agreed.map(([value = 0]) => [value]))])).toEqual({
    unavailable: "fewer than 100 responses have two ratings",
  });
  expect(signalWeights([rated(opposed)])).toEqual({ unavailable: "raters agree on no rule" });
});
