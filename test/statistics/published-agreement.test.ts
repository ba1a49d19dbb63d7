/** Agreement coefficients on tables that were printed with their results. */
import { expect, test } from "vitest";
import { ac1, percentAgreement } from "../../server/src/statistics/ac.ts";
import { intervalAlpha, nominalAlpha, ordinalAlpha } from "../../server/src/statistics/alpha.ts";
import { cohenKappa } from "../../server/src/statistics/cohen-kappa.ts";
import { fleissKappa } from "../../server/src/statistics/fleiss-kappa.ts";
import type { Patterns } from "../../server/src/statistics/patterns.ts";
import { countPatterns } from "./count-patterns.ts";
import { known, patternsOf, type RatingTable } from "./rating-table.ts";

const _ = null;
/**
 * Four observers, twelve units, five values: Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section D.
 * Also Gwet's Handbook of Inter-Rater Reliability, and `cac.raw4raters` of the R package irrCAC.
 */
const fourObservers = byUnit([
  [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
  [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
  [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
  [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
]);

test("Krippendorff's four observers: alpha nominal .743, ordinal .815, interval .849", () => {
  expect(known(nominalAlpha(fourObservers, 5)).value).toBeCloseTo(0.743, 3);
  expect(known(ordinalAlpha(fourObservers, 5)).value).toBeCloseTo(0.815, 3);
  expect(known(intervalAlpha(fourObservers, [1, 2, 3, 4, 5])).value).toBeCloseTo(0.849, 3);
});

test("irrCAC on the same: AC1 0.77544, percent agreement 0.81818", () => {
  expect(known(ac1(fourObservers, 5)).value).toBeCloseTo(0.77544, 5);
  expect(known(percentAgreement(fourObservers))).toBeCloseTo(0.81818, 5);
});

test("Krippendorff 2011, section B, two observers and two values: alpha .095", () => {
  const patterns = byUnit([
    [1, 2, 1, 1, 1, 1, 1, 1, 2, 1],
    [2, 2, 2, 1, 1, 2, 1, 1, 1, 1],
  ]);
  expect(known(nominalAlpha(patterns, 5)).value).toBeCloseTo(0.095, 3);
});

test("Krippendorff 2011, section C, two observers and five values: alpha .692", () => {
  const [a, b, c, d, e] = [1, 2, 3, 4, 5];
  const patterns = byUnit([
    [a, a, b, b, d, c, c, c, e, d, d, a],
    [b, a, b, b, b, c, c, c, e, d, d, d],
  ]);
  expect(known(nominalAlpha(patterns, 5)).value).toBeCloseTo(0.692, 3);
});

/** Measuring nominal scale agreement among many raters, Psychological Bulletin 76 (1971), table 1. */
test("Fleiss 1971, thirty patients by six psychiatrists: kappa .430", () => {
  const patients = `
    00060 03003 01401 00006 03030 20400 00402 20310 20040 00006
    10050 11040 03300 10050 02031 00501 30012 51000 02040 10203
    00006 01050 02013 20040 10041 05010 40002 02040 10500 00006`;
  const patterns = byCounts(
    patients
      .trim()
      .split(/\s+/)
      .map((row) => [...row].map(Number)),
  );
  expect(known(fleissKappa(patterns, 5)).value).toBeCloseTo(0.43, 3);
});

test("ten subjects by fourteen raters (Wikipedia, Fleiss' kappa): .210", () => {
  const patterns = byCounts([
    [0, 0, 0, 0, 14],
    [0, 2, 6, 4, 2],
    [0, 0, 3, 5, 6],
    [0, 3, 9, 2, 0],
    [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0],
    [3, 2, 6, 3, 0],
    [2, 5, 3, 2, 2],
    [6, 5, 2, 1, 0],
    [0, 2, 2, 3, 7],
  ]);
  expect(known(fleissKappa(patterns, 5)).value).toBeCloseTo(0.21, 3);
});

/** A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20 (1960), table 1. */
test("Cohen 1960, two judges of 200 patients: kappa .492", () => {
  const table = [
    [88, 14, 18],
    [10, 40, 10],
    [2, 6, 12],
  ];
  expect(known(cohenKappa(pairsOf(table), 3)).value).toBeCloseTo(0.492, 3);
});

/** Gwet, Kappa statistic is not satisfactory for assessing the extent of agreement between raters (2002). */
test("Gwet 2002, where one value prevails: kappa -0.0234, AC1 0.9408", () => {
  const table = [
    [118, 5],
    [2, 0],
  ];
  expect(known(cohenKappa(pairsOf(table), 2)).value).toBeCloseTo(-0.0234, 4);
  const items = table.flatMap((row, a) => row.flatMap((times, b) => Array.from({ length: times }, () => [a, b])));
  expect(known(ac1(countPatterns(items, 2), 2)).value).toBeCloseTo(0.9408, 4);
});

/** Observers by row as the papers print it, values from 1. */
function byUnit(observers: RatingTable): Patterns {
  const units = observers[0]?.map((__, unit) =>
    observers.map((ratings) => {
      const rating = ratings[unit] ?? null;
      return rating === null ? null : rating - 1;
    }),
  );
  return patternsOf(units ?? [], 5);
}

/** By item how many raters gave each value. */
function byCounts(rows: readonly (readonly number[])[]): Patterns {
  const ratings = rows.map((row) => row.flatMap((times, value) => Array.from({ length: times }, () => value)));
  return countPatterns(ratings, 5);
}

function pairsOf(table: readonly (readonly number[])[]): Uint32Array {
  return Uint32Array.from(table.flatMap((row, a) => row.flatMap((times, b) => [a, b, times])));
}
