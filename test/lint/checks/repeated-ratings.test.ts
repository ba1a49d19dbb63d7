import { expect, test } from "vitest";
import { message, told } from "../pipeline.ts";

const text = "scale: [0, 1]\nratings: [{file: r.csv}]\nrules:\n  - id: a\n";

test("repeats are reported at the file, those that differ apart", async () => {
  const files = { "r.csv": "item,rule,rater,rating\n1,a,ann,1\n1,a,bob,1\n2,a,ann,1\n1,a,ann,1\n2,a,ann,0\n" };
  const [finding] = await told("repeated-ratings", text, files);
  expect(text.slice(finding?.range.start, finding?.range.end)).toBe("r.csv");
  expect(await message("repeated-ratings", text, files)).toBe(
    "`r.csv`: 2 repeated ratings by the same rater for the same response and rule, 1 of them conflicting. The last one counts; the first is in `r.csv` row 4.",
  );
});

test("two raters, two rules or two responses are no repeat", async () => {
  const files = { "r.csv": "item,rule,rater,rating\n1,a,ann,1\n1,a,bob,1\n2,a,ann,1\n1,b,ann,1\n" };
  expect(await told("repeated-ratings", text, files)).toEqual([]);
});
