import { expect, test } from "vitest";
import { type VerdictInput, verdictOf } from "../../server/src/analysis/verdict.ts";
import { type Estimate, isDefined } from "../../server/src/statistics/result.ts";

const around = (low: number, high: number): Estimate => ({
  value: (low + high) / 2,
  interval: { low, high, method: "given" },
});

/** Thirty ratings on two levels, evenly spread, one rating a response, with no preferences. */
const plain: VerdictInput = {
  isGate: false,
  n: 30,
  levels: 2,
  offScaleShare: 0,
  conflictingShare: 0,
  largestShare: 0.5,
  departingShare: 0.5,
  specificAgreement: { unavailable: "one rating an item" },
  normalizedEntropy: { low: 0.5, high: 0.7, method: "given" },
  limit: 0.85,
  chance: "neither",
  itemsRatedTwice: 0,
  alpha: { unavailable: "one rating an item" },
  ac2: { unavailable: "one rating an item" },
};
const spread = { normalizedEntropy: { low: 0.9, high: 1, method: "given" } };
const better: Partial<VerdictInput> = { chance: "better" };
const worse: Partial<VerdictInput> = { chance: "worse" };
const agreed = { itemsRatedTwice: 10, alpha: around(0.7, 0.9), ac2: around(0.7, 0.9) };
const quarrel = { itemsRatedTwice: 10, alpha: around(0.1, 0.4), ac2: around(0.1, 0.5) };
const open = { itemsRatedTwice: 10, alpha: around(0.5, 0.9), ac2: around(0.5, 0.9) };
const seldom = { largestShare: 0.96, departingShare: 0.04 };

test.each<[string, Partial<VerdictInput>, string]>([
  ["nothing found, nothing shown", {}, "no-warning by entropy"],
  ["high entropy, one rating a response", spread, "uncertain by entropy, information"],
  [
    "entropy over the limit only at its upper end",
    { normalizedEntropy: { low: 0.8, high: 1, method: "" } },
    "no-warning by entropy",
  ],
  [
    "high entropy on nine responses rated twice",
    { ...spread, ...quarrel, itemsRatedTwice: 9 },
    "uncertain by entropy, information",
  ],
  ["high entropy that raters agree on", { ...spread, ...agreed }, "reliable by raters"],
  ["high entropy that raters disagree about", { ...spread, ...quarrel }, "unreliable by raters, warning"],
  ["high entropy, raters undecided", { ...spread, ...open }, "unproven by raters, information"],
  [
    "raters disagree, but right on the pairs",
    { ...spread, ...quarrel, ...better },
    "noisy-but-predictive by preferences, information, disputed",
  ],
  ["raters agree, and right", { ...spread, ...agreed, ...better }, "reliable by raters"],
  ["right on the pairs, one rating a response", { ...spread, ...better }, "reliable by preferences"],
  ["points the wrong way, whatever else", { ...quarrel, ...worse, ...seldom }, "reversed by preferences, warning"],
  [
    "one value in nearly all, and right where it departs",
    { ...seldom, ...better },
    "rare-but-predictive by preferences, information",
  ],
  [
    "one value in nearly all responses",
    { largestShare: 0.995, departingShare: 0.005 },
    "uninformative by entropy, warning",
  ],
  ["one value in nearly all ratings", seldom, "rare by entropy, information"],
  ["seldom departs, and raters agree when", { ...seldom, specificAgreement: 0.5 }, "rare by raters, information"],
  [
    "seldom departs, and raters do not agree when",
    { ...seldom, specificAgreement: 0.29 },
    "disputed by raters, warning",
  ],
  ["not quite one value", { largestShare: 0.949 }, "no-warning by entropy"],
  ["all alike, but only a handful", { largestShare: 1, departingShare: 0, n: 4 }, "unproven by none, information"],
  ["raters disagree", quarrel, "disputed by raters, warning"],
  [
    "alpha is low, AC2 is not: information",
    { ...quarrel, alpha: around(0.4, 0.6), ac2: around(0.8, 0.9) },
    "disputed by raters, information",
  ],
  [
    "alpha and AC2 are low",
    { ...quarrel, alpha: around(0.4, 0.6), ac2: around(0.5, 0.66) },
    "disputed by raters, warning",
  ],
  ["alpha has no interval", { ...agreed, alpha: { unavailable: "no variation" } }, "unproven by raters, information"],
  ["too few ratings", { n: 29 }, "unproven by none, information"],
  ["too few ratings for so many levels", { n: 49, levels: 10 }, "unproven by none, information"],
  ["a gate may be constant", { isGate: true, largestShare: 1, departingShare: 0 }, "no-warning by entropy"],
  ["a gate may be of high entropy", { isGate: true, ...spread }, "no-warning by entropy"],
  ["a disputed gate", { isGate: true, ...quarrel }, "disputed by raters, warning"],
  ["an unproven gate", { isGate: true, n: 3 }, "unproven by none, information"],
  [
    "over a fifth off the scale",
    { ...quarrel, offScaleShare: 0.21 },
    "withheld: over a fifth of its ratings are off its scale",
  ],
  ["a fifth off the scale", { offScaleShare: 0.2 }, "no-warning by entropy"],
  [
    "ratings that contradict each other",
    { ...worse, conflictingShare: 0.06 },
    "withheld: over a twentieth of its ratings contradict another of the same rater",
  ],
])("%s", (_, evidence, expected) => {
  const found = verdictOf({ ...plain, ...evidence });
  if (!isDefined(found)) return expect(found.unavailable).toBe(expected);
  const { name, basis, kind, isAlsoDisputed } = found;
  expect(`${name} by ${basis}${kind === "none" ? "" : `, ${kind}`}${isAlsoDisputed ? ", disputed" : ""}`).toBe(
    expected,
  );
});
