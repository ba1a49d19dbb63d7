import { expect, test } from "vitest";
import { message, told } from "../pipeline.ts";

const rubric = (ratings: string) => `scale: [1, 2, 3, 4, 5]\nrules:\n  - id: a\n    ratings: ${ratings}\n`;

test("too few ratings are told, with how many a verdict takes", async () => {
  expect(await message("few-ratings", rubric("[5, 4, 5]"))).toMatch(
    /^`a` has 3 ratings, too few for a verdict: one takes 30, or raters or preferences to compare\. About \d+ more would make/,
  );
});

test("a longer scale takes more", async () => {
  const text = "scale: {min: 1, max: 10, step: 1}\nrules:\n  - id: a\n    ratings: {1: 20, 10: 20}\n";
  expect(await message("few-ratings", text)).toContain("one takes 50");
});

test("30 ratings on five levels are enough", async () => {
  expect(await told("few-ratings", rubric("{1: 2, 2: 3, 3: 5, 4: 10, 5: 9}"))).toHaveLength(1);
  expect(await told("few-ratings", rubric("{1: 2, 2: 3, 3: 5, 4: 10, 5: 10}"))).toEqual([]);
});
