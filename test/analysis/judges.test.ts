/** Who judges a pair must not rate it. */
import { expect, test } from "vitest";
import { isDefined } from "../../server/src/statistics/result.ts";
import { csv, linted, range } from "../lint/pipeline.ts";

const rules = "rules:\n  - id: a\n";
const scale = "scale: [1, 2, 3, 4, 5]\nratings:\n  - file: r.csv\n";

/** Forty prompts of two responses; rater j rates them by chance, in an own way. */
const rating = (item: number, rater: number): number => 1 + ((item * (rater + 3) + ((item * item) % (rater + 2))) % 5);
const raters = ["ann", "bob", "cid"];
const ratings = (names: readonly string[], own = false) =>
  csv(
    ["item", "rater", "a", "good"],
    range(0, 80).flatMap((i) =>
      names.map((name, j) => [`p${i >> 1}/${i}`, name, rating(i, j), own ? rating(i, j) : 1 + ((i * (j + 1)) % 5)]),
    ),
  );

test("an overall rating orders the pairs of its own rater, by the ratings of the others", async () => {
  const { analysis } = await linted(`${scale}preferences: [{overall: good}]\n${rules}`, {
    "r.csv": ratings(raters, true),
  });
  const ties = range(0, 40).flatMap((p) =>
    raters.flatMap((_, j) => (rating(2 * p, j) === rating(2 * p + 1, j) ? [] : [1])),
  );
  expect(analysis.preferences).toMatchObject({ pairs: ties.length, prompts: 40, lost: 0 });
  // By their own ratings every pair would be right.
  const [a] = analysis.rules;
  expect(a && isDefined(a.preference) ? a.preference.accuracy : 1).toBeLessThan(0.75);
});

test("a pairs file may name who judged", async () => {
  const pairs = range(0, 40).map((p) => {
    const [one, other] = [2 * p, 2 * p + 1];
    const isFirst = rating(one, 0) > rating(other, 0);
    return [`p${p}/${isFirst ? one : other}`, `p${p}/${isFirst ? other : one}`, "ann"];
  });
  const files = { "r.csv": ratings(["ann", "bob"]), "p.csv": csv(["chosen", "rejected", "who"], pairs) };
  const accuracyOf = async (source: string) => {
    const { analysis } = await linted(`${scale}preferences:\n  - ${source}\n${rules}`, files);
    const [a] = analysis.rules;
    return a && isDefined(a.preference) ? a.preference.accuracy : Number.NaN;
  };
  const byBob = range(0, 40).reduce((sum, p) => {
    const sign = Math.sign(rating(2 * p, 0) - rating(2 * p + 1, 0)) || -1;
    const bob = Math.sign(rating(2 * p, 1) - rating(2 * p + 1, 1));
    return sum + (bob === 0 ? 0.5 : bob === sign ? 1 : 0);
  }, 0);
  expect(await accuracyOf("{file: p.csv, rater: who}")).toBeCloseTo(byBob / 40, 12);
  expect(await accuracyOf("{file: p.csv}")).toBeGreaterThan(byBob / 40);
});

test("with one rater accuracy is shown, but it makes no verdict", async () => {
  const { analysis } = await linted(`${scale}preferences: [{overall: good}]\n${rules}`, {
    "r.csv": ratings(["ann"], true),
  });
  const [a] = analysis.rules;
  expect(analysis.preferences).toMatchObject({ leak: { kind: "same rater" } });
  expect(a?.preference).toMatchObject({ accuracy: 1, chance: "neither", adjustedP: { unavailable: "same rater" } });
  expect(a?.verdict).toMatchObject({ basis: "entropy" });
});

test("pairs that a rater's own ratings decide leak", async () => {
  const pairs = range(0, 40).flatMap((p) => {
    const difference = rating(2 * p, 0) - rating(2 * p + 1, 0);
    if (difference === 0) return [];
    return [[`p${p}/${difference > 0 ? 2 * p : 2 * p + 1}`, `p${p}/${difference > 0 ? 2 * p + 1 : 2 * p}`]];
  });
  const { analysis } = await linted(`${scale}preferences: [{file: p.csv}]\n${rules}`, {
    "r.csv": ratings(raters),
    "p.csv": csv(["chosen", "rejected"], pairs),
  });
  expect(analysis.preferences).toMatchObject({ leak: { kind: "own ratings", rater: "ann", own: 1 } });
});

test("a response fails a gate where more than half of its raters rate it worse", async () => {
  const gate = `${rules}  - {id: stop, gate: 3}\n`;
  const rows = range(0, 80).flatMap((i) =>
    // The first response of a prompt is better; two of three rate it worse than the gate in the first ten prompts,
    // one of three in the next ten, with a mean under the gate in both.
    raters.map((name, j) => {
      const isFirst = i % 2 === 0;
      const stop = isFirst && i < 20 ? (j < 2 ? 2 : 5) : isFirst && i < 40 ? (j < 1 ? 1 : 3) : 5;
      return [`p${i >> 1}/${i}`, name, isFirst ? 5 : 1, stop];
    }),
  );
  const { analysis } = await linted(`${scale}preferences: [{file: p.csv}]\n${gate}`, {
    "r.csv": csv(["item", "rater", "a", "stop"], rows),
    "p.csv": csv(
      ["chosen", "rejected"],
      range(0, 40).map((p) => [`p${p}/${2 * p}`, `p${p}/${2 * p + 1}`]),
    ),
  });
  // The rejected ones have reward 0 too: ten ties.
  expect(analysis.weightings.find(({ name }) => name === "uniform")?.accuracy).toBe((30 + 10 / 2) / 40);
});
