import { expect, test } from "vitest";
import { lessMean, lessOthers, ranksWithin, scaledBySd } from "../../server/src/statistics/centered.ts";

const rewards = Float64Array.of(0.2, 0.5, 0.8, 0.4, Number.NaN, 0.9);
const group = Int32Array.of(0, 0, 0, 1, 1, -1);

test("a reward less the mean of the prompt's others", () => {
  const centered = [...lessOthers(rewards, group)];
  expect(centered.slice(0, 3).map((value) => Number(value.toFixed(12)))).toEqual([-0.45, 0, 0.45]);
  // Alone under its prompt, without a reward, without a prompt.
  expect(centered.slice(3)).toEqual([Number.NaN, Number.NaN, Number.NaN]);
});

test("a reward less the mean of all, divided by the standard deviation", () => {
  const centered = lessMean(rewards);
  expect(centered[0]).toBeCloseTo(0.2 - 0.56, 12);
  const scaled = scaledBySd(Float64Array.of(-1, 1, Number.NaN));
  expect([...scaled]).toEqual([-1, 1, Number.NaN]);
  expect([...scaledBySd(Float64Array.of(2, 2))]).toEqual([2, 2]);
});

test("places within the prompt, equal rewards at their mean place", () => {
  expect([...ranksWithin(Float64Array.of(0.5, 0.9, 0.5, 0.1), Int32Array.of(0, 0, 0, 0))]).toEqual([2.5, 1, 2.5, 4]);
});
