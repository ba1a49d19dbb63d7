/** The worked examples of docs/statistics.md about raters, weights, judges and advice, recomputed. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { holm } from "../../server/src/statistics/holm.ts";
import { kelleyOf, signalOf } from "../../server/src/statistics/reliability-weights.ts";
import { responsesForAccuracy } from "../../server/src/statistics/responses-wanted.ts";
import { raterProfiles } from "../../server/src/statistics/severity.ts";
import { ratedBy } from "./rated-data.ts";
import { known } from "./rating-table.ts";

const page = readFileSync(new URL("../../docs/statistics.md", import.meta.url), "utf8").replace(/\s+/g, " ");
const shown = (value: number | undefined): string => (value ?? Number.NaN).toFixed(3);

test("severity", () => {
  const [first, second] = [
    [1, 1, 2, 2, 3, 1],
    [1, 1, 2, 3, 3, 2],
  ].map((ratings, rater) => ratings.map((rating, item) => [item, rater, (rating - 1) / 2] as const));
  const [profile] = raterProfiles(ratedBy([...(first ?? []), ...(second ?? [])], [-1, -1, -1, -1, -1, -1]));
  expect(page).toContain(`severity ${shown(known(profile?.severity ?? { unavailable: "none" }).value)}.`);
});

test("signal and Kelley weights", () => {
  const reliabilities = {
    kind: "alpha",
    rho: Float64Array.of(0.2, 0.6),
    ratings: Float64Array.of(3, 3),
    twice: Uint32Array.of(100, 100),
    varies: Uint8Array.of(1, 1),
  } as const;
  const [a, b] = known(signalOf(reliabilities));
  const [c, d] = known(kelleyOf(reliabilities));
  expect(page).toContain(`Signal: 0.25 and 1.5, so ${shown(a)} and ${shown(b)}.`);
  expect(page).toContain(`Kelley: 0.429 and 0.818, so ${shown(c)} and ${shown(d)}.`);
});

test("Holm's p and the pairs that are wanted", () => {
  const [a, b, c] = holm([0.01, 0.04, 0.03]);
  expect(page).toContain(`p = 0.01, 0.04 and 0.03 become ${a}, ${b} and ${c}.`);
  const { more } = known(responsesForAccuracy({ accuracy: 0.6, deff: 2, tieShare: 0.5, pairs: 1 }, 1));
  expect(page).toContain(`196 * 2 / 0.5 = ${more + 1} pairs.`);
});
