import fc from "fast-check";
import { expect, test } from "vitest";
import { chanceP, dyadicChanceP } from "../../server/src/statistics/chance-p.ts";
import { clusteredWilson, dyadicSum, dyadicWilson } from "../../server/src/statistics/clustered-wilson.ts";
import { studentT95 } from "../../server/src/statistics/student-t.ts";
import { wilson } from "../../server/src/statistics/wilson.ts";
import golden from "../golden/preferences.json" with { type: "json" };

test.each(golden.wilson)(
  "Wilson's interval of $successes in $n is that of statsmodels",
  ({ successes, n, interval }) => {
    const { low, high } = wilson(successes / n, n);
    expect(low).toBeCloseTo(interval[0] ?? Number.NaN, 12);
    expect(high).toBeCloseTo(interval[1] ?? Number.NaN, 12);
  },
);

test("trials of one cluster that go together count for less", () => {
  // By hand: p = 1/2, V_b = 1/4 / 8 = 1/32; V_c = 2/1 * (2^2 + 2^2) / 64 = 1/4; deff = 8.
  const apart = clusteredWilson([4, 0], [4, 4]);
  expect(apart?.deff).toBeCloseTo(8, 12);
  expect(apart?.interval.low).toBeCloseTo(wilson(0.5, 1, "", studentT95(1)).low, 12);
});

test("clusters that all do the same do not narrow the interval", () => {
  const same = clusteredWilson([2, 2, 2], [4, 4, 4]);
  expect(same?.deff).toBe(1);
});

test("where every trial came out alike a cluster counts as one trial", () => {
  const all = clusteredWilson([50, 50, 0], [50, 50, 0]);
  expect(all?.share).toBe(1);
  expect(all?.deff).toBe(50);
  expect(all?.interval.low).toBeCloseTo(wilson(1, 2, "", studentT95(1)).low, 12);
});

test("one cluster has no design effect and no trials have no share", () => {
  expect(clusteredWilson([3], [9])?.deff).toBe(1);
  expect(clusteredWilson([0, 0], [0, 0])).toBeUndefined();
});

const dyads = fc
  .array(fc.tuple(fc.nat(6), fc.nat(6), fc.boolean()), { minLength: 1, maxLength: 25 })
  .map((rows) => rows.filter(([a, b]) => a !== b));

test("the dyadic sum is over every two trials that share a response", () => {
  fc.assert(
    fc.property(dyads, (rows) => {
      fc.pre(rows.length > 0);
      const outcome = rows.map(([, , won]) => (won ? 1 : 0));
      const mean = outcome.reduce((sum: number, y) => sum + y, 0) / outcome.length;
      const error = outcome.map((y) => y - mean);
      let naive = 0;
      for (const [p, [a, b]] of rows.entries())
        for (const [q, [c, d]] of rows.entries()) {
          const shared = [a, b].filter((one) => one === c || one === d).length;
          // Two trials of the same two responses go together on both.
          naive += (p === q ? 1 : shared) * (error[p] ?? 0) * (error[q] ?? 0);
        }
      const [first, second] = [rows.map(([a]) => a), rows.map(([, b]) => b)];
      expect(dyadicSum(outcome, first, second, 7)).toBeCloseTo(Math.max(0, naive), 9);
    }),
  );
});

test("trials that share no response are independent, whatever the method", () => {
  const outcome = [1, 1, 1, 0, 1, 0, 1, 1];
  const first = outcome.map((_, p) => 2 * p);
  const second = outcome.map((_, p) => 2 * p + 1);
  const apart = dyadicWilson(outcome, first, second, 16);
  expect(apart?.deff).toBe(1);
  expect(apart?.interval.low).toBeCloseTo(wilson(0.75, 8, "", studentT95(7)).low, 12);
});

test("the p of an accuracy of one half", () => {
  // SciPy: ttest_1samp([1, 0, -1, 1, 1.5, 0.5], 0).pvalue
  expect(chanceP([2, 1, 0, 2, 3, 1], [2, 2, 2, 2, 3, 1])).toBeCloseTo(0.22920497355421768, 12);
  expect(chanceP([1, 1, 1, 1], [1, 1, 1, 1])).toEqual({ unavailable: "fewer than 5 prompts with decided pairs" });
  expect(chanceP([1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 1])).toBe(2 / 64);
  expect(chanceP([1, 1, 1, 1, 1], [2, 2, 2, 2, 2])).toBe(1);
  const pairs = Array.from({ length: 40 }, (_, p) => p);
  const star = dyadicChanceP(
    pairs.map((p) => (p % 4 ? 1 : 0)),
    pairs.map(() => 0),
    pairs.map((p) => p + 1),
    41,
  );
  // All share one response: the sum of e over it is 0, and what is left says nothing.
  expect(star).toBe(1);
});
