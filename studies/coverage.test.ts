/** A few simulations of each kind: that they simulate what they say, and that gross faults show. */
import { expect, test } from "vitest";
import { nominalAlphaValue } from "../server/src/statistics/alpha.ts";
import { createRandom } from "../server/src/statistics/random.ts";
import { known } from "../test/statistics/rating-table.ts";
import { agreementCoverage } from "./agreement-coverage.ts";
import { componentCoverage } from "./components.study.ts";
import { entropyCoverage } from "./entropy-coverage.ts";
import { familyRates } from "./family.study.ts";
import { judgeRates, judgeSeverity } from "./judges.study.ts";
import { accuracyCoverage } from "./preference-coverage.ts";
import { redundantRates } from "./redundancy.study.ts";
import { settledAccuracy, settledAlpha } from "./responses-wanted.study.ts";
import { severityRates } from "./severity.study.ts";
import { falling, peaked, shapes } from "./shapes.ts";
import { simulateRatings } from "./simulate-ratings.ts";
import { type Cell, coverage } from "./tally-cells.ts";
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

test("a rule that sees nothing is seldom called reversed", () => {
  expect(mean(falseReversed(200, [30]).map(coverage))).toBeLessThan(0.05);
});

test("variance components are covered on average", () => {
  expect(mean(componentCoverage(40, [30]).map(coverage))).toBeGreaterThan(0.9);
});

test("no innocent rater is accused, and a severe one is found", () => {
  for (const { accused, found } of severityRates(40, [100])) {
    expect(coverage(accused)).toBeLessThanOrEqual(0.1);
    if (found.setting["one rater severe by"] === 0.25) expect(coverage(found)).toBeGreaterThan(0.8);
  }
});

test("rules of one truth are called redundant, others are not, whatever the prompts do", () => {
  for (const cell of redundantRates(30)) {
    const rho = Number(cell.setting["true correlation"]);
    if (rho < 0.9) expect(coverage(cell)).toBeLessThanOrEqual(0.1);
    if (rho === 1 && cell.setting.levels === "five") expect(coverage(cell)).toBeGreaterThan(0.9);
  }
});

test("a rubric of thirty rules that see nothing is seldom has a reversed one", () => {
  for (const { corrected, uncorrected } of familyRates(60, [30], [5, 20])) {
    expect(coverage(corrected)).toBeLessThanOrEqual(0.1);
    expect(coverage(uncorrected)).toBeGreaterThan(0.25);
  }
});

test("what is advised settles the question in most runs", () => {
  const settled = (cells: readonly Cell[]): number =>
    cells.reduce((sum, { covered }) => sum + covered, 0) / cells.reduce((sum, { intervals }) => sum + intervals, 0);
  expect(settled(settledAlpha(60))).toBeGreaterThan(0.7);
  expect(settled(settledAccuracy(60))).toBeGreaterThan(0.7);
});

test("a judge worse by epsilon, one who guesses and one who always says the same do not pass; one more person does", () => {
  for (const { passes } of judgeRates(20, [400])) {
    const rate = passes.covered / Math.max(1, passes.intervals);
    if (passes.setting.judge === "one more person" && passes.intervals > 10) expect(rate).toBeGreaterThan(0.6);
    if (passes.setting.judge !== "one more person") expect(passes.covered).toBeLessThanOrEqual(3);
  }
  expect(mean(judgeSeverity(100).map(coverage))).toBeGreaterThan(0.92);
});

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
