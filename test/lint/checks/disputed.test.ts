import { expect, test } from "vitest";
import { csv, message, range, told } from "../pipeline.ts";

const rubric = (more = "") => `scale: [1, 2, 3]\nratings: [{file: r.csv}]\nrules:\n  - id: a\n${more}`;
const raters = (items: number, second: (first: number, item: number) => number) => ({
  "r.csv": csv(
    ["item", "rater", "a"],
    range(0, items).flatMap((i) => {
      const first = [1, 1, 1, 2, 3][i % 5] ?? 1;
      return [
        [i, "ann", first],
        [i, "bob", second(first, i)],
      ];
    }),
  ),
});
const quarrel = raters(60, (_, item) => [3, 2, 1][item % 3] ?? 1);

test("raters who do not agree by either measure are reported, with both", async () => {
  expect(await message("disputed", rubric("    gate: 2\n"), quarrel)).toMatch(
    /^`a`: raters disagree \(alpha -?0\.\d\d \[.*\]\)\. /,
  );
});

test("raters who agree are not reported, nor fewer than ten responses", async () => {
  expect(
    await told(
      "disputed",
      rubric("    gate: 2\n"),
      raters(60, (first) => first),
    ),
  ).toEqual([]);
  expect(
    await told(
      "disputed",
      rubric("    gate: 2\n"),
      raters(9, (_, item) => [3, 2, 1][item % 3] ?? 1),
    ),
  ).toEqual([]);
});
