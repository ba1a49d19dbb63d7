import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { promptSums } from "../../server/src/statistics/prompt-sums.ts";
import { numberedPrompts, type RatedBy } from "../../server/src/statistics/rated-by.ts";
import { type Estimate, isDefined, type Maybe } from "../../server/src/statistics/result.ts";
import { studentT95 } from "../../server/src/statistics/student-t.ts";
import {
  componentsOf,
  drawnReliability,
  hasSameRaterPairs,
  type VarianceComponents,
  varianceComponents,
} from "../../server/src/statistics/variance-components.ts";
import { hasSharedData, readGolden, readShared } from "./preference-data.ts";
import { arbitraryRatedBy, ratedBy, readRatedBy } from "./rated-data.ts";
import { known } from "./rating-table.ts";

const parts = ["prompt", "response", "rater", "residual", "withinPromptReliability"] as const;

for (const set of ["hanna", "summeval-op"]) {
  describe.skipIf(!hasSharedData())(set, () => {
    test("components are those of the golden values", () => {
      const golden = JSON.parse(readShared(`${set}/golden/golden2.json`));
      const { rules, byRule } = readRatedBy(`${set}/golden/ratings_long.csv`, readGolden(set).levels);
      for (const rule of rules) {
        const found = known(varianceComponents(byRule.get(rule) ?? ratedBy([], [])));
        const { within_prompt_reliability: withinPromptReliability, ...rest } = golden.rules[rule].components;
        const expected = { ...rest, withinPromptReliability };
        for (const part of parts) expect(known(found[part]).value).toBeCloseTo(expected[part], 12);
      }
    });
  });
}

test("every term is half a mean over pairs, whatever the design", () => {
  fc.assert(
    fc.property(arbitraryRatedBy, (ratings) => {
      const sums = promptSums(ratings);
      const naive = pairwise(ratings);
      const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);
      expect(total(sums.responsePairs)).toBe(naive.response.pairs);
      expect(total(sums.responseSquares)).toBeCloseTo(naive.response.squares, 9);
      expect(total(sums.betweenPairs)).toBe(naive.between.pairs);
      expect(total(sums.betweenSquares)).toBeCloseTo(naive.between.squares, 9);
      expect(total(sums.samePairs)).toBe(naive.same.pairs);
      expect(total(sums.sameSquares)).toBeCloseTo(naive.same.squares, 9);
      expect(total(sums.overlapPairs)).toBe(naive.overlapPairs);
      expect(total(sums.overlap)).toBeCloseTo(naive.overlap, 9);
    }),
  );
});

/** Twelve prompts, each with two responses by two to three raters, so that every part is defined. */
const enough = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 96, maxLength: 96 }).map((levels) =>
  ratedBy(
    levels.flatMap((level, at) =>
      at % 13 === 5 ? [] : [[Math.floor(at / 3), (at + Math.floor(at / 9)) % 4, level / 4] as const],
    ),
    Array.from({ length: 32 }, (_, item) => Math.floor(item / 2)),
  ),
);

test("components and their jackknife are what leaving prompts out gives", () => {
  fc.assert(
    fc.property(enough, (ratings) => {
      const found = known(varianceComponents(ratings));
      const naive = naiveComponents(ratings);
      for (const part of parts) {
        const one = found[part];
        if (!isDefined(one)) continue;
        expect(one.value).toBeCloseTo(naive[part], 9);
        if (!isDefined(one.interval)) continue;
        const left = Array.from({ length: 16 }, (_, g) => naiveComponents(withoutPrompt(ratings, g))[part]);
        const mean = left.reduce((sum, value) => sum + value, 0) / 16;
        const se = Math.sqrt((15 / 16) * left.reduce((sum, value) => sum + (value - mean) ** 2, 0));
        expect(one.interval.high - one.value).toBeCloseTo(studentT95(15) * se, 8);
      }
    }),
    { numRuns: 30 },
  );
});

test("a bootstrap draw of every prompt once is the estimate", () => {
  fc.assert(
    fc.property(enough, (ratings) => {
      const sums = promptSums(ratings);
      const { withinPromptReliability } = componentsOf(sums);
      if (!isDefined(withinPromptReliability)) return;
      const once = drawnReliability(sums, new Uint8Array(sums.prompts).fill(1), hasSameRaterPairs(sums));
      expect(once).toBeCloseTo(withinPromptReliability.value, 12);
    }),
  );
});

