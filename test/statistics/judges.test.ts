/** Model judges beside people: the alternative annotator test and what goes with it. */
import { describe, expect, test } from "vitest";
import { againstTheRest } from "../../server/src/statistics/against-the-rest.ts";
import { type JudgeTest, judgeTests } from "../../server/src/statistics/alternative-annotator.ts";
import { effectiveJudges, judgeProfile, ownConsistency } from "../../server/src/statistics/judge-profile.ts";
import { createRandom } from "../../server/src/statistics/random.ts";
import type { RatedBy } from "../../server/src/statistics/rated-by.ts";
import { isDefined } from "../../server/src/statistics/result.ts";
import { studentTQuantile, studentTUpper } from "../../server/src/statistics/student-t-p.ts";
import { hasSharedData, readShared } from "./preference-data.ts";
import { ratedBy, readRatedBy } from "./rated-data.ts";
import { known } from "./rating-table.ts";

interface GoldenJudge {
  winningRate: number;
  advantage: number;
  perRater: { rater: string; items: number; advantage: number; difference: number; p: number }[];
}

/** The table that the test's authors publish: winning rate and advantage, to two decimals. */
const published: Record<string, [string, string]> = {
  gemini_flash: ["0.60", "0.82"],
  gemini_pro: ["0.80", "0.87"],
  "gpt-4o": ["0.90", "0.90"],
  "llama-31": ["0.60", "0.85"],
  "gpt-4o-mini": ["0.90", "0.89"],
  "mistral-v03": ["0.50", "0.83"],
};

describe.skipIf(!hasSharedData())("CEBaB's stars", () => {
  const golden = hasSharedData()
    ? JSON.parse(readShared("cebab-stars/golden/alt-test.json"))
    : { rules: { stars: {} } };
  const judges = Object.keys(published);

  test.each(judges)("%s: the published winning rate, and each person's p", (name) => {
    const { raters, byRule } = readRatedBy("cebab-stars/ratings_long.csv", [1, 2, 3, 4, 5]);
    const rule = byRule.get("stars") ?? ratedBy([], []);
    const people = [...raters.keys()].filter((rater) => !judges.includes(raters[rater] ?? ""));
    const [test] = judgeTests([rule], raters.indexOf(name), { people, epsilon: golden.epsilon });
    const found = known(test ?? { unavailable: "no test" });
    const expected: GoldenJudge = golden.rules.stars[name];
    expect([found.winningRate.toFixed(2), found.advantage.toFixed(2)]).toEqual(published[name]);
    expect(found.winningRate).toBeCloseTo(expected.winningRate, 12);
    expect(found.advantage).toBeCloseTo(expected.advantage, 12);
    expect(found.form).toBe("plain");
    expect(found.perRater.length).toBe(expected.perRater.length);
    for (const person of expected.perRater) {
      const own = found.perRater.find(({ rater }) => raters[rater] === person.rater);
      expect(own).toMatchObject({ items: person.items });
      expect(own?.advantage).toBeCloseTo(person.advantage, 12);
      expect(own?.difference).toBeCloseTo(person.difference, 12);
      expect(Math.abs((own?.p ?? 1) / person.p - 1)).toBeLessThan(1e-9);
    }
  });
});

/** `raters` who each see a quality with noise, on five levels, and give 5 more often the higher `skew`. */
function rated(seed: number, items: number, raters: number, { skew = 0, noise = 0.7 } = {}): RatedBy {
  const random = createRandom(seed);
  const rows = Array.from({ length: items }, (_, item) => {
    const quality = random.normal();
    return Array.from({ length: raters }, (_, rater) => {
      const z = (quality + noise * random.normal()) / Math.sqrt(1 + noise * noise) + skew;
      return [item, rater, [-0.84, -0.25, 0.25, 0.84].filter((cut) => z > cut).length / 4] as const;
    });
  });
  return ratedBy(
    rows.flat(),
    Array.from({ length: items }, () => -1),
  );
}

