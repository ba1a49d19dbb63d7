/** The weightings that are compared with ENCORE, the sweep, the dropping of rules and the adaptive choice. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { adaptive, usualRulesPerPair } from "../../server/src/statistics/adaptive.ts";
import { bestRule } from "../../server/src/statistics/best-rule.ts";
import { foldsByPrompt } from "../../server/src/statistics/folds.ts";
import { leaveEachOut, leaveOut } from "../../server/src/statistics/leave-one-out.ts";
import { type PairInput, pairSet } from "../../server/src/statistics/pairs.ts";
import { randomWeights } from "../../server/src/statistics/random-weights.ts";
import { isDefined, type Maybe } from "../../server/src/statistics/result.ts";
import { accuracyOf, outcomes } from "../../server/src/statistics/reward.ts";
import { finish } from "../../server/src/statistics/steps.ts";
import { temperatureSweep, temperatures } from "../../server/src/statistics/temperature-sweep.ts";
import { arbitraryPairs, orderBy, rearranged } from "./arbitrary-pairs.ts";
import { hasSharedData, readGolden, readRatedPairs } from "./preference-data.ts";

/** Six pairs of two rules, each a prompt of its own: rule 0 is right in 4, rule 1 in 3 with two ties. */
const six: PairInput = {
  items: 12,
  scores: [
    Float64Array.of(1, 0, 1, 0, 1, 0, 1, 0, 0, 1, 0, 1),
    Float64Array.of(1, 0, 1, 0, 1, 0, 0.5, 0.5, 0.5, 0.5, 0, 1),
  ],
  chosen: Int32Array.of(0, 2, 4, 6, 8, 10),
  rejected: Int32Array.of(1, 3, 5, 7, 9, 11),
};

function known<T>(value: Maybe<T>): T {
  if (!isDefined(value)) throw new Error(value.unavailable);
  return value;
}

describe("folds", () => {
  test("keep a prompt together, differ in size by a prompt at most, and know neither order nor names", () => {
    fc.assert(
      fc.property(arbitraryPairs(), fc.nat(), (input, key) => {
        const pairs = pairSet(input);
        const folds = foldsByPrompt(pairs);
        const ofPrompt = new Map<number, number>();
        pairs.prompt.forEach((prompt, p) => {
          const fold = folds.of[p] ?? 0;
          expect(ofPrompt.get(prompt) ?? fold).toBe(fold);
          ofPrompt.set(prompt, fold);
        });
        const sizes = Array.from(
          { length: folds.count },
          (_, f) => [...ofPrompt.values()].filter((g) => g === f).length,
        );
        if (pairs.prompts > 0) expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        const again = pairSet(rearranged(input, orderBy(key)));
        const shares = (set: typeof pairs, of: Uint8Array): number[] =>
          Array.from({ length: folds.count }, (_, f) => signature(set, of, f)).sort((a, b) => a - b);
        expect(shares(again, foldsByPrompt(again).of)).toEqual(shares(pairs, folds.of));
      }),
    );
  });

  function signature(set: ReturnType<typeof pairSet>, of: Uint8Array, fold: number): number {
    let sum = 0;
    of.forEach((f, p) => {
      const score = (side: Int32Array): number => (set.scores[0]?.[side[p] ?? 0] ?? 0) * 4;
      const [better, worse] = [score(set.chosen), score(set.rejected)];
      if (f === fold) sum += 1 + 10 * (Number.isNaN(better) ? 7 : better) + 100 * (Number.isNaN(worse) ? 7 : worse);
    });
    return sum;
  }
});

