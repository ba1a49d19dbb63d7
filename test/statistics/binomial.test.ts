import { expect, test } from "vitest";
import { binomial } from "../../server/src/statistics/binomial.ts";
import { createRandom } from "../../server/src/statistics/random.ts";

const draws = 40_000;

test.each([1e12, 1e155, 1e300])("%d trials take no more uniforms than a few", (n) => {
  const random = createRandom(1);
  let asked = 0;
  const uniform = () => {
    asked++;
    return random.uniform();
  };
  for (const p of [1e-9, 0.3, 0.5, 0.999])
    for (let draw = 0; draw < 100; draw++) {
      const k = binomial(uniform, n, p);
      expect(Math.abs(k / n - p)).toBeLessThan(10 * Math.sqrt(p / n) + 1e-12);
    }
  expect(asked).toBeLessThan(4 * 100 * 20);
});

test.each([
  { n: 1, p: 0.3 },
  { n: 12, p: 0.05 },
  { n: 12, p: 0.9 },
  { n: 60, p: 0.5 },
  { n: 5000, p: 0.002 },
  { n: 40, p: 0.27 },
  { n: 5000, p: 0.7 },
])("draws of $n trials at $p are distributed as they should be", ({ n, p }) => {
  const random = createRandom(5);
  const seen = new Float64Array(n + 1);
  for (let d = 0; d < draws; d++) {
    const k = binomial(random.uniform, n, p);
    seen[k] = (seen[k] ?? 0) + 1;
  }
  const { statistic, degrees } = chiSquare(seen, probabilities(n, p));
  // The 99.99% quantile of chi-square, by Wilson and Hilferty.
  const limit = degrees * (1 - 2 / (9 * degrees) + 3.719 * Math.sqrt(2 / (9 * degrees))) ** 3;
  expect(statistic).toBeLessThan(limit);
});

test("what is certain is drawn so", () => {
  const never = (): number => {
    throw new Error("nothing is left to chance");
  };
  expect(binomial(never, 0, 0.5)).toBe(0);
  expect(binomial(never, 9, 0)).toBe(0);
  expect(binomial(never, 9, 1)).toBe(9);
});

function probabilities(n: number, p: number): Float64Array {
  let log = n * Math.log1p(-p);
  return new Float64Array(n + 1).map((_, k) => {
    if (k > 0) log += Math.log((n - k + 1) / k) + Math.log(p / (1 - p));
    return Math.exp(log);
  });
}

/** Neighbouring outcomes are put together until 10 draws are expected of them. */
function chiSquare(seen: Float64Array, probability: Float64Array): { statistic: number; degrees: number } {
  let statistic = 0;
  let cells = 0;
  let expected = 0;
  let found = 0;
  probability.forEach((share, k) => {
    expected += share * draws;
    found += seen[k] ?? 0;
    if (expected < 10 && k < probability.length - 1) return;
    statistic += expected > 0 ? (found - expected) ** 2 / Math.max(expected, 1) : 0;
    cells++;
    expected = 0;
    found = 0;
  });
  return { statistic, degrees: Math.max(1, cells - 1) };
}