test("each part is undefined by itself, with its reason", () => {
  const reasons = (found: VarianceComponents) => {
    const entries: [string, Maybe<Estimate>][] = Object.entries(found);
    return Object.fromEntries(entries.map(([part, one]) => [part, isDefined(one) ? "defined" : one.unavailable]));
  };
  const items = Array.from({ length: 40 }, (_, item) => item);
  const oneResponse = ratedBy(
    items.flatMap((item) => [[item, 0, (item % 5) / 4] as const, [item, 1, (item % 3) / 4] as const]),
    items,
  );
  expect(reasons(known(varianceComponents(oneResponse)))).toEqual({
    prompt: "fewer than 10 prompts have two responses rated by different raters",
    response: "fewer than 10 prompts have two responses rated by different raters",
    rater: "fewer than 10 prompts have two responses rated by different raters",
    residual: "fewer than 10 prompts have two responses rated by different raters",
    disagreement: "defined",
    withinPromptReliability: "fewer than 10 prompts have two responses rated by different raters",
  });
  const oneRater = ratedBy(
    items.map((item) => [item, 0, (item % 5) / 4] as const),
    items.map((item) => Math.floor(item / 4)),
  );
  expect(reasons(known(varianceComponents(oneRater))).disagreement).toBe("one rating an item");
  expect(varianceComponents(ratedBy([], []))).toEqual({ unavailable: "no ratings" });
});

interface Pairs {
  pairs: number;
  squares: number;
}

function pairwise(ratings: RatedBy) {
  const { of } = numberedPrompts(ratings.prompt);
  const empty = (): Pairs => ({ pairs: 0, squares: 0 });
  const [response, between, same, other] = [empty(), empty(), empty(), empty()];
  const raters = Array.from({ length: ratings.items }, () => new Set<number>());
  for (let r = 0; r < ratings.score.length; r++) {
    raters[ratings.item[r] ?? 0]?.add(ratings.rater[r] ?? 0);
    for (let s = 0; s < r; s++) {
      const isOneItem = ratings.item[r] === ratings.item[s];
      const isOnePrompt = of[ratings.item[r] ?? 0] === of[ratings.item[s] ?? 0];
      const isOneRater = ratings.rater[r] === ratings.rater[s];
      const into = isOneItem ? response : isOnePrompt ? (isOneRater ? same : between) : isOneRater ? undefined : other;
      if (!into) continue;
      into.pairs++;
      into.squares += ((ratings.score[r] ?? 0) - (ratings.score[s] ?? 0)) ** 2;
    }
  }
  let overlap = 0;
  let overlapPairs = 0;
  for (const [i, ofI] of raters.entries())
    for (const [j, ofJ] of raters.entries()) {
      if (j >= i || of[i] !== of[j] || ofI.size === 0 || ofJ.size === 0) continue;
      overlapPairs++;
      overlap += [...ofI].filter((rater) => ofJ.has(rater)).length / Math.sqrt(ofI.size * ofJ.size);
    }
  return { response, between, same, other, overlap, overlapPairs };
}

function naiveComponents(ratings: RatedBy) {
  const found = pairwise(ratings);
  const half = ({ pairs, squares }: Pairs): number => squares / (2 * pairs);
  const [a, b, s, c] = [half(found.response), half(found.between), half(found.same), half(found.other)];
  const f = found.overlap / found.overlapPairs;
  return {
    prompt: c - b,
    response: b - a,
    rater: b - s,
    residual: a - (b - s),
    withinPromptReliability: Math.min(1, (b - a) / (b - f * (b - s))),
  };
}

function withoutPrompt(ratings: RatedBy, prompt: number): RatedBy {
  const kept = [...ratings.item.keys()].filter((r) => ratings.prompt[ratings.item[r] ?? 0] !== prompt);
  return {
    ...ratings,
    item: Uint32Array.from(kept, (r) => ratings.item[r] ?? 0),
    rater: Uint32Array.from(kept, (r) => ratings.rater[r] ?? 0),
    score: Float64Array.from(kept, (r) => ratings.score[r] ?? 0),
  };
}
