/** What is said of raters: severity, likeness, constancy; held against golden values and plain computations. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  constantRaters,
  identicalRaters,
  raterPairsInCommon,
  sharesNoItem,
} from "../../server/src/statistics/like-raters.ts";
import { createRandom } from "../../server/src/statistics/random.ts";
import type { RatedBy } from "../../server/src/statistics/rated-by.ts";
import { isDefined } from "../../server/src/statistics/result.ts";
import { severeRaters } from "../../server/src/statistics/severe-raters.ts";
import { disagreementShares, pooled, raterProfiles } from "../../server/src/statistics/severity.ts";
import { studentT95 } from "../../server/src/statistics/student-t.ts";
import { hasSharedData, readGolden, readShared } from "./preference-data.ts";
import { arbitraryRatedBy, ratedBy, readRatedBy } from "./rated-data.ts";
import { known } from "./rating-table.ts";

for (const set of ["hanna", "summeval-op", "convabuse"])
  describe.skipIf(!hasSharedData())(set, () => {
    test("severities are the golden ones", () => {
      const golden = JSON.parse(readShared(`${set}/golden/golden2.json`)).rules;
      const { rules, raters, byRule } = readRatedBy(`${set}/golden/ratings_long.csv`, readGolden(set).levels);
      let held = 0;
      for (const rule of rules)
        for (const [j, profile] of raterProfiles(byRule.get(rule) ?? ratedBy([], [])).entries()) {
          expect(known(profile.severity).value).toBeCloseTo(golden[rule].severity[raters[j] ?? ""], 11);
          held++;
        }
      expect(held).toBe(rules.length * raters.length);
    });
  });

test("profiles are what going through each rater's items gives", () => {
  fc.assert(
    fc.property(arbitraryRatedBy, (ratings) => {
      for (const [j, profile] of raterProfiles(ratings).entries()) {
        const differences = [...ratings.item.keys()]
          .filter((r) => ratings.rater[r] === j)
          .map((r) => ({ score: ratings.score[r] ?? 0, others: othersOf(ratings, r) }))
          .filter(({ others }) => others.length > 0)
          .map(({ score, others }) => score - mean(others));
        expect(profile.shared).toBe(differences.length);
        if (!isDefined(profile.severity)) continue;
        const value = mean(differences);
        expect(profile.severity.value).toBeCloseTo(value, 12);
        if (!isDefined(profile.severity.interval)) continue;
        const n = differences.length;
        const se = Math.sqrt(mean(differences.map((d) => (d - value) ** 2)) / (n - 1));
        expect(profile.severity.interval.high - value).toBeCloseTo(studentT95(n - 1) * se, 10);
      }
    }),
  );
});

test("pairs of raters are counted over all their common items", () => {
  fc.assert(
    fc.property(arbitraryRatedBy, (ratings) => {
      const found = raterPairsInCommon([ratings, ratings]);
      for (const { first, second, common, identical } of found) {
        const of = (rater: number) =>
          new Map(
            [...ratings.item.keys()]
              .filter((r) => ratings.rater[r] === rater)
              .map((r) => [ratings.item[r], ratings.score[r]]),
          );
        const [one, other] = [of(first), of(second)];
        const both = [...one.keys()].filter((item) => other.has(item));
        expect(common).toBe(2 * both.length);
        expect(identical).toBe(2 * both.filter((item) => one.get(item) === other.get(item)).length);
      }
      expect(sharesNoItem([ratings])).toBe(new Set(ratings.rater).size > 1 && found.length === 0);
    }),
  );
});

/** `items` items by raters of these severities, each rating with probability `share`; on five levels or unrounded. */
function rated(
  severities: readonly number[],
  { items = 100, share = 1, noise = 0.15, seed = 1, isRounded = true } = {},
): RatedBy {
  const random = createRandom(seed);
  const rows = Array.from({ length: items }, (_, item) => {
    const quality = 0.5 + 0.2 * random.normal();
    return severities.flatMap((severity, rater) => {
      const x = quality + severity + noise * random.normal();
      const score = isRounded ? Math.round(4 * Math.min(1, Math.max(0, x))) / 4 : x;
      return random.uniform() < share ? [[item, rater, score] as const] : [];
    });
  });
  return ratedBy(
    rows.flat(),
    Array.from({ length: items }, () => -1),
  );
}

test("the additive fit solves its normal equations, less the median", () => {
  const ratings = rated([0, 0.1, -0.2, 0.05], { share: 0.6, isRounded: false, items: 60 });
  const found = known(severeRaters(ratings)).map(({ severity }) => known(severity).value);
  const sorted = [...found].sort((a, b) => a - b);
  expect((sorted[1] ?? 0) + (sorted[2] ?? 0)).toBeCloseTo(0, 12);
  // Each rater's residuals about the items' means of residuals sum to 0 over shared items.
  const residual = Float64Array.from(ratings.score, (score, r) => score - (found[ratings.rater[r] ?? 0] ?? 0));
  for (let j = 0; j < 4; j++) {
    let sum = 0;
    for (const r of ratings.item.keys()) {
      if (ratings.rater[r] !== j) continue;
      const own = [...ratings.item.keys()].filter((s) => ratings.item[s] === ratings.item[r]);
      if (own.length > 1) sum += (residual[r] ?? 0) - mean(own.map((s) => residual[s] ?? 0));
    }
    expect(sum).toBeCloseTo(0, 10);
  }
});

