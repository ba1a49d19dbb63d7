/** What holds of agreement for any ratings. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ac1, ac2, percentAgreement } from "../../server/src/statistics/ac.ts";
import { intervalAlpha, nominalAlpha, nominalAlphaValue, ordinalAlpha } from "../../server/src/statistics/alpha.ts";
import { cohenKappa } from "../../server/src/statistics/cohen-kappa.ts";
import { fleissKappa } from "../../server/src/statistics/fleiss-kappa.ts";
import { noiseShare } from "../../server/src/statistics/noise-share.ts";
import type { Patterns } from "../../server/src/statistics/patterns.ts";
import { type Estimate, isDefined, type Maybe } from "../../server/src/statistics/result.ts";
import { orderBy } from "./arbitrary-pairs.ts";
import { arbitraryTable, known, patternsOf, type RatingTable, raterPairsOf } from "./rating-table.ts";

type Coefficient = (patterns: Patterns, levels: number) => Maybe<Estimate>;

const numbered: Coefficient = (patterns, levels) =>
  intervalAlpha(
    patterns,
    Float64Array.from({ length: levels }, (_, v) => v + 1),
  );
const coefficients: [string, Coefficient][] = [
  ["alpha nominal", nominalAlpha],
  ["alpha ordinal", ordinalAlpha],
  ["alpha interval", numbered],
  ["noise share", noiseShare],
  ["AC1", ac1],
  ["AC2", ac2],
  ["Fleiss' kappa", fleissKappa],
];

describe.each(coefficients)("%s", (_, coefficient) => {
  test("is the same whatever the items and raters are called and whichever comes first", () => {
    fc.assert(
      fc.property(arbitraryTable, fc.nat(), ({ levels, table }, key) => {
        const order = orderBy(key);
        const other = order(table.length).map((item) => {
          const row = table[item] ?? [];
          return order(row.length).map((rater) => row[rater] ?? null);
        });
        expectSame(coefficient(patternsOf(other, levels), levels), coefficient(patternsOf(table, levels), levels));
      }),
    );
  });

  test("is the same however like items are counted together", () => {
    fc.assert(
      fc.property(arbitraryTable, ({ levels, table }) => {
        const each = table.filter((row) => row.some((value) => value !== null)).map((row) => patternsOf([row], levels));
        expectSame(coefficient(joined(each), levels), coefficient(patternsOf(table, levels), levels));
      }),
    );
  });

  test("is a number or a reason, its interval around it and not over 1 (noise not under 0)", () => {
    fc.assert(
      fc.property(arbitraryTable, ({ levels, table }) => {
        const found = coefficient(patternsOf(table, levels), levels);
        if (!isDefined(found)) {
          expect(found.unavailable).not.toBe("");
          return;
        }
        expect(Number.isFinite(found.value)).toBe(true);
        if (!isDefined(found.interval)) return;
        const { low, high } = found.interval;
        expect(low).toBeLessThanOrEqual(found.value + 1e-12);
        expect(high).toBeGreaterThanOrEqual(found.value - 1e-12);
        if (coefficient === noiseShare) expect(low).toBeGreaterThanOrEqual(0);
        else expect(high).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("raters who agree in full", () => {
    const table = Array.from({ length: 20 }, (_, i) => [i % 3, i % 3, i % 3]);
    const { value } = known(coefficient(patternsOf(table, 3), 3));
    expect(value).toBeCloseTo(coefficient === noiseShare ? 0 : 1, 12);
    // Twenty items cannot tell that raters never differ.
    const { low, high } = known(known(coefficient(patternsOf(table, 3), 3)).interval);
    expect(high - low).toBeGreaterThan(0.05);
  });

  test("has no interval where fewer than ten items have another value than the commonest", () => {
    const table = (others: number): RatingTable =>
      Array.from({ length: 40 }, (_, i) => (i < others ? [1, i % 2] : [0, 0]));
    const intervalOf = (others: number) => known(coefficient(patternsOf(table(others), 2), 2)).interval;
    expect(intervalOf(9)).toEqual({ unavailable: "too few ratings of another value" });
    expect(isDefined(intervalOf(10))).toBe(true);
  });

  test("is not there where no item has two ratings", () => {
    expect(coefficient(patternsOf([[0], [1], [null]], 2), 2)).toEqual({ unavailable: "one rating an item" });
    expect(coefficient(patternsOf([], 2), 2)).toEqual({ unavailable: "one rating an item" });
  });
});

describe("values", () => {
  test("the nominal ones do not care which value is which, the others not which end is which", () => {
    fc.assert(
      fc.property(arbitraryTable, fc.nat(), ({ levels, table }, key) => {
        const names = orderBy(key)(levels);
        const renamed = patternsOf(
          mapped(table, (value) => names[value] ?? 0),
          levels,
        );
        const turned = patternsOf(
          mapped(table, (value) => levels - 1 - value),
          levels,
        );
        const patterns = patternsOf(table, levels);
        for (const coefficient of [nominalAlpha, ac1, fleissKappa])
          expectSame(coefficient(renamed, levels), coefficient(patterns, levels));
        for (const coefficient of [ordinalAlpha, numbered, ac2])
          expectSame(coefficient(turned, levels), coefficient(patterns, levels));
      }),
    );
  });

  test("alpha (interval) does not care about unit and zero, even far from zero", () => {
    const table = Array.from({ length: 15 }, (_, i) => [i % 4, (i * i) % 4, i % 3]);
    const patterns = patternsOf(table, 4);
    const expected = known(intervalAlpha(patterns, [0, 1, 2, 3])).value;
    expect(known(intervalAlpha(patterns, [1e9, 1e9 + 10, 1e9 + 20, 1e9 + 30])).value).toBeCloseTo(expected, 9);
  });

  test("on two levels alpha is one, whatever its metric, and AC2 is AC1", () => {
    fc.assert(
      fc.property(arbitraryTable, ({ table }) => {
        const patterns = patternsOf(
          mapped(table, (value) => value % 2),
          2,
        );
        expectSame(ordinalAlpha(patterns, 2), nominalAlpha(patterns, 2));
        expectSame(numbered(patterns, 2), nominalAlpha(patterns, 2));
        expectSame(ac2(patterns, 2), ac1(patterns, 2));
      }),
    );
  });

  test("noise share is 1 - alpha, and the quick alpha is alpha", () => {
    fc.assert(
      fc.property(arbitraryTable, ({ levels, table }) => {
        const patterns = patternsOf(table, levels);
        const alpha = nominalAlpha(patterns, levels);
        const noise = noiseShare(patterns, levels);
        const quick = nominalAlphaValue(patterns, levels);
        if (!isDefined(alpha)) {
          expect([noise, quick]).toEqual([alpha, alpha]);
          return;
        }
        expect(known(noise).value).toBe(1 - alpha.value);
        expect(quick).toBe(alpha.value);
      }),
    );
  });
});

test("of several commonest values the one counts that leaves fewest others, in any order", () => {
  // 0 and 1 are given ten times each. Eight items are not all 0, but eleven are not all 1.
  const items = (times: number, ...ratings: number[]): number[][] => Array.from({ length: times }, () => ratings);
  const table = [...items(5, 0, 0), ...items(2, 1, 1), ...items(6, 1, 2)];
  const tooFew = { unavailable: "too few ratings of another value" };
  for (const rows of [table, table.toReversed()]) {
    expect(known(nominalAlpha(patternsOf(rows, 3), 3)).interval).toEqual(tooFew);
    expect(known(cohenKappa(raterPairsOf(rows), 3)).interval).toEqual(tooFew);
    const renamed = mapped(rows, (value) => 2 - value);
    expect(known(cohenKappa(raterPairsOf(renamed), 3)).interval).toEqual(tooFew);
  }
});

test("every item twice changes no coefficient that has no small-sample term", () => {
  fc.assert(
    fc.property(arbitraryTable, ({ levels, table }) => {
      const [once, twice] = [patternsOf(table, levels), patternsOf([...table, ...table], levels)];
      for (const coefficient of [ac1, ac2, fleissKappa])
        expectSameValue(coefficient(twice, levels), coefficient(once, levels));
      expect(percentAgreement(twice)).toEqual(closeTo(percentAgreement(once)));
    }),
  );
});

test("one value in all: no variation for alpha and kappa, full agreement for AC1", () => {
  const constant = patternsOf(
    Array.from({ length: 12 }, () => [1, 1]),
    3,
  );
  for (const coefficient of [nominalAlpha, ordinalAlpha, numbered, fleissKappa, noiseShare])
    expect(coefficient(constant, 3)).toEqual({ unavailable: "no variation" });
  expect(cohenKappa(Uint32Array.of(1, 1, 12), 3)).toEqual({ unavailable: "no variation" });
  expect(known(ac1(constant, 3)).value).toBe(1);
  expect(percentAgreement(constant)).toBe(1);
});

test("what is asked of other data is not there", () => {
  expect(
    fleissKappa(
      patternsOf(
        [
          [0, 1],
          [0, 1, 1],
        ],
        2,
      ),
      2,
    ),
  ).toEqual({
    unavailable: "items differ in their number of ratings",
  });
  expect(cohenKappa(new Uint32Array(), 2)).toEqual({ unavailable: "one rating an item" });
  expect(ac1(patternsOf([[0, 0]], 1), 1)).toEqual({ unavailable: "a scale of one level" });
  expect(percentAgreement(patternsOf([[0], [1]], 2))).toEqual({ unavailable: "one rating an item" });
});

test("Cohen's kappa is the same with the raters changed over, and 1 only where they agree", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(2), fc.nat(2)), { minLength: 1, maxLength: 40 }), (items) => {
      const kappa = cohenKappa(Uint32Array.from(items.flatMap(([a, b]) => [a, b, 1])), 3);
      expectSame(cohenKappa(Uint32Array.from(items.flatMap(([a, b]) => [b, a, 1])), 3), kappa);
      if (isDefined(kappa)) expect(kappa.value > 1 - 1e-12).toBe(items.every(([a, b]) => a === b));
    }),
  );
});

function mapped(table: RatingTable, to: (value: number) => number): RatingTable {
  return table.map((row) => row.map((value) => (value === null ? null : to(value))));
}

/** Patterns one after the other, like ones not counted together. */
function joined(parts: readonly Patterns[]): Patterns {
  const all = { start: [0], value: [] as number[], count: [] as number[], items: [] as number[] };
  for (const { value, count, items } of parts) {
    all.value.push(...value);
    all.count.push(...count);
    all.items.push(...items);
    all.start.push(all.value.length);
  }
  return {
    start: Uint32Array.from(all.start),
    value: Uint32Array.from(all.value),
    count: Uint32Array.from(all.count),
    items: Uint32Array.from(all.items),
  };
}

function expectSame(found: Maybe<Estimate>, expected: Maybe<Estimate>): void {
  expectSameValue(found, expected);
  if (!isDefined(expected) || !isDefined(found)) return;
  if (!isDefined(expected.interval)) {
    expect(found.interval).toEqual(expected.interval);
    return;
  }
  const { low, high, method } = expected.interval;
  expect(found.interval).toEqual({ low: expect.closeTo(low, 8), high: expect.closeTo(high, 8), method });
}

function expectSameValue(found: Maybe<Estimate>, expected: Maybe<Estimate>): void {
  if (isDefined(expected)) expect(known(found).value).toBeCloseTo(expected.value, 9);
  else expect(found).toEqual(expected);
}

function closeTo(value: Maybe<number>): unknown {
  return isDefined(value) ? expect.closeTo(value, 12) : value;
}