describe("best rule", () => {
  test("is the one with most wins less losses", () => {
    const pairs = pairSet(six);
    // Rule 0: 4 wins, 2 losses; rule 1: 3 wins, 2 ties, 1 loss. The first of two equal leads.
    expect(known(finish(bestRule(pairs, foldsByPrompt(pairs)))).rule).toBe(0);
  });

  test("is not judged on the pairs that chose it", () => {
    // Every rule is right in its own pair only: the best of the others is always wrong.
    const scores = [0, 1, 2].map((k) =>
      Float64Array.from({ length: 6 }, (_, i) => ((i >> 1 === k) === (i % 2 === 0) ? 1 : 0)),
    );
    const pairs = pairSet({ items: 6, scores, chosen: Int32Array.of(0, 2, 4), rejected: Int32Array.of(1, 3, 5) });
    const found = known(finish(bestRule(pairs, foldsByPrompt(pairs))));
    expect([...known(found.outcomes)]).toEqual([0, 0, 0]);
  });

  test("has nothing to be held out of with one prompt", () => {
    const pairs = pairSet({ ...six, prompt: new Int32Array(6) });
    expect(known(finish(bestRule(pairs, foldsByPrompt(pairs)))).outcomes).toEqual({ unavailable: "one prompt" });
  });
});

test("random weights: by hand, two rules that disagree", () => {
  // One pair, rule 0 for it and rule 1 against it equally: right where w_0 > w_1, half of the time.
  const scores = [Float64Array.of(1, 0), Float64Array.of(0, 1)];
  const pairs = pairSet({ items: 2, scores, chosen: Int32Array.of(0), rejected: Int32Array.of(1) });
  const found = known(finish(randomWeights(pairs)));
  expect(found.mean).toBeGreaterThan(0.38);
  expect(found.mean).toBeLessThan(0.62);
  expect(found).toMatchObject({ low: 0, high: 1 });
  expect([...found.outcomes]).toEqual([expect.closeTo(found.mean, 12)]);
});

describe("temperature sweep", () => {
  test.skipIf(!hasSharedData())("ends at uniform and agrees with the golden accuracies", () => {
    const { rules, pairs } = readRatedPairs("summeval-op");
    const golden = readGolden("summeval-op");
    const entropies = Float64Array.from(rules, (rule) => golden.rules[rule].entropy_nats);
    const { steps, best } = known(finish(temperatureSweep(pairs, entropies, foldsByPrompt(pairs))));
    expect(steps.map((step) => step.temperature)).toEqual(temperatures);
    expect(steps.at(-1)?.accuracy).toBeCloseTo(golden.accuracy.uniform, 12);
    expect(steps.at(-1)?.effectiveRules).toBeCloseTo(rules.length, 9);
    expect(steps.at(0)?.order[0]).toBe(entropies.indexOf(Math.min(...entropies)));
    expect(steps[0]?.effectiveRules).toBeLessThan(steps[12]?.effectiveRules ?? 0);
    const { temperature, gain } = known(best);
    expect(temperatures).toContain(temperature);
    expect(isDefined(gain.interval)).toBe(true);
  });

  test("equal entropies leave nothing to choose: no gain, at infinity", () => {
    const pairs = pairSet(six);
    const found = known(finish(temperatureSweep(pairs, Float64Array.of(1, 1), foldsByPrompt(pairs))));
    expect(known(found.best)).toMatchObject({ temperature: Number.POSITIVE_INFINITY, gain: { value: 0 } });
  });
});