test("the severe rater is found, and no innocent is accused beside them", () => {
  const accused = (severities: readonly number[], seed: number) =>
    known(severeRaters(rated(severities, { seed }))).map(({ isSevere }) => isSevere);
  let innocent = 0;
  for (let seed = 1; seed <= 40; seed++) {
    expect(accused([0, 0, 0, -0.3], seed)[3]).toBe(true);
    innocent += accused([0, 0, 0, -0.3], seed).slice(0, 3).filter(Boolean).length;
  }
  expect(innocent).toBe(0);
});

test("errors of severities are those of leaving each item out", () => {
  const ratings = rated([0, 0.1, -0.2], { isRounded: false, items: 40 });
  const [first] = known(severeRaters(ratings));
  const { value, interval } = known(first?.severity ?? { unavailable: "none" });
  const left = Array.from({ length: 40 }, (_, item) => {
    const kept = [...ratings.item.keys()].filter((r) => ratings.item[r] !== item);
    const [again] = known(
      severeRaters(
        ratedBy(
          kept.map((r) => [ratings.item[r] ?? 0, ratings.rater[r] ?? 0, ratings.score[r] ?? 0] as const),
          [...ratings.prompt],
        ),
      ),
    );
    return known(again?.severity ?? { unavailable: "none" }).value;
  });
  const se = Math.sqrt((39 / 40) * left.reduce((sum, one) => sum + (one - mean(left)) ** 2, 0));
  if (se > 0) expect((known(interval).high - value) / (studentT95(39) * se)).toBeCloseTo(1, 1);
});

test("raters without a link to the rest are not compared with it", () => {
  const apart = ratedBy(
    Array.from({ length: 80 }, (_, item) =>
      [0, 1, 2].map((rater) => [item, item < 60 ? rater : rater + 3, (item % 5) / 4] as const),
    ).flat(),
    Array.from({ length: 80 }, () => -1),
  );
  const found = known(severeRaters(apart));
  expect(found.map(({ severity }) => isDefined(severity))).toEqual([true, true, true, false, false, false]);
  expect(severeRaters(rated([0, 0.2]))).toEqual({ unavailable: "fewer than three raters share items" });
});

test("a rater who always says the same is found where the others do not", () => {
  const ratings = ratedBy(
    Array.from({ length: 40 }, (_, item) => [
      [item, 0, 1] as const,
      [item, 1, (item % 5) / 4] as const,
      [item, 2, (item % 3) / 2] as const,
    ]).flat(),
    Array.from({ length: 40 }, () => -1),
  );
  expect(constantRaters(ratings)).toEqual([
    { rater: 0, score: 1, share: 1, othersShare: expect.closeTo((8 + 13) / 80, 12), ratings: 40 },
  ]);
  const all = {
    ...ratings,
    score: ratings.score.map((score, r) => (ratings.rater[r] === 1 && r % 4 ? 1 : score > 0.4 ? 1 : 0.5)),
  };
  expect(constantRaters({ ...all, score: all.score.map(() => 1) })).toEqual([]);
});

test("raters who are one rater twice are found, and honest ones who mostly agree are not", () => {
  const honest = rated([0, 0, 0], { items: 120, noise: 0.2 });
  expect(identicalRaters([honest])).toEqual([]);
  const copied = {
    ...honest,
    score: honest.score.map((score, r) => (honest.rater[r] === 1 ? (honest.score[r - 1] ?? 0) : score)),
  };
  expect(identicalRaters([copied])).toEqual([{ first: 0, second: 1, common: 120, identical: 120 }]);
  const rare = { ...copied, score: copied.score.map((_, r) => (r % 97 === 0 && copied.rater[r] === 2 ? 1 : 0)) };
  expect(identicalRaters([rare])).toEqual([]);
  const two = (items: number) => {
    const ratings = rated([0, 0], { items });
    return identicalRaters([
      { ...ratings, score: ratings.score.map((score, r) => (r % 2 ? (ratings.score[r - 1] ?? 0) : score)) },
    ]).length;
  };
  expect([two(150), two(250)]).toEqual([0, 1]);
});

test("pooled over rules, a reversed rule's scores are turned and its items are of the same response", () => {
  const one = rated([0, 0.1], { items: 3 });
  const { ratings, cluster } = pooled([one, one], [false, true]);
  expect(ratings.items).toBe(6);
  expect([...cluster]).toEqual([0, 1, 2, 0, 1, 2]);
  for (const profile of raterProfiles(ratings, cluster)) expect(known(profile.severity).value).toBeCloseTo(0, 12);
});

test("the items on which raters differ most", () => {
  const ratings = ratedBy(
    [
      [0, 0, 0],
      [0, 1, 1],
      [1, 0, 0.5],
      [1, 1, 1],
      [2, 0, 1],
      [2, 1, 1],
      [3, 0, 1],
    ],
    [-1, -1, -1, -1],
  );
  expect(known(disagreementShares(ratings))).toEqual([
    { item: 0, share: 0.8 },
    { item: 1, share: 0.2 },
  ]);
});

function othersOf(ratings: RatedBy, r: number): number[] {
  return [...ratings.item.keys()]
    .filter((s) => s !== r && ratings.item[s] === ratings.item[r])
    .map((s) => ratings.score[s] ?? 0);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
