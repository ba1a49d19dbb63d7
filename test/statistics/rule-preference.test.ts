import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pairSet } from "../../server/src/statistics/pairs.ts";
import { isDefined } from "../../server/src/statistics/result.ts";
import { rulePreference } from "../../server/src/statistics/rule-preference.ts";
import { arbitraryPairs, orderBy, rearranged } from "./arbitrary-pairs.ts";
import { hasSharedData, readGolden, readRatedPairs, readShared } from "./preference-data.ts";

describe.each(["hanna", "summeval-op"])("%s", (name) => {
  test.skipIf(!hasSharedData())("every rule agrees with the golden values", () => {
    const { rules, pairs } = readRatedPairs(name);
    const golden = readGolden(name).rules;
    const second = JSON.parse(readShared(`${name}/golden/golden2.json`)).rules;
    expect(rules.length).toBeGreaterThan(5);
    rules.forEach((rule, k) => {
      const found = rulePreference(pairs, k);
      if (!isDefined(found) || !isDefined(found.decidedAccuracy)) throw new Error(`${rule} has no preference`);
      const { interval } = found.decidedAccuracy;
      const want = golden[rule].preference;
      expect(found).toMatchObject({ wins: want.wins, ties: want.ties, losses: want.losses });
      expect(found.accuracy).toBeCloseTo(want.accuracy, 12);
      expect(found.decidedAccuracy.value).toBeCloseTo(want.decided_accuracy, 12);
      expect(found.tieShare).toBeCloseTo(want.tie_share, 12);
      expect(found.deff).toBeCloseTo(want.deff, 9);
      expect(isDefined(interval) && [interval.low, interval.high]).toEqual([
        expect.closeTo(second[rule].preference.low, 9),
        expect.closeTo(second[rule].preference.high, 9),
      ]);
      expect(found.p).toBeCloseTo(second[rule].preference.p, 12);
    });
  });
});

test("a difference of rounding size is a tie", () => {
  const scores = [Float64Array.of(0.1 + 0.2, 0.3, 0.9)];
  const pairs = pairSet({ items: 3, scores, chosen: Int32Array.of(0, 2), rejected: Int32Array.of(1, 0) });
  expect(rulePreference(pairs, 0)).toMatchObject({ wins: 1, ties: 1, losses: 0, accuracy: 0.75 });
});

test("a rule that ties everywhere has an accuracy of one half and no decided one", () => {
  const scores = [Float64Array.of(1, 1)];
  const pairs = pairSet({ items: 2, scores, chosen: Int32Array.of(0, 1), rejected: Int32Array.of(1, 0) });
  expect(rulePreference(pairs, 0)).toMatchObject({
    accuracy: 0.5,
    tieShare: 1,
    deff: 1,
    decidedAccuracy: { unavailable: "every pair ties" },
  });
});

test("a rule without ratings says so", () => {
  const scores = [Float64Array.of(Number.NaN, 0.5)];
  const pairs = pairSet({ items: 2, scores, chosen: Int32Array.of(0), rejected: Int32Array.of(1) });
  expect(rulePreference(pairs, 0)).toEqual({ unavailable: "no pair is rated on both sides" });
});

test("order and names change nothing", () => {
  fc.assert(
    fc.property(arbitraryPairs(), fc.nat(), (input, key) => {
      expect(rulePreference(pairSet(rearranged(input, orderBy(key))), 0)).toEqual(rulePreference(pairSet(input), 0));
    }),
  );
});

test("a rule reversed has accuracy 1 - a, and so have swapped pairs", () => {
  fc.assert(
    fc.property(arbitraryPairs(), (input) => {
      const found = rulePreference(pairSet(input), 0);
      const reversed = { ...input, scores: input.scores.map((ofRule) => ofRule.map((s) => 1 - s)) };
      const swapped = { ...input, chosen: input.rejected, rejected: input.chosen };
      for (const other of [rulePreference(pairSet(reversed), 0), rulePreference(pairSet(swapped), 0)]) {
        if (!isDefined(found) || !isDefined(other)) {
          expect(other).toEqual(found);
          return;
        }
        expect(other).toMatchObject({ wins: found.losses, losses: found.wins, ties: found.ties });
        expect(other.accuracy).toBeCloseTo(1 - found.accuracy, 12);
        expect(other.deff).toBeCloseTo(found.deff, 9);
      }
    }),
  );
});

test("every pair twice changes no share", () => {
  fc.assert(
    fc.property(arbitraryPairs(), (input) => {
      const twice = (side: Int32Array): Int32Array => Int32Array.of(...side, ...side);
      const doubled = {
        ...input,
        chosen: twice(input.chosen),
        rejected: twice(input.rejected),
        prompt: twice(input.prompt ?? new Int32Array()),
      };
      const found = rulePreference(pairSet(input), 0);
      const again = rulePreference(pairSet(doubled), 0);
      if (!isDefined(found) || !isDefined(again)) {
        expect(again).toEqual(found);
        return;
      }
      expect(again).toMatchObject({ pairs: 2 * found.pairs, accuracy: found.accuracy, tieShare: found.tieShare });
    }),
  );
});

test("accuracy is at most 1.5 less the share of the commonest score among the sides of the pairs", () => {
  fc.assert(
    fc.property(arbitraryPairs({ missing: false }), (input) => {
      const found = rulePreference(pairSet(input), 0);
      if (!isDefined(found)) return;
      const sides = [...input.chosen, ...input.rejected].map((item) => input.scores[0]?.[item]);
      const commonest = Math.max(...sides.map((score) => sides.filter((other) => other === score).length));
      expect(found.accuracy).toBeLessThanOrEqual(1.5 - commonest / sides.length + 1e-12);
    }),
  );
});
