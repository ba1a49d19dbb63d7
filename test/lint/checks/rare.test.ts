import { expect, test } from "vitest";
import { csv, message, range, told } from "../pipeline.ts";

const attached = "scale: [0, 1]\nratings: [{file: r.csv}]\nrules:\n  - id: a\n";
const rated = (second: (item: number) => number) => ({
  "r.csv": csv(
    ["item", "rater", "a"],
    range(0, 200).flatMap((i) => [
      [i, "ann", i < 6 ? 0 : 1],
      [i, "bob", second(i)],
    ]),
  ),
});

test("a rule that seldom departs says how often, and whether raters agree when", async () => {
  expect(
    await message(
      "rare",
      attached,
      rated((i) => (i < 6 ? 0 : 1)),
    ),
  ).toBe('`a` departs from "1" in only 6 of 200 responses. Raters agree on which.');
});

test("raters who depart on different responses make it disputed", async () => {
  const files = rated((i) => (i >= 6 && i < 12 ? 0 : 1));
  expect(await told("rare", attached, files)).toEqual([]);
  expect(await told("disputed", attached, files)).toHaveLength(1);
});
