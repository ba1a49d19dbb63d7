import { expect, test } from "vitest";
import { csv, message, range, told } from "../pipeline.ts";

const inline = (ratings: string, more = "") =>
  `${more}scale: [1, 2, 3, 4, 5]\nrules:\n  - id: a\n    ratings: ${ratings}\n`;
const attached = "scale: [1, 2, 3, 4, 5]\nratings: [{file: r.csv}]\nrules:\n  - id: a\n";
const spread = "{1: 40, 2: 42, 3: 38, 4: 41, 5: 39}";

test("on entropy alone it says that nobody can tell noise from difference", async () => {
  expect(await message("high-entropy", inline(spread))).toMatch(
    /^The ratings of `a` are spread over its whole scale: entropy 1\.61 nats \[1\.\d\d, 1\.61\], 100% of the most that 5 levels allow, over the limit of 85%\. This rests on 200 ratings alone:/,
  );
});

test("on raters it says how much is raters disagreeing", async () => {
  const rows = range(0, 60).flatMap((i) => [
    [i, "ann", 1 + (i % 5)],
    [i, "bob", 1 + ((3 * i + 1) % 5)],
  ]);
  expect(await message("high-entropy", attached, { "r.csv": csv(["item", "rater", "a"], rows) })).toMatch(
    /of it is raters disagreeing about one response\. This rests on 60 responses with two ratings or more\.$/,
  );
});

test("raters who agree clear it: the entropy is information", async () => {
  const rows = range(0, 60).flatMap((i) => ["ann", "bob"].map((rater) => [i, rater, 1 + (i % 5)]));
  expect(await told("high-entropy", attached, { "r.csv": csv(["item", "rater", "a"], rows) })).toEqual([]);
});

test("on preferences it says how often it is right", async () => {
  const text = attached.replace("rules:", "preferences: [{overall: good}]\nrules:");
  const rows = range(0, 20).flatMap((p) => range(0, 5).map((r) => [`${p}/${r}`, 1 + r, 1 + ((2 * r + p) % 5)]));
  expect(await message("high-entropy", text, { "r.csv": csv(["item", "a", "good"], rows) })).toMatch(
    /and of 200 pairs that it tells apart it is right in \d+\.\d% \[\d+\.\d%, \d+\.\d%\], which may be chance\. This rests on your preferences\.$/,
  );
});

test("the interval must be over the limit, not the estimate alone; the rubric may set the limit", async () => {
  const uneven = "{1: 10, 2: 20, 3: 40, 4: 70, 5: 60}";
  expect(await told("high-entropy", inline(uneven))).toEqual([]);
  expect(await told("high-entropy", inline(uneven, "encore: {limit: 0.7}\n"))).toHaveLength(1);
});

test("a gate is not told", async () => {
  expect(await told("high-entropy", inline(spread).replace("ratings:", "gate: 3\n    ratings:"))).toEqual([]);
});
