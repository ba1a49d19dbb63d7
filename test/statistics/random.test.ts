import { expect, test } from "vitest";
import { createRandom, seedOf } from "../../server/src/statistics/random.ts";

const draws = 40_000;

/** Mean and variance of draws. */
function moments(draw: () => number): { mean: number; variance: number } {
  const drawn = Float64Array.from({ length: draws }, draw);
  const mean = drawn.reduce((sum, x) => sum + x, 0) / draws;
  return { mean, variance: drawn.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws };
}

test.each([0.5, 1, 1.5, 20])("gamma of shape %d has its mean, variance and share under it", (shape) => {
  const random = createRandom(11);
  const { mean, variance } = moments(() => random.gamma(shape));
  // Four standard errors: of the mean sqrt(a / n), of the variance sqrt((3 a^2 + 6 a - a^2) / n).
  expect(Math.abs(mean - shape)).toBeLessThan(4 * Math.sqrt(shape / draws));
  expect(Math.abs(variance - shape)).toBeLessThan(4 * Math.sqrt((2 * shape ** 2 + 6 * shape) / draws));
});

test("normal and uniform draws have their mean and variance", () => {
  const random = createRandom(12);
  const normal = moments(random.normal);
  expect(Math.abs(normal.mean)).toBeLessThan(4 / Math.sqrt(draws));
  expect(Math.abs(normal.variance - 1)).toBeLessThan(4 * Math.sqrt(2 / draws));
  const uniform = moments(random.uniform);
  expect(Math.abs(uniform.mean - 1 / 2)).toBeLessThan(4 * Math.sqrt(1 / 12 / draws));
  expect(Math.abs(uniform.variance - 1 / 12)).toBeLessThan(4 * Math.sqrt(1 / 180 / draws));
});

test("one seed gives one sequence, on every machine; another gives another", () => {
  const firstOf = (seed: number): number[] => {
    const { uniform } = createRandom(seed);
    return Array.from({ length: 20 }, uniform);
  };
  expect(firstOf(7)).toEqual(firstOf(7));
  expect(firstOf(7)).not.toEqual(firstOf(8));
  expect(firstOf(0).every((u) => u >= 0 && u < 1)).toBe(true);
  expect(new Set(firstOf(0)).size).toBe(20);
});

test("a seed depends on every number, their order and how many there are", () => {
  const seeds = [[], [0], [0, 0], [1, 2], [2, 1], [1, 2.0000000001]].map((numbers) => seedOf(numbers));
  expect(new Set(seeds).size).toBe(seeds.length);
});
