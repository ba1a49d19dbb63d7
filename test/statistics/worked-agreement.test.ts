/** The worked examples of docs/statistics.md under "Ratings", recomputed; and the page says what comes out. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ac1, ac2, percentAgreement } from "../../server/src/statistics/ac.ts";
import { intervalAlpha, nominalAlpha, ordinalAlpha } from "../../server/src/statistics/alpha.ts";
import { cohenKappa } from "../../server/src/statistics/cohen-kappa.ts";
import { effectiveRatings } from "../../server/src/statistics/effective-ratings.ts";
import { entropy, millerMadow, normalizedEntropy } from "../../server/src/statistics/entropy.ts";
import { fleissKappa } from "../../server/src/statistics/fleiss-kappa.ts";
import { noiseShare } from "../../server/src/statistics/noise-share.ts";
import { effectiveRules, encoreWeights } from "../../server/src/statistics/weights.ts";
import { countsOf, known, patternsOf, raterPairsOf } from "./rating-table.ts";

const page = readFileSync(new URL("../../docs/statistics.md", import.meta.url), "utf8").replace(/\s+/g, " ");

/** As the page prints them, levels from 1. */
const raters = ["first rater", "second rater"].map((name) =>
  (page.split(`| ${name} |`)[1] ?? "")
    .split("|")
    .slice(0, 6)
    .map((rating) => Number(rating) - 1),
);
const table = (raters[0] ?? []).map((first, item) => [first, raters[1]?.[item] ?? Number.NaN]);
const patterns = patternsOf(table, 3);
const counts = countsOf(table, 3);
const nats = known(entropy(counts));

test("entropy", () => {
  expect([...counts]).toEqual([5, 4, 3]);
  expect(page).toContain(
    `0.365 + 0.366 + 0.347 = ${shown(nats)}, normalised ${shown(known(normalizedEntropy(nats, 3)))}`,
  );
  expect(page).toContain(`${shown(nats + 2 / 24)}, over ln 3, so ${shown(known(millerMadow(counts)))}`);
});

test("effective number of ratings", () => {
  expect(page).toContain(`n_eff = 12 / 1.532 = ${shown(effectiveRatings(12, patterns, 3))}`);
});

test("weights", () => {
  const weights = encoreWeights([nats, 0.5], 2);
  const [safe = 0, other = 0] = weights;
  expect(page).toContain(`= ${shown(safe / other)}: *Safe* weighs`);
  expect(page).toContain(
    `= ${shown(safe)}, the other ${shown(other)}; effective rules ${shown(known(effectiveRules(weights)))}`,
  );
});

test("alpha and noise share", () => {
  expect(page).toContain(`(144 - 50) = ${shown(known(nominalAlpha(patterns, 3)).value)}.`);
  expect(page).toContain(`/ 1512 = ${shown(known(ordinalAlpha(patterns, 3)).value)}.`);
  expect(page).toContain(`/ 92 = ${shown(known(intervalAlpha(patterns, [1, 2, 3])).value)}.`);
  expect(page).toContain(`the items differ. *By hand*: ${shown(known(noiseShare(patterns, 3)).value)}.`);
});

test("percent agreement, AC1 and AC2, kappas", () => {
  expect(page).toContain(`4 / 6 = ${shown(known(percentAgreement(patterns)))}.`);
  expect(page).toContain(`AC1 = ${shown(known(ac1(patterns, 3)).value)}.`);
  expect(page).toContain(`AC2 = ${shown(known(ac2(patterns, 3)).value)}.`);
  expect(page).toContain(`(1 - 12/36) = ${shown(known(cohenKappa(raterPairsOf(table), 3)).value)};`);
  expect(page).toContain(`(1 - 50/144) = ${shown(known(fleissKappa(patterns, 3)).value)}.`);
});

function shown(value: number): string {
  return value.toFixed(3);
}