/** The last rater, replaced by a judge who says `score` of item and present score. */
function withJudge(rule: RatedBy, score: (item: number, present: number) => number): RatedBy {
  const judge = rule.raters - 1;
  return { ...rule, score: rule.score.map((x, r) => (rule.rater[r] === judge ? score(rule.item[r] ?? 0, x) : x)) };
}

const options = { people: [0, 1, 2], epsilon: 0.15 };
const one = (rule: RatedBy): JudgeTest =>
  known(judgeTests([rule], rule.raters - 1, options)[0] ?? { unavailable: "none" });

test("the test is what leaving each person out by hand gives", () => {
  const rule = rated(4, 60, 4, { noise: 0.3 });
  const found = one(rule);
  const scoreOf = (item: number, rater: number): number => rule.score[4 * item + rater] ?? Number.NaN;
  for (const { rater, advantage, difference, p } of found.perRater) {
    const differences: number[] = [];
    let wins = 0;
    for (let item = 0; item < 60; item++) {
      const others = [0, 1, 2].filter((other) => other !== rater).map((other) => scoreOf(item, other));
      const score = (x: number): number => -Math.sqrt(others.reduce((sum, y) => sum + (x - y) ** 2, 0) / others.length);
      const [judge, person] = [score(scoreOf(item, 3)), score(scoreOf(item, rater))];
      differences.push((person >= judge - 1e-12 ? 1 : 0) - (judge >= person - 1e-12 ? 1 : 0));
      wins += judge >= person - 1e-12 ? 1 : 0;
    }
    const mean = differences.reduce((sum, d) => sum + d, 0) / 60;
    const variance = differences.reduce((sum, d) => sum + (d - mean) ** 2, 0) / 59;
    expect(advantage).toBeCloseTo(wins / 60, 12);
    expect(difference).toBeCloseTo(mean, 12);
    expect(p).toBeCloseTo(studentTUpper(-(mean - 0.15) / Math.sqrt(variance / 60), 59), 12);
  }
});

test("a judge as good as the best of people passes, one who guesses does not and is shown worse", () => {
  const rule = rated(5, 400, 4);
  const mean = (item: number): number => ((rule.score[4 * item] ?? 0) + (rule.score[4 * item + 1] ?? 0)) / 2;
  expect(one(withJudge(rule, mean))).toMatchObject({ mayReplace: true, isWorse: false, itemsWanted: 0 });
  const random = createRandom(6);
  const guess = one(withJudge(rule, () => Math.floor(5 * random.uniform()) / 4));
  expect(guess).toMatchObject({ mayReplace: false, isWorse: true });
  expect(guess.itemsWanted).toEqual({ unavailable: "half of the people are better by epsilon or more" });
});

test("on a skewed rule the balanced form decides, and a constant never passes", () => {
  const skewed = rated(7, 600, 4, { skew: 1.3 });
  const good = judgeTests([withJudge(skewed, (_, x) => x)], 3, options)[0] ?? { unavailable: "none" };
  if (isDefined(good)) expect(good.form).toBe("balanced");
  for (const judge of [(_: number, __: number) => 1, () => (createRandom(8).uniform() < 0.95 ? 1 : 0)]) {
    const found = judgeTests([withJudge(skewed, judge)], 3, options)[0] ?? { unavailable: "none" };
    if (isDefined(found)) expect(found.mayReplace).toBe(false);
    else expect(found.unavailable).toBe("a judge that always says 1 would pass");
  }
  const rare = withJudge(rated(9, 400, 4), () => 0);
  const almostNever = { ...rare, score: rare.score.map((_, r) => (r % 397 === 0 ? 1 : 0)) };
  expect(judgeTests([almostNever], 3, { ...options, labelOf: (_, score) => (score === 0 ? "no" : "yes") })).toEqual([
    { unavailable: "a judge that always says no would pass" },
  ]);
});

test("too few items: how many are missing", () => {
  expect(judgeTests([rated(1, 12, 4)], 3, options)).toEqual([
    { unavailable: "needs 18 more items that two people and the judge rated" },
  ]);
});

