import { expect, test } from "vitest";
import { csv, message, range, told } from "../pipeline.ts";

const inline = (ratings: string, more = "") =>
  `${more}scale: [1, 2, 3, 4, 5]\nrules:\n  - id: a\n    ratings: ${ratings}\n`;
const attached = "scale: [1, 2, 3, 4, 5]\nratings: [{file: r.csv}]\nrules:\n  - id: a\n";
const spread = "{1: 40, 2: 42, 3: 38, 4: 41, 5: 39}";

test("on entropy alone it says that noise and information look the same", async () => {
  expect(await message("high-entropy", inline(spread))).toMatch(
    /^`a`: ratings are spread over the whole scale \(entropy 100% of the maximum\)\. Without a second rating/,
  );
});

test("on raters it says that they disagree", async () => {
  const rows = range(0, 60).flatMap((i) => [
    [i, "ann", 1 + (i % 5)],
    [i, "bob", 1 + ((3 * i + 1) % 5)],
  ]);
  expect(await message("high-entropy", attached, { "r.csv": csv(["item", "rater", "a"], rows) })).toMatch(
    /Raters of one response disagree too, so much of the spread is noise\.$/,
  );
});

test("raters who agree support it: the entropy is information", async () => {
  const rows = range(0, 60).flatMap((i) => ["ann", "bob"].map((rater) => [i, rater, 1 + (i % 5)]));
  expect(await told("high-entropy", attached, { "r.csv": csv(["item", "rater", "a"], rows) })).toEqual([]);
});

test("on preferences it says how often it is right", async () => {
  const text = attached.replace("rules:", "preferences: [{overall: good}]\nrules:");
  const rows = range(0, 20).flatMap((p) => range(0, 5).map((r) => [`${p}/${r}`, 1 + r, 1 + ((2 * r + p) % 5)]));
  expect(await message("high-entropy", text, { "r.csv": csv(["item", "a", "good"], rows) })).toMatch(
    /does not predict your preferences beyond chance either \(\d+\.\d% \[\d+\.\d%, \d+\.\d%\]\)\.$/,
  );
});

test("the interval must be over the limit, not the estimate alone; the rubric may set the limit", async () => {
  const uneven = "{1: 10, 2: 20, 3: 40, 4: 70, 5: 60}";
  expect(await told("high-entropy", inline(uneven))).toEqual([]);
  expect(await told("high-entropy", inline(uneven, "encore: {limit: 0.7}\n"))).toHaveLength(1);
});

test("a gate is not reported", async () => {
  expect(await told("high-entropy", inline(spread).replace("ratings:", "gate: 3\n    ratings:"))).toEqual([]);
});
