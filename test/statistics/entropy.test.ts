import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cautiousEffectiveRatings, effectiveRatings } from "../../server/src/statistics/effective-ratings.ts";
import { entropy, millerMadow, normalizedEntropy, toBits } from "../../server/src/statistics/entropy.ts";
import { entropyInterval } from "../../server/src/statistics/entropy-interval.ts";
import { ratingsWanted } from "../../server/src/statistics/ratings-wanted.ts";
import { arbitraryTable, countsOf, known, patternsOf } from "./rating-table.ts";

const someCounts = fc
  .array(fc.integer({ min: 0, max: 60 }), { minLength: 2, maxLength: 8 })
  .filter((counts) => counts.some((count) => count > 0));
const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

describe("entropy", () => {
  test("lies in [0, ln m], and Miller-Madow between it and ln m", () => {
    fc.assert(
      fc.property(someCounts, (counts) => {
        const [nats, corrected, most] = [known(entropy(counts)), known(millerMadow(counts)), Math.log(counts.length)];
        expect(nats).toBeGreaterThanOrEqual(0);
        expect(nats).toBeLessThanOrEqual(most + 1e-12);
        expect(corrected).toBeGreaterThanOrEqual(Math.min(nats, most));
        expect(corrected).toBeLessThanOrEqual(most);
      }),
    );
  });

  test("is the same for any order of the levels, and for all ratings twice", () => {
    fc.assert(
      fc.property(someCounts, (counts) => {
        const nats = known(entropy(counts));
        expect(known(entropy([...counts].reverse()))).toBeCloseTo(nats, 12);
        expect(known(entropy(counts.map((count) => 2 * count)))).toBeCloseTo(nats, 12);
      }),
    );
  });

  test("a level that nobody used changes nothing but what it is normalised by", () => {
    expect(entropy([3, 4, 0])).toBe(known(entropy([3, 4])));
    expect(normalizedEntropy(Math.LN2, 4)).toBe(0.5);
    expect(toBits(Math.LN2)).toBe(1);
  });

  test("Miller-Madow adds half a rating a further value seen", () => {
    expect(known(millerMadow([2, 2, 0]))).toBeCloseTo(Math.LN2 + 1 / 8, 12);
    expect(known(millerMadow([1, 1]))).toBe(Math.LN2);
  });

  test("is not there without ratings, nor normalised on one level", () => {
    expect(entropy([0, 0])).toEqual({ unavailable: "no ratings" });
    expect(millerMadow([])).toEqual({ unavailable: "no ratings" });
    expect(normalizedEntropy(0, 1)).toEqual({ unavailable: "a scale of one level" });
  });
});

describe("its interval", () => {
  test("holds Miller-Madow, lies in [0, ln m], and is the same each time", () => {
    fc.assert(
      fc.property(someCounts, fc.double({ min: 0.1, max: 1, noNaN: true }), (counts, share) => {
        const effective = Math.max(1, share * sum(counts));
        const interval = known(entropyInterval(counts, effective));
        const scaled = counts.map((count) => (count * effective) / sum(counts));
        const middle = known(millerMadow(scaled));
        expect(interval.low).toBeGreaterThanOrEqual(0);
        expect(interval.low).toBeLessThanOrEqual(middle + 1e-9);
        expect(interval.high).toBeGreaterThanOrEqual(middle - 1e-9);
        expect(interval.high).toBeLessThanOrEqual(Math.log(counts.length));
        expect(entropyInterval(counts, effective)).toEqual(interval);
      }),
      { numRuns: 30 },
    );
  });

  test("goes down to 0 where one value was seen, and not to a point", () => {
    const { low, high } = known(entropyInterval([0, 20, 0], 20));
    expect(low).toBe(0);
    expect(high).toBeGreaterThan(0.1);
  });

  test("narrows with the ratings that it is worth, not with those that were given", () => {
    const width = (effective: number): number => {
      const { low, high } = known(entropyInterval([30, 50, 20], effective));
      return high - low;
    };
    expect(width(10)).toBeGreaterThan(1.5 * width(100));
  });

  test("holds that of a more cautious number of ratings too", () => {
    const [sure, cautious, both] = [[300], [40], [300, 40]].map(([effective = 0, other]) =>
      known(entropyInterval([290, 10], effective, other)),
    );
    expect(both?.low).toBe(Math.min(sure?.low ?? 0, cautious?.low ?? 0));
    expect(both?.high).toBe(Math.max(sure?.high ?? 0, cautious?.high ?? 0));
    expect(both?.low).toBeLessThan(sure?.low ?? 0);
  });

  test("is the normal one from 1,000 ratings on with 20 of each level, and not before", () => {
    // By hand: p = 1/4, 3/4; sum p ln^2 p - H^2 = 3/16 ln^2 3.
    const { low, high, method } = known(entropyInterval([300, 900], 1200));
    const half = 1.959963984540054 * Math.sqrt(((3 / 16) * Math.log(3) ** 2) / 1200 + 1 / (2 * 1200 ** 2));
    const middle = known(millerMadow([300, 900]));
    expect(method).toBe("normal");
    expect([low, high]).toEqual([expect.closeTo(middle - half, 12), expect.closeTo(middle + half, 12)]);
    expect(known(entropyInterval([300, 699], 999)).method).not.toBe("normal");
    expect(known(entropyInterval([981, 19], 1000)).method).not.toBe("normal");
  });

  test("is not there without ratings or a choice", () => {
    expect(entropyInterval([0, 0], 0)).toEqual({ unavailable: "no ratings" });
    expect(entropyInterval([7], 7)).toEqual({ unavailable: "a scale of one level" });
  });
});

