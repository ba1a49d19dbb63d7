import { expect, test } from "vitest";
import { wordingOf } from "../../../server/src/rubric/wording.ts";
import { message, told } from "../pipeline.ts";

const rubric = (wording: string) =>
  `scale: [0, 1]\nrules:\n  - id: a\n    text: Is kind.\n    wording: ${wording}\n    ratings: [1, 0]\n`;

test("a text that no longer has its wording is reported at the wording", async () => {
  expect(await message("stale-ratings", rubric("000000"))).toBe(
    `\`a\`: the text has changed since it was rated. Its ratings were collected for wording 000000, the text has ${wordingOf("Is kind.")}, so they may no longer hold.`,
  );
});

test("rows of another wording are reported at the rule", async () => {
  const text = "scale: [0, 1]\nratings: [{file: r.csv}]\nrules:\n  - id: a\n    text: Is kind.\n";
  const files = { "r.csv": `item,rule,rating,wording\n1,a,1,000000\n2,a,0,${wordingOf("Is kind.")}\n` };
  expect(await message("stale-ratings", text, files)).toBe(
    "`a`: 1 rating was collected for another wording and is excluded.",
  );
});

test("the present wording is not reported", async () => {
  expect(await told("stale-ratings", rubric(wordingOf("Is kind.")))).toEqual([]);
});
