import { expect, test } from "vitest";
import { message, told } from "../pipeline.ts";

const text = "scale: [0, 1]\nratings: [{file: r.csv}]\nrules:\n  - id: a\n";

test("repeats are told at the file, those that differ apart", async () => {
  const files = { "r.csv": "item,rule,rater,rating\n1,a,ann,1\n1,a,bob,1\n2,a,ann,1\n1,a,ann,1\n2,a,ann,0\n" };
  const [finding] = await told("repeated-ratings", text, files);
  expect(text.slice(finding?.range.start, finding?.range.end)).toBe("r.csv");
  expect(await message("repeated-ratings", text, files)).toBe(
    "In `r.csv`, 2 ratings came again from the same rater for the same response under the same rule. The last one counts: 1 says the same, 1 something else. The first repeat stands in `r.csv`, row 4.",
  );
});

test("two raters, two rules or two responses are no repeat", async () => {
  const files = { "r.csv": "item,rule,rater,rating\n1,a,ann,1\n1,a,bob,1\n2,a,ann,1\n1,b,ann,1\n" };
  expect(await told("repeated-ratings", text, files)).toEqual([]);
});
