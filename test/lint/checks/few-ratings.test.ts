import { expect, test } from "vitest";
import { message, told } from "../pipeline.ts";

const rubric = (ratings: string) => `scale: [1, 2, 3, 4, 5]\nrules:\n  - id: a\n    ratings: ${ratings}\n`;

test("too few ratings are reported, with how many more settle it", async () => {
  expect(await message("few-ratings", rubric("[5, 4, 5]"))).toMatch(
    /^`a`: too few ratings for a verdict \(3\)\. About \d+ more would settle its entropy\.$/,
  );
});

test("a longer scale takes more", async () => {
  const text = "scale: {min: 1, max: 10, step: 1}\nrules:\n  - id: a\n    ratings: {1: 20, 10: 20}\n";
  expect(await message("few-ratings", text)).toContain("too few ratings for a verdict (40)");
});

test("30 ratings on five levels are enough", async () => {
  expect(await told("few-ratings", rubric("{1: 2, 2: 3, 3: 5, 4: 10, 5: 9}"))).toHaveLength(1);
  expect(await told("few-ratings", rubric("{1: 2, 2: 3, 3: 5, 4: 10, 5: 10}"))).toEqual([]);
});