describe("effective ratings", () => {
  test("lie between the items and the ratings where all items have as many", () => {
    fc.assert(
      fc.property(arbitraryTable, ({ levels, table }) => {
        const n = sum([...countsOf(table, levels)]);
        fc.pre(n > 0);
        const effective = effectiveRatings(n, patternsOf(table, levels), levels);
        const items = table.filter((row) => row.some((value) => value !== null)).length;
        expect(effective).toBeLessThanOrEqual(n + 1e-9);
        expect(effective).toBeGreaterThanOrEqual(items - 1e-9);
      }),
    );
  });

  test("raters who agree in full are one rater", () => {
    const table = [0, 1, 1, 0].map((value) => [value, value, value]);
    expect(effectiveRatings(12, patternsOf(table, 2), 2)).toBeCloseTo(4, 12);
    expect(
      effectiveRatings(
        12,
        patternsOf(
          [...Array(4)].map(() => [1, 1, 1]),
          2,
        ),
        2,
      ),
    ).toBeCloseTo(4, 12);
  });

  test("for intervals: as if one item more were agreed on", () => {
    // Thirty items by ten raters, one stray rating: rho is found to be 0, which is by chance.
    const table = Array.from({ length: 30 }, (_, i) =>
      Array.from({ length: 10 }, (__, r) => (i === 0 && r === 0 ? 1 : 0)),
    );
    const patterns = patternsOf(table, 2);
    const more = patternsOf([...table, Array(10).fill(1)], 2);
    expect(effectiveRatings(300, patterns, 2)).toBe(300);
    const cautious = cautiousEffectiveRatings(300, patterns, 2);
    expect(cautious).toBeCloseTo((effectiveRatings(310, more, 2) * 300) / 310, 9);
    expect(cautious).toBeLessThan(40);
  });

  test("for intervals: hardly less where values are common, and no other where all is one value", () => {
    const table = Array.from({ length: 200 }, (_, i) => [i % 3, (i * i) % 3, (i >> 2) % 3]);
    const ratio =
      cautiousEffectiveRatings(600, patternsOf(table, 3), 3) / effectiveRatings(600, patternsOf(table, 3), 3);
    expect(ratio).toBeGreaterThan(0.98);
    expect(ratio).toBeLessThan(1);
    const constant = patternsOf(
      [
        [1, 1],
        [1, 1],
      ],
      2,
    );
    expect(cautiousEffectiveRatings(4, constant, 2)).toBe(2);
    expect(cautiousEffectiveRatings(4, patternsOf([[0], [1]], 2), 2)).toBe(4);
  });

  test("ratings of no named item, and items rated once, are worth themselves", () => {
    expect(effectiveRatings(9, patternsOf([], 2), 2)).toBe(9);
    expect(effectiveRatings(3, patternsOf([[0], [1], [1]], 2), 2)).toBe(3);
  });
});

describe("ratings wanted", () => {
  test("as many as make the normal interval +-0.1 ln m, and none where they are there", () => {
    const counts = [10, 10];
    const more = ratingsWanted(counts, 20);
    // Even shares: no variance, so 1.96 sqrt(1 / (2 n^2)) = 0.1 ln 2, n = 20.
    expect(more).toBe(0);
    const skewed = ratingsWanted([6, 2], 8);
    const n = 8 + skewed;
    const [p, q] = [6.5 / 9, 2.5 / 9];
    const variance = p * q * Math.log(p / q) ** 2;
    const half = (ratings: number): number =>
      1.959963984540054 * Math.sqrt(variance / ratings + 1 / (2 * ratings ** 2));
    expect(half(n)).toBeLessThanOrEqual(0.1 * Math.LN2);
    expect(half(n - 1)).toBeGreaterThan(0.1 * Math.LN2);
  });
});
