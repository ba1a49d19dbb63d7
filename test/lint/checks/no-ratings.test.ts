import { expect, test } from "vitest";
import { message, told } from "../pipeline.ts";

const rated = { "r.csv": "item,rule,rating,wording\n1,a,1,ffffff\n2,a,0,ffffff\n3,b,1,\n" };

test("a rubric without any rating is reported once, at its rules", async () => {
  expect(await message("no-ratings", "scale: [0, 1]\nrules:\n  - id: a\n")).toBe(
    "This rubric has no ratings yet, so no rule has a weight.",
  );
});

test("it says why where ratings are there but none counts", async () => {
  expect(await message("no-ratings", "scale: [0, 1]\nrules:\n  - id: a\n    ratings: [null, NA]\n")).toBe(
    "`a` has no ratings: 2 ratings are empty. It has no weight.",
  );
  expect(await message("no-ratings", "scale: [0, 1]\nrules:\n  - id: a\n    ratings: [7, 8, 9]\n")).toBe(
    "`a` has no ratings on its scale: 3 ratings are off it. It has no weight.",
  );
  const stale = "scale: [0, 1]\nratings: [{file: r.csv}]\nrules:\n  - id: a\n    text: New words.\n";
  expect(await message("no-ratings", stale, rated)).toBe(
    "`a` has no ratings of its present wording: 2 ratings were collected for another one. It has no weight.",
  );
});

test("a rated rule is not reported, nor a retired one", async () => {
  const text = "scale: [0, 1]\nrules:\n  - id: a\n    ratings: [1]\n  - id: b\n    retired: said twice\n";
  expect(await told("no-ratings", text)).toEqual([]);
});

test("it is silent where a file could not be read: that is reported at the file", async () => {
  const text = "scale: [0, 1]\nratings: [{file: gone.csv}]\nrules:\n  - id: a\n";
  expect(await told("no-ratings", text)).toEqual([]);
  expect(await told("rating-source", text)).toHaveLength(1);
});

test("it is silent where the rule itself could not be read", async () => {
  expect(await told("no-ratings", "scale: [0, 1]\nrules:\n  - id: a\n    ratings: often\n")).toEqual([]);
});
