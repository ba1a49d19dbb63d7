import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { accuracyChange } from "../../server/src/statistics/paired-bootstrap.ts";
import { type PairSet, pairSet } from "../../server/src/statistics/pairs.ts";
import { isDefined } from "../../server/src/statistics/result.ts";
import { accuracyOf, outcomes } from "../../server/src/statistics/reward.ts";
import { finish } from "../../server/src/statistics/steps.ts";
import { arbitraryPairs, orderBy, rearranged } from "./arbitrary-pairs.ts";
import { hasSharedData, readRatedPairs } from "./preference-data.ts";

const uniform = [1, 1, 1, 1, 1];
const first = [1, 0, 0, 0, 0];

/** Pairs with nothing but prompts: the outcomes are given by hand. */
function pairsOfPrompts(prompt: readonly number[]): PairSet {
  const sides = Int32Array.from(prompt, () => 0);
  return pairSet({ items: 1, scores: [], chosen: sides, rejected: sides, prompt: Int32Array.from(prompt) });
}

test("the difference is over the pairs that both judge", () => {
  const none = Number.NaN;
  const pairs = pairsOfPrompts([0, 0, 1, 1, 2]);
  const before = Float64Array.of(1, 0, 0.5, none, 0);
  const after = Float64Array.of(1, 1, 1, 0, none);
  expect(finish(accuracyChange(pairs, before, after))).toMatchObject({
    before: 0.5,
    after: 1,
    difference: { value: 0.5 },
  });
});

test("the same outcomes differ by 0 without doubt; no common pair, or one prompt, leaves something undefined", () => {
  const pairs = pairsOfPrompts([0, 0, 1]);
  const some = Float64Array.of(1, 0, 0.5);
  expect(finish(accuracyChange(pairs, some, some))).toMatchObject({
    difference: { value: 0, interval: { low: 0, high: 0 } },
  });
  const none = some.map(() => Number.NaN);
  expect(finish(accuracyChange(pairs, some, none))).toEqual({ unavailable: "no pair is judged by both" });
  const alone = pairsOfPrompts([4, 4, 4]);
  expect(finish(accuracyChange(alone, some, some.slice().reverse()))).toMatchObject({
    difference: { value: 0, interval: { unavailable: "one prompt" } },
  });
});

test("that nothing changed in five pairs does not prove that nothing does", () => {
  const pairs = pairsOfPrompts([-1, -1, -1, -1, -1]);
  const outcome = Float64Array.of(1, 1, 0, 1, 0);
  const found = finish(accuracyChange(pairs, outcome, outcome.slice()));
  if (!isDefined(found) || !isDefined(found.difference.interval)) throw new Error("an interval was expected");
  expect(found.difference.value).toBe(0);
  expect(found.difference.interval.low).toBeLessThan(-0.2);
  expect(found.difference.interval.high).toBeGreaterThan(0.2);
});

test("pairs of one prompt that change together count as less than pairs that change alone", () => {
  const before = new Float64Array(200).fill(0.5);
  const after = Float64Array.from({ length: 200 }, (_, p) => (p % 40 < 20 ? 1 : 0));
  const width = (prompt: (pair: number) => number): number => {
    const pairs = pairsOfPrompts(Array.from({ length: 200 }, (_, p) => prompt(p)));
    const found = finish(accuracyChange(pairs, before, after));
    if (!isDefined(found) || !isDefined(found.difference.interval)) throw new Error("an interval was expected");
    return found.difference.interval.high - found.difference.interval.low;
  };
  const alone = width(() => -1);
  const together = width((p) => Math.floor(p / 20));
  // Ten prompts of 20 pairs each: sqrt(20) times as wide, and Student's t besides.
  expect(together / alone).toBeGreaterThan(4);
  expect(together / alone).toBeLessThan(7);
});

