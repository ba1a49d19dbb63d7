import { expect, test } from "vitest";
import { wordingOf } from "../../../server/src/rubric/wording.ts";
import { message, told } from "../pipeline.ts";

const rubric = (wording: string) =>
  `scale: [0, 1]\nrules:\n  - id: a\n    text: Is kind.\n    wording: ${wording}\n    ratings: [1, 0]\n`;

test("a text that no longer has its wording is told at the wording", async () => {
  expect(await message("stale-ratings", rubric("000000"))).toBe(
    `\`a\` was rated under other words: its text now has the wording ${wordingOf("Is kind.")}, its ratings were collected for 000000. They may not hold for the new text.`,
  );
});

test("rows of another wording are told at the rule", async () => {
  const text = "scale: [0, 1]\nratings: [{file: r.csv}]\nrules:\n  - id: a\n    text: Is kind.\n";
  const files = { "r.csv": `item,rule,rating,wording\n1,a,1,000000\n2,a,0,${wordingOf("Is kind.")}\n` };
  expect(await message("stale-ratings", text, files)).toBe(
    "1 rating of `a` was collected for other words and is left out.",
  );
});

test("the present wording is not told", async () => {
  expect(await told("stale-ratings", rubric(wordingOf("Is kind.")))).toEqual([]);
});
