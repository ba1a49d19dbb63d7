import { expect, test } from "vitest";
import { message, told } from "../pipeline.ts";

const text = "scale: [0, 1]\nratings: [{file: r.csv}]\nrules:\n  - id: no-insults\n";

test("ratings under a typo of a rule's id are reported at the rule, once", async () => {
  const files = { "r.csv": "item,rule,rating\n1,no_insult,1\n2,no_insult,0\n3,spelling,1\n" };
  expect(await message("unknown-rule", text, files)).toBe(
    "`no-insults` has no ratings, but `r.csv` has 2 ratings under `no_insult`, which is not a rule.",
  );
  expect(await told("no-ratings", text, files)).toEqual([]);
});

test("ratings under another word are not reported: the rule may have been dropped", async () => {
  expect(await told("unknown-rule", text, { "r.csv": "item,rule,rating\n1,spelling,1\n" })).toEqual([]);
});

test("rated_as names the id of the files", async () => {
  const files = { "r.csv": "item,rule,rating\n1,no_insult,1\n" };
  expect(await told("unknown-rule", `${text}    rated_as: no_insult\n`, files)).toEqual([]);
});
