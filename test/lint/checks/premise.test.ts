import { expect, test } from "vitest";
import { csv, type Files, message, range, told } from "../pipeline.ts";

const names = ["a", "b", "c", "d", "e"];
const rubric = (more = "", ids = names) =>
  `${more}scale: [1, 2, 3, 4, 5]\nratings: [{file: r.csv}]\npreferences: [{overall: good}]\nrules:\n${ids.map((id) => `  - id: ${id}\n`).join("")}`;

/** Twelve prompts of five responses, rated by two raters; `rating(rule, rater, good, row)` of the response that is `good`. */
function files(rating: (rule: number, rater: number, good: number, row: number) => number): Files {
  const rows = range(0, 12).flatMap((p) =>
    range(1, 6).flatMap((good) =>
      [0, 1].map((rater) => [
        `${p}/${good}`,
        rater,
        ...range(0, 5).map((rule) => rating(rule, rater, good, 5 * p + good)),
        good,
      ]),
    ),
  );
  return { "r.csv": csv(["item", "rater", ...names, "good"], rows) };
}

/** Rule k copies what is good, but rater 1 says something else every so often, the more often the higher k. */
const noisy = files((rule, rater, good, row) =>
  rater === 1 && (row * (rule + 2)) % 11 < 2 * rule ? 1 + ((row * 7 + rule) % 5) : good,
);

test("it tells entropy, noise and both weightings, with their numbers", async () => {
  const told = await message("premise", rubric(), noisy);
  expect(told).toMatch(/^ENCORE trusts rules of low entropy\. Tested on your 120 pairs: entropy /);
  expect(told).toMatch(/correlation with accuracy [+-]0\.\d\d \[-?\d\.\d\d, -?\d\.\d\d\], p = 0\.\d+/);
  expect(told).toMatch(/ENCORE weights .*: [+-]?\d+\.\d \[-?\d+\.\d, -?\d+\.\d\] points\./);
  expect(told).toMatch(/Signal weights .*: [+-]?\d+\.\d \[-?\d+\.\d, -?\d+\.\d\] points\./);
});

test("it says so where there is one rating an item", async () => {
  const single = {
    "r.csv": csv(
      ["item", ...names, "good"],
      range(0, 60).map((i) => [`${i % 12}/${i}`, ...range(0, 5).map((k) => 1 + ((i * (k + 1)) % 5)), 1 + (i % 5)]),
    ),
  };
  const told = await message("premise", rubric(), single);
  expect(told).toContain(
    "Whether noise (raters disagreeing about one response) does cannot be told (one rating an item).",
  );
  expect(told).toContain("Signal weights cannot be compared with uniform ones");
});

test("fewer than five rules, or no preferences, are no test", async () => {
  expect(await told("premise", rubric("", names.slice(0, 4)), noisy)).toEqual([]);
  expect(await told("premise", rubric().replace("preferences: [{overall: good}]\n", ""), noisy)).toEqual([]);
});
