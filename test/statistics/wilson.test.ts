import { expect, test } from "vitest";
import { clusteredWilson } from "../../server/src/statistics/clustered-wilson.ts";
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
  expect(apart?.interval.low).toBeCloseTo(wilson(0.5, 1).low, 12);
});

test("clusters that all do the same do not narrow the interval", () => {
  const same = clusteredWilson([2, 2, 2], [4, 4, 4]);
  expect(same?.deff).toBe(1);
});

test("where every trial came out alike a cluster counts as one trial", () => {
  const all = clusteredWilson([50, 50, 0], [50, 50, 0]);
  expect(all?.share).toBe(1);
  expect(all?.deff).toBe(50);
  expect(all?.interval.low).toBeCloseTo(wilson(1, 2).low, 12);
});

test("one cluster has no design effect and no trials have no share", () => {
  expect(clusteredWilson([3], [9])?.deff).toBe(1);
  expect(clusteredWilson([0, 0], [0, 0])).toBeUndefined();
});
