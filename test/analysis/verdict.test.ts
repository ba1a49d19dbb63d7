import { expect, test } from "vitest";
import { type VerdictInput, verdictOf } from "../../server/src/analysis/verdict.ts";
import type { Estimate } from "../../server/src/statistics/result.ts";

const around = (low: number, high: number): Estimate => ({
  value: (low + high) / 2,
  interval: { low, high, method: "given" },
});

/** Thirty ratings on two levels, evenly spread, by nobody twice, with no preferences. */
const plain: VerdictInput = {
  isGate: false,
  n: 30,
  levels: 2,
  largestShare: 0.5,
  normalizedEntropy: { low: 0.5, high: 0.7, method: "given" },
  limit: 0.85,
  decidedPairs: 0,
  decidedAccuracy: { unavailable: "no preferences" },
  itemsRatedTwice: 0,
  alpha: { unavailable: "one rating an item" },
  ac2: { unavailable: "one rating an item" },
};
const noisy = { normalizedEntropy: { low: 0.9, high: 1, method: "given" } };
const right = { decidedPairs: 30, decidedAccuracy: around(0.51, 0.7) };
const wrong = { decidedPairs: 30, decidedAccuracy: around(0.3, 0.49) };
const chance = { decidedPairs: 30, decidedAccuracy: around(0.4, 0.6) };
const agreed = { itemsRatedTwice: 10, alpha: around(0.7, 0.9), ac2: around(0.7, 0.9) };
const quarrel = { itemsRatedTwice: 10, alpha: around(0.1, 0.5), ac2: around(0.1, 0.5) };

test.each<[string, Partial<VerdictInput>, string, string]>([
  ["nothing against it", {}, "reliable", "entropy"],
  ["high entropy, nothing else known", noisy, "unreliable", "entropy"],
  [
    "entropy surely over the limit only at its upper end",
    { normalizedEntropy: { low: 0.8, high: 1, method: "" } },
    "reliable",
    "entropy",
  ],
  ["high entropy that raters agree on is information", { ...noisy, ...agreed }, "reliable", "raters"],
  ["high entropy that raters quarrel about", { ...noisy, ...quarrel }, "unreliable", "raters"],
  ["high entropy, but right on the pairs", { ...noisy, ...right }, "noisy-but-predictive", "preferences"],
  [
    "high entropy that raters agree on, and right",
    { ...noisy, ...agreed, ...right },
    "noisy-but-predictive",
    "preferences",
  ],
  ["high entropy, no better than chance", { ...noisy, ...chance }, "unreliable", "preferences"],
  ["points the wrong way, whatever else", { ...noisy, ...wrong, largestShare: 0.99 }, "reversed", "preferences"],
  ["wrong on too few pairs to say", { ...wrong, decidedPairs: 29 }, "reliable", "entropy"],
  ["nearly constant", { largestShare: 0.95 }, "uninformative", "entropy"],
  ["not quite constant", { largestShare: 0.949 }, "reliable", "entropy"],
  ["nearly constant and right where it speaks", { largestShare: 0.97, ...right }, "rare-but-predictive", "preferences"],
  ["all alike, but only a handful", { largestShare: 1, n: 4 }, "unproven", "none"],
  ["raters disagree", quarrel, "disputed", "raters"],
  ["alpha is low because one value prevails; AC2 is not", { ...quarrel, ac2: around(0.8, 0.9) }, "reliable", "raters"],
  ["too few ratings", { n: 29 }, "unproven", "none"],
  ["too few ratings for so many levels", { n: 49, levels: 10 }, "unproven", "none"],
  ["few ratings, but preferences", { n: 10, ...right }, "reliable", "preferences"],
  ["a gate may be constant", { isGate: true, largestShare: 1 }, "reliable", "entropy"],
  ["a gate may be of high entropy", { isGate: true, ...noisy }, "reliable", "entropy"],
  ["a disputed gate", { isGate: true, ...quarrel }, "disputed", "raters"],
  ["an unproven gate", { isGate: true, n: 3 }, "unproven", "none"],
])("%s", (_, evidence, name, basis) => {
  expect(verdictOf({ ...plain, ...evidence })).toEqual({ name, basis });
});