test("a judge's severity, confusion and largest differences", () => {
  const rule = ratedBy(
    [
      [0, 0, 0],
      [0, 1, 0.5],
      [0, 2, 1],
      [1, 0, 1],
      [1, 2, 1],
      [2, 2, 0],
    ],
    [-1, -1, -1],
  );
  const found = judgeProfile(rule, 2, [0, 1], [0, 0.5, 1]);
  expect(found.items).toBe(2);
  expect(known(found.severity).value).toBeCloseTo((0.75 + 0) / 2, 12);
  expect(found.confusion.map((row) => [...row])).toEqual([
    [0, 0, 1],
    [0, 0, 1],
    [0, 0, 1],
  ]);
  expect(found.differences[0]).toEqual({ item: 0, difference: 0.75 });
  expect(judgeProfile(rule, 2, [], [0, 1]).severity).toEqual({ unavailable: "no item that a person rated too" });
  expect(
    judgeProfile(
      withJudge(rated(2, 200, 4), (_, x) => Math.min(1, x + 0.25)),
      3,
      [0, 1, 2],
      [0, 1],
    ).isBiased,
  ).toBe(true);
});

test("judges who err alike are fewer than they look", () => {
  const rule = rated(3, 300, 6);
  const apart = known(effectiveJudges(rule, [3, 4, 5], [0, 1, 2]));
  const alike = known(
    effectiveJudges(
      {
        ...rule,
        score: rule.score.map((x, r) =>
          (rule.rater[r] ?? 0) > 3 ? (rule.score[r - ((rule.rater[r] ?? 0) - 3)] ?? x) : x,
        ),
      },
      [3, 4, 5],
      [0, 1, 2],
    ),
  );
  expect(alike.effective).toBeCloseTo(1, 9);
  expect(apart.effective).toBeGreaterThan(1.5);
  expect(effectiveJudges(rule, [3], [0])).toEqual({ unavailable: "one judge" });
  const again = known(
    ownConsistency(
      { ...rule, score: rule.score.map((x, r) => (rule.rater[r] === 4 ? (rule.score[r - 1] ?? x) : x)) },
      [3, 4],
    ),
  );
  expect(again).toEqual({ correlation: expect.closeTo(1, 12), identical: 1 });
});

test("a rule that is turned the wrong way is against the rest, and one that is unrelated is not", () => {
  const random = createRandom(12);
  const quality = Float64Array.from({ length: 200 }, () => random.normal());
  const means = [1, 1, -1, 0].map((sight) => quality.map((q) => sight * q + random.normal()));
  const prompt = Int32Array.from(quality, (_, i) => Math.floor(i / 5));
  const found = againstTheRest(means, [1, 1, 0, 1], prompt).map(known);
  expect(found.map(({ isAgainst }) => isAgainst)).toEqual([false, false, true, false]);
  // By hand: the first rule beside the mean of the second and the fourth, within prompts.
  const rest = quality.map((_, i) => ((means[1]?.[i] ?? 0) + (means[3]?.[i] ?? 0)) / 2);
  const within = (x: Float64Array): Float64Array =>
    x.map((value, i) => {
      const own = x.subarray(5 * Math.floor(i / 5), 5 * Math.floor(i / 5) + 5);
      return value - own.reduce((sum, one) => sum + one, 0) / 5;
    });
  const [a, b] = [within(means[0] ?? rest), within(rest)];
  const dot = (x: Float64Array, y: Float64Array): number => x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0);
  expect(found[0]?.correlation).toBeCloseTo(dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b)), 12);
  expect(
    againstTheRest(
      means,
      [1, 1, 1, 1],
      prompt.map(() => -1),
    )[0],
  ).toEqual({
    unavailable: "fewer than 10 prompts have two responses",
  });
});

test("the quantile is where the tail is", () => {
  for (const p of [0.3, 0.025, 0.0001]) expect(studentTUpper(studentTQuantile(p, 17), 17)).toBeCloseTo(p, 12);
});