describe("leaving rules out", () => {
  test("by hand: without rule 1 rule 0 decides alone", () => {
    const pairs = pairSet(six);
    const changes = finish(leaveEachOut(pairs, Float64Array.of(0.5, 0.5)));
    // Both together: right in the first three pairs and the fourth (rule 1 ties), wrong in the last two.
    expect(known(changes[1] ?? { unavailable: "" })).toMatchObject({ before: 4 / 6, after: 4 / 6 });
    expect(known(changes[0] ?? { unavailable: "" })).toMatchObject({ before: 4 / 6, after: 4 / 6 });
  });

  test("the last rule cannot be dropped", () => {
    const pairs = pairSet(six);
    expect(finish(leaveEachOut(pairs, Float64Array.of(1, 0)))[0]).toEqual({ unavailable: "no rule is left" });
    expect(finish(leaveOut(pairs, Float64Array.of(1, 1), new Set([0, 1])))).toEqual({ unavailable: "no rule is left" });
  });

  test("each alone is the same as a set of one, whatever is missing and however small the weights that are left", () => {
    fc.assert(
      fc.property(
        arbitraryPairs(),
        fc.array(fc.constantFrom(0, 1e-14, 0.1, 0.3, 1), { minLength: 5, maxLength: 5 }),
        (input, some) => {
          const pairs = pairSet(input);
          const weights = Float64Array.from({ length: pairs.rules }, (_, k) => some[k] ?? 0);
          const each = finish(leaveEachOut(pairs, weights));
          expect(each.length).toBe(pairs.rules);
          each.forEach((change, k) => {
            const alone = finish(leaveOut(pairs, weights, new Set([k])));
            if (!isDefined(change) || !isDefined(alone)) {
              expect(change).toEqual(alone);
              return;
            }
            expect(change.after).toBeCloseTo(alone.after, 12);
            expect(change.before).toBeCloseTo(alone.before, 12);
          });
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe("adaptive selection", () => {
  test("by hand: the one rule that differs most decides; rules that differ alike share the place", () => {
    const scores = [Float64Array.of(1, 0, 0.5), Float64Array.of(0, 0.5, 0), Float64Array.of(0.5, 0.5, 0)];
    const pairs = pairSet({ items: 3, scores, chosen: Int32Array.of(0, 1), rejected: Int32Array.of(1, 2) });
    // First pair: +1, -0.5, 0. Second: -0.5, +0.5, +0.5.
    const found = finish(adaptive(pairs, 1));
    expect([...found.outcomes]).toEqual([1, 1]);
    expect([...found.shares]).toEqual(
      [(1 + 1 / 3) / 2, 1 / 3 / 2, 1 / 3 / 2].map((share) => expect.closeTo(share, 12)),
    );
  });

  test("with a place for every rule it is the uniform weighting", () => {
    fc.assert(
      fc.property(arbitraryPairs(), (input) => {
        const pairs = pairSet(input);
        const found = finish(adaptive(pairs, pairs.rules));
        expect(found.outcomes).toEqual(outcomes({ ...pairs, complete: false }, new Float64Array(pairs.rules).fill(1)));
      }),
    );
  });

  test("shares sum to the rules per pair at most, and none is over 1", () => {
    fc.assert(
      fc.property(arbitraryPairs(), (input) => {
        const pairs = pairSet(input);
        const places = usualRulesPerPair(pairs.rules);
        const { shares, outcomes: judged } = finish(adaptive(pairs, places));
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(places + 1e-9);
        expect(Math.max(0, ...shares)).toBeLessThanOrEqual(1 + 1e-9);
        const { accuracy } = accuracyOf(judged);
        if (isDefined(accuracy)) expect(accuracy).toBeLessThanOrEqual(1);
      }),
    );
  });
});

test("nothing is NaN, whatever is missing", () => {
  fc.assert(
    fc.property(arbitraryPairs(), (input) => {
      const pairs = pairSet(input);
      const folds = foldsByPrompt(pairs);
      const entropies = Float64Array.from({ length: pairs.rules }, (_, k) => 0.5 + k / 4);
      const results = [
        finish(randomWeights(pairs)),
        finish(temperatureSweep(pairs, entropies, folds)),
        finish(leaveEachOut(pairs, new Float64Array(pairs.rules).fill(1))),
        { ...finish(bestRule(pairs, folds)), outcomes: undefined },
        finish(adaptive(pairs)).shares,
      ];
      expect(numbersIn(results.map((result) => ({ ...result, outcomes: undefined }))).some(Number.isNaN)).toBe(false);
    }),
    { numRuns: 40 },
  );
});

function numbersIn(value: unknown): number[] {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}
