import { expect, test } from "vitest";
import { benjaminiYekutieli, holm } from "../../server/src/statistics/holm.ts";

const p = [0.01, 0.04, 0.03, 0.005, 0.5, 0.0001];

test("Holm's adjusted p", () => {
  // By hand: 0.0001 * 6, 0.005 * 5, 0.01 * 4, 0.03 * 3, 0.04 * 2 but not below 0.09, 0.5.
  const expected = [0.04, 0.09, 0.09, 0.025, 0.5, 0.0006];
  for (const [i, adjusted] of holm(p).entries()) expect(adjusted).toBeCloseTo(expected[i] ?? Number.NaN, 12);
});

test("Benjamini and Yekutieli's adjusted p", () => {
  // By SciPy 1.17: false_discovery_control(p, method="by").
  const expected = [0.048999999999999995, 0.1176, 0.11024999999999999, 0.03675, 1.0, 0.00147];
  for (const [i, adjusted] of benjaminiYekutieli(p).entries())
    expect(adjusted).toBeCloseTo(expected[i] ?? Number.NaN, 12);
});

test("a test that was not made is not counted", () => {
  expect([...holm([0.02, Number.NaN, 0.03])]).toEqual([0.04, Number.NaN, 0.04]);
  expect([...benjaminiYekutieli([Number.NaN, 0.02])]).toEqual([Number.NaN, 0.02]);
  expect([...holm([])]).toEqual([]);
});
