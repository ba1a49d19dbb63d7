import fc from "fast-check";
import { expect, test } from "vitest";
import { type LikeRules, likeRules } from "../../server/src/statistics/like-rules.ts";
import { createRandom, type Random } from "../../server/src/statistics/random.ts";
import type { RatedBy } from "../../server/src/statistics/rated-by.ts";
import { isDefined } from "../../server/src/statistics/result.ts";
import { finish } from "../../server/src/statistics/steps.ts";
import { ratedBy } from "./rated-data.ts";
import { known } from "./rating-table.ts";

/** 30 items of 12 prompts (the last without a second one) by 3 raters, under two rules, some ratings missing. */
const twoRules = fc
  .array(fc.option(fc.integer({ min: 0, max: 4 }), { freq: 6 }), { minLength: 180, maxLength: 180 })
  .map((levels) =>
    [0, 1].map((k) => ({
      ...ratedBy(
        levels
          .slice(90 * k, 90 * k + 90)
          .flatMap((level, at) => (level === null ? [] : [[Math.floor(at / 3), at % 3, level / 4] as const])),
        Array.from({ length: 30 }, (_, i) => Math.floor(i / 2.5)),
      ),
      raters: 3,
    })),
  );

test("the mean correlation of two rules is the one over all pairs of different raters, pair by pair", () => {
  fc.assert(
    fc.property(twoRules, ([one, other]) => {
      if (!one || !other) return;
      const [kk, ll, kl] = [naive(one, one), naive(other, other), naive(one, other)];
      const { mean } = known(finish(likeRules([one, other])));
      if (!(kk > 1e-9) || !(ll > 1e-9)) {
        expect(isDefined(mean)).toBe(false);
        return;
      }
      expect(known(mean)).toBeCloseTo(Math.max(-1, Math.min(1, kl / Math.sqrt(kk * ll))), 9);
    }),
  );
});

/** The mean covariance within prompts of rule k by j with rule l by another rater, each centred on its own rater's mean. */
function naive(k: RatedBy, l: RatedBy): number {
  const meanOf = (rule: RatedBy, prompt: number | undefined, rater: number | undefined) => {
    const own = [...rule.item.keys()].filter(
      (r) => rule.prompt[rule.item[r] ?? 0] === prompt && rule.rater[r] === rater,
    );
    return { n: own.length, mean: own.reduce((sum, r) => sum + (rule.score[r] ?? 0), 0) / own.length };
  };
  let sum = 0;
  const common = new Map<string, { c: number; n: number; m: number }>();
  for (const r of k.item.keys())
    for (const s of l.item.keys()) {
      if (k.item[r] !== l.item[s] || k.rater[r] === l.rater[s]) continue;
      const prompt = k.prompt[k.item[r] ?? 0];
      const [a, b] = [meanOf(k, prompt, k.rater[r]), meanOf(l, prompt, l.rater[s])];
      sum += ((k.score[r] ?? 0) - a.mean) * ((l.score[s] ?? 0) - b.mean);
      const key = `${prompt} ${k.rater[r]} ${l.rater[s]}`;
      const cell = common.get(key) ?? { c: 0, n: a.n, m: b.n };
      cell.c++;
      common.set(key, cell);
    }
  let weight = 0;
  for (const { c, n, m } of common.values()) weight += c * (1 - 1 / n - 1 / m + c / (n * m));
  return sum / weight;
}

/** Rules of `truth(item)` by 3 raters who each err by `noise`, on two levels or five. */
function rules(
  random: Random,
  { prompts, responses, levels, noise }: { prompts: number; responses: number; levels: 2 | 5; noise: number },
  truth: (item: number, k: number) => number,
  count = 2,
): RatedBy[] {
  const items = prompts * responses;
  return Array.from({ length: count }, (_, k) => {
    const rows = Array.from({ length: items }, (_, item) => {
      const t = truth(item, k);
      return [0, 1, 2].map((rater) => {
        const z = t + noise * random.normal();
        const score = levels === 2 ? (z > 0.8 ? 1 : 0) : [-1, -0.3, 0.3, 1].filter((cut) => z > cut).length / 4;
        return [item, rater, score] as const;
      });
    });
    return ratedBy(
      rows.flat(),
      Array.from({ length: items }, (_, item) => Math.floor(item / responses)),
    );
  });
}

const redundant = (found: LikeRules): number => found.pairs.length;

test("rules of one truth are redundant, whatever the raters' noise; prompts that differ alone are not", () => {
  const random = createRandom(9);
  let [same, prompts] = [0, 0];
  for (let run = 0; run < 10; run++) {
    const quality = Float64Array.from({ length: 400 }, () => random.normal());
    const design = { prompts: 100, responses: 4, levels: 5, noise: 0.6 } as const;
    same += redundant(known(finish(likeRules(rules(random, design, (item) => quality[item] ?? 0)))));
    const hard = Float64Array.from({ length: 100 }, () => 2 * random.normal());
    const own = (item: number) => (hard[Math.floor(item / 4)] ?? 0) + random.normal();
    prompts += redundant(known(finish(likeRules(rules(random, design, own)))));
  }
  expect(same).toBe(10);
  expect(prompts).toBe(0);
});

test("rules of one truth on two levels are redundant in over half, rules at .85 are not", () => {
  const random = createRandom(10);
  let [same, near] = [0, 0];
  for (let run = 0; run < 40; run++) {
    const design = { prompts: 100, responses: 5, levels: 2, noise: 0.4 } as const;
    const quality = Float64Array.from({ length: 500 }, () => random.normal());
    const second = quality.map((q) => 0.85 * q + Math.sqrt(1 - 0.85 ** 2) * random.normal());
    same += redundant(known(finish(likeRules(rules(random, design, (item) => quality[item] ?? 0)))));
    near += redundant(
      known(finish(likeRules(rules(random, design, (item, k) => (k === 0 ? quality[item] : second[item]) ?? 0)))),
    );
  }
  expect(same).toBeGreaterThan(20);
  expect(near).toBeLessThanOrEqual(3);
});

test("with one rater, ranks less their prompt's mean, and it says so", () => {
  const random = createRandom(3);
  const one = rules(random, { prompts: 40, responses: 3, levels: 5, noise: 0.5 }, () => random.normal());
  const alone = one.map((rule) => {
    const own = [...rule.item.keys()].filter((r) => rule.rater[r] === 0);
    return ratedBy(
      own.map((r) => [rule.item[r] ?? 0, 0, rule.score[r] ?? 0] as const),
      [...rule.prompt],
    );
  });
  const [first] = alone;
  if (!first) throw new Error("no rule");
  const found = known(finish(likeRules([...alone, first])));
  expect(found).toMatchObject({
    kind: "one rater",
    pairs: [{ first: 0, second: 2, items: 120 }],
    mean: { unavailable: "one rater" },
  });
  expect(found.pairs[0]?.r.value).toBeCloseTo(1, 12);
});

test("a rule that hardly ever departs is not called redundant, and 1,001 rules are too many", () => {
  const items = Array.from({ length: 100 }, (_, i) => i);
  const rare = ratedBy(
    items.flatMap((i) => [0, 1].map((rater) => [i, rater, i < 20 ? 1 : 0] as const)),
    items.map(() => -1),
  );
  expect(known(finish(likeRules([rare, rare]))).pairs).toEqual([]);
  expect(finish(likeRules(Array.from({ length: 1001 }, () => rare)))).toEqual({ unavailable: "more than 1,000 rules" });
});
