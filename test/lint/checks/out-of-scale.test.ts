import { expect, test } from "vitest";
import { drawn, message, told } from "../pipeline.ts";

test("an inline rating is reported where it is written", async () => {
  const source = `scale: [1, 2, 3]
rules:
  - id: a
    ratings: [1, 2, 7, 3]
#                   ^ out-of-scale
`;
  expect(await drawn(source)).toBe(source);
  expect(await message("out-of-scale", source)).toBe("`7` is not on the scale of `a` (1, 2, 3): it is excluded.");
});

test("those of files are reported together at the rule, with the file and the row of the first", async () => {
  const text = "scale: {no: 0, yes: 1}\nratings: [{file: r.csv}]\nrules:\n  - id: a\n";
  const files = { "r.csv": "item,rule,rating\n1,a,yes\n2,a,maybe\n3,a,2\n4,a,maybe\n" };
  expect(await message("out-of-scale", text, files)).toBe(
    "`a`: 3 ratings are not on its scale: `maybe` and `2`. They are excluded; the first is in `r.csv`, row 2.",
  );
});

test("a long scale is shortened, a continuous one is given by its ends", async () => {
  const long = "scale: {min: 1, max: 10, step: 1}\nrules:\n  - id: a\n    ratings: [0]\n";
  expect(await message("out-of-scale", long)).toContain("(1, 2, 3, ... 10)");
  const scores = "scale: {min: 0, max: 1, bins: 10}\nrules:\n  - id: a\n    ratings: [1.5]\n";
  expect(await message("out-of-scale", scores)).toContain("(0 to 1)");
});

test("missing ratings are not off the scale", async () => {
  expect(await told("out-of-scale", "scale: [0, 1]\nrules:\n  - id: a\n    ratings: [1, null, NA]\n")).toEqual([]);
});
