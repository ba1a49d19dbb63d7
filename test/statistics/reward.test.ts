import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { baselineOutcomes, judgeOutcomes } from "../../server/src/statistics/judges.ts";
import { type PairSet, pairSet } from "../../server/src/statistics/pairs.ts";
import { accuracyBySubset, accuracyOf, outcomes, rewards } from "../../server/src/statistics/reward.ts";
import { rulePreference } from "../../server/src/statistics/rule-preference.ts";
import { arbitraryPairs } from "./arbitrary-pairs.ts";
import { hasSharedData, readGolden, readRatedPairs } from "./preference-data.ts";

const none = Number.NaN;

describe.each(["hanna", "summeval-op"])("%s", (name) => {
  test.skipIf(!hasSharedData())("weightings have the golden accuracies", () => {
    const { rules, pairs } = readRatedPairs(name);
    const golden = readGolden(name);
    const accuracy = (weights: Record<string, number>): unknown =>
      accuracyOf(
        outcomes(
          pairs,
          rules.map((rule) => weights[rule] ?? 0),
        ),
      ).accuracy;
    for (const tau of ["0.5", "1", "2", "5"]) {
      expect(accuracy(golden.weights[tau])).toBeCloseTo(golden.accuracy[`encore_tau${tau}`], 12);
    }
    expect(accuracy(golden.signal.weights)).toBeCloseTo(golden.signal.accuracy, 12);
    expect(accuracy(Object.fromEntries(rules.map((rule) => [rule, 1])))).toBeCloseTo(golden.accuracy.uniform, 12);
    expect(accuracy(golden.bradley_terry_full_fit.weights_raw)).toBeCloseTo(golden.bradley_terry_full_fit.accuracy, 12);
  });
});

test("weights are renormalised over the rules that rate both responses", () => {
  // Rule 1 alone rates both: 0.5 against 0.25. Rule 0 would have said otherwise of its one response.
  const scores = [Float64Array.of(0, none), Float64Array.of(0.5, 0.25)];
  const pairs = pairSet({ items: 2, scores, chosen: Int32Array.of(0), rejected: Int32Array.of(1) });
  expect([...outcomes(pairs, [0.9, 0.1])]).toEqual([1]);
  expect([...rewards(pairs, [0.9, 0.1])]).toEqual([expect.closeTo(0.05, 12), 0.25]);
});

test("a pair that no weighted rule rates on both sides is not judged", () => {
  const scores = [Float64Array.of(0, none), Float64Array.of(0.5, 0.25)];
  const pairs = pairSet({ items: 2, scores, chosen: Int32Array.of(0), rejected: Int32Array.of(1) });
  expect(accuracyOf(outcomes(pairs, [1, 0]))).toEqual({ pairs: 0, accuracy: { unavailable: "judges no pair" } });
  expect(accuracyOf(outcomes(pairs, [0, 0])).pairs).toBe(0);
});

test("a response that fails a gate has reward 0 in every weighting where a rule rates it; two of them tie", () => {
  const scores = [Float64Array.of(1, 0.25, none, 0)];
  const pairs = pairSet({
    items: 4,
    scores,
    failed: Uint8Array.of(1, 0, 1, 0),
    chosen: Int32Array.of(0, 1, 0, 3),
    rejected: Int32Array.of(1, 2, 2, 0),
  });
  expect([...rewards(pairs, [1])]).toEqual([0, 0.25, Number.NaN, 0]);
  expect([...outcomes(pairs, [1])]).toEqual([0, Number.NaN, Number.NaN, 0.5]);
  expect(rulePreference(pairs, 0), "the rule itself knows of no gate").toMatchObject({ wins: 1, losses: 1, pairs: 2 });
});

test("a rule that rates nothing, as a gate does, takes no part", () => {
  const unrated = Float64Array.of(none, none);
  const scores = [Float64Array.of(1, 0), unrated];
  const pairs = pairSet({ items: 2, scores, chosen: Int32Array.of(0), rejected: Int32Array.of(1) });
  expect(pairs.complete).toBe(true);
  expect([...outcomes(pairs, [0.5, 0.5])]).toEqual([1]);
});

test("the short way for complete ratings and the long one agree, and so do all scales of the weights", () => {
  fc.assert(
    fc.property(arbitraryPairs(), fc.array(fc.nat(9), { minLength: 5, maxLength: 5 }), (input, weights) => {
      const pairs = pairSet(input);
      const long: PairSet = { ...pairs, complete: false };
      const judged = outcomes(pairs, weights);
      expect(outcomes(long, weights)).toEqual(judged);
      const doubled = weights.map((w) => 2 * w);
      expect(outcomes(pairs, doubled)).toEqual(judged);
      expect([...judged].every((outcome) => [0, 0.5, 1].includes(outcome) || Number.isNaN(outcome))).toBe(true);
    }),
  );
});

test("one rule with all the weight judges as the rule does", () => {
  fc.assert(
    fc.property(arbitraryPairs({ gates: false }), (input) => {
      const pairs = pairSet(input);
      const alone = accuracyOf(outcomes(pairs, [1]));
      const rule = rulePreference(pairs, 0);
      if ("unavailable" in rule) {
        expect(alone.pairs).toBe(0);
        return;
      }
      expect(alone).toEqual({ pairs: rule.pairs, accuracy: rule.accuracy });
    }),
  );
});

test("judges and baselines: a tie is one half, no answer none", () => {
  expect([...judgeOutcomes(Int8Array.of(1, 0, -1, 2))]).toEqual([1, 0.5, 0, none]);
  const pairs = pairSet({
    items: 3,
    scores: [],
    chosen: Int32Array.of(0, 1, 1, 0),
    rejected: Int32Array.of(1, 0, 1, 2),
  });
  expect([...baselineOutcomes(pairs, Float64Array.of(7.5, -3, none))]).toEqual([1, 0, 0.5, none]);
});

test("accuracy by subset leaves out what belongs to none", () => {
  const found = accuracyBySubset(Float64Array.of(1, 0, 0.5, none, 1), Int32Array.of(0, 0, 1, 1, -1), 3);
  expect(found).toEqual([
    { pairs: 2, accuracy: 0.5 },
    { pairs: 1, accuracy: 0.5 },
    { pairs: 0, accuracy: { unavailable: "judges no pair" } },
  ]);
});
