/** A few simulations of each kind: that they simulate what they say, and that gross faults show. */
import { expect, test } from "vitest";
import { nominalAlphaValue } from "../server/src/statistics/alpha.ts";
import { createRandom } from "../server/src/statistics/random.ts";
import { known } from "../test/statistics/rating-table.ts";
import { agreementCoverage } from "./agreement-coverage.ts";
import { entropyCoverage } from "./entropy-coverage.ts";
import { accuracyCoverage } from "./preference-coverage.ts";
import { falling, peaked, shapes } from "./shapes.ts";
import { simulateRatings } from "./simulate-ratings.ts";
import { coverage } from "./tally-cells.ts";
import { falseReversed } from "./verdict-errors.ts";

test.each([0, 0.3, 0.7, 1])("simulated ratings have the shape and the agreement %d", (agreement) => {
  const [, , shape] = shapes;
  if (!shape) throw new Error("no shape");
  const { counts, patterns } = simulateRatings(createRandom(3), { shape, items: 20_000, raters: 3, agreement });
  for (const [v, share] of shape.shares.entries()) expect((counts[v] ?? 0) / 60_000).toBeCloseTo(share, 1.7);
  expect(known(nominalAlphaValue(patterns, counts.length))).toBeCloseTo(agreement, 1.7);
});

test("the shapes at a border have its entropy", () => {
  for (const { shares, entropy } of [peaked(5, 0.85), falling(10, 0.85)])
    expect(entropy / Math.log(shares.length)).toBeCloseTo(0.85, 9);
});

test("entropy is covered, in few simulations as in many", () => {
  const cells = entropyCoverage(20, shapes.slice(2, 3)).filter(({ effective }) => effective >= 30);
  expect(cells.length).toBeGreaterThan(20);
  expect(mean(cells.map(coverage))).toBeGreaterThan(0.92);
  expect(entropyCoverage(2, shapes.slice(7, 8))).toEqual(entropyCoverage(2, shapes.slice(7, 8)));
});

test("agreement and accuracy are covered on average", () => {
  const even = agreementCoverage(40, [50]).filter(({ setting }) => setting.shape === ".5 .5" && setting.raters === 3);
  expect(mean(even.map(coverage))).toBeGreaterThan(0.88);
  expect(mean(accuracyCoverage(60, [30]).map(coverage))).toBeGreaterThan(0.92);
});

test("a rule that sees nothing is seldom told to be reversed", () => {
  expect(mean(falseReversed(200, [30]).map(coverage))).toBeLessThan(0.05);
});

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