test("both ways of drawing give the interval that theory gives", () => {
  // 900 prompts of one pair (three kinds) and 60 prompts that are each their own kind; +-1.96 standard errors.
  for (const kinds of [3, 60]) {
    const size = kinds === 3 ? 1 : 60;
    const prompt: number[] = [];
    const changes: number[] = [];
    const prompts = kinds === 3 ? 900 : 60;
    for (let g = 0; g < prompts; g++) {
      for (let i = 0; i < size; i++) {
        prompt.push(g);
        changes.push(kinds === 3 ? (g % 3) - 1 : i < g ? 1 : 0);
      }
    }
    const pairs = pairsOfPrompts(prompt);
    const before = Float64Array.from(changes, (change) => (change < 0 ? 1 : 0));
    const after = Float64Array.from(changes, (change) => (change > 0 ? 1 : 0));
    const found = finish(accuracyChange(pairs, before, after));
    if (!isDefined(found) || !isDefined(found.difference.interval)) throw new Error("an interval was expected");
    const { value, interval } = found.difference;
    const means = Array.from({ length: prompts }, (_, g) => (kinds === 3 ? (g % 3) - 1 : g / 60));
    const variance = means.reduce((sum, mean) => sum + (mean - value) ** 2, 0) / prompts;
    const width = 2 * 1.96 * Math.sqrt(variance / prompts);
    expect((interval.high - interval.low) / width).toBeGreaterThan(0.9);
    expect((interval.high - interval.low) / width).toBeLessThan(1.15);
  }
});

test("order and names change nothing, and turning it round turns the interval round or nearly", () => {
  fc.assert(
    fc.property(arbitraryPairs(), fc.nat(), (input, key) => {
      const change = (pairs: PairSet) =>
        finish(accuracyChange(pairs, outcomes(pairs, uniform), outcomes(pairs, first)));
      const pairs = pairSet(input);
      const found = change(pairs);
      // Sums in another order differ in the last digit.
      expect(toTwelveDigits(change(pairSet(rearranged(input, orderBy(key)))))).toEqual(toTwelveDigits(found));
      if (!isDefined(found)) return;
      const { value, interval } = found.difference;
      expect(value).toBeCloseTo(found.after - found.before, 12);
      if (!isDefined(interval)) return;
      expect(interval.low).toBeLessThanOrEqual(value);
      expect(interval.high).toBeGreaterThanOrEqual(value);
      expect(interval.low).toBeGreaterThanOrEqual(-1);
      expect(interval.high).toBeLessThanOrEqual(1);
    }),
    { numRuns: 60 },
  );
});

function toTwelveDigits<T>(value: T): T {
  return JSON.parse(JSON.stringify(value, (_, one) => (typeof one === "number" ? Number(one.toPrecision(12)) : one)));
}

describe.each(["hanna", "summeval-op"])("%s", (name) => {
  test.skipIf(!hasSharedData())("against a plain walk through the prompts, drawn 4,000 times", () => {
    const { pairs } = readRatedPairs(name);
    const before = outcomes(pairs, new Float64Array(pairs.rules).fill(1));
    const after = outcomes(pairs, new Float64Array(pairs.rules).fill(0).fill(1, pairs.rules - 1));
    const found = finish(accuracyChange(pairs, before, after));
    if (!isDefined(found) || !isDefined(found.difference.interval)) throw new Error("an interval was expected");
    expect(found.difference.value).toBeCloseTo(
      Number(accuracyOf(after).accuracy) - Number(accuracyOf(before).accuracy),
      12,
    );
    const [low, high] = plainBootstrap(pairs, before, after);
    const { interval } = found.difference;
    expect(Math.abs(interval.low - low)).toBeLessThan(0.1 * (high - low));
    expect(Math.abs(interval.high - high)).toBeLessThan(0.1 * (high - low));
  });
});

function plainBootstrap(pairs: PairSet, before: Float64Array, after: Float64Array): [number, number] {
  const sum = new Float64Array(pairs.prompts);
  const count = new Float64Array(pairs.prompts);
  for (let p = 0; p < pairs.pairs; p++) {
    const g = pairs.prompt[p] ?? 0;
    sum[g] = (sum[g] ?? 0) + (after[p] ?? 0) - (before[p] ?? 0);
    count[g] = (count[g] ?? 0) + 1;
  }
  let state = 12345;
  const nextPrompt = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * pairs.prompts);
  };
  const means = Float64Array.from({ length: 4000 }, () => {
    let total = 0;
    let drawn = 0;
    for (let i = 0; i < pairs.prompts; i++) {
      const g = nextPrompt();
      total += sum[g] ?? 0;
      drawn += count[g] ?? 0;
    }
    return total / drawn;
  }).sort();
  return [means[100] ?? 0, means[3900] ?? 0];
}
