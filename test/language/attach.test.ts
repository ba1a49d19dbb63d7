import { expect, test } from "vitest";
import { attachFile, ratingSheet } from "../../server/src/language/attach.ts";
import { parse } from "../../server/src/rubric/parse.ts";
import { edited } from "../marked.ts";

const named = { file: "r b.csv", item: ["p", "r"], rater: "who", rule: "rule", rating: "score" };
const flow = "{file: r b.csv, item: [p, r], rater: who, rating: score}";

test.each([
  [
    "no ratings key",
    "version: 1\nrules:\n  - id: a\n",
    "version: 1\nratings:\n  - file: r b.csv\n    item: [p, r]\n    rater: who\n    rating: score\nrules:\n  - id: a\n",
  ],
  [
    "a list in block style",
    "ratings:\n- file: x.csv\n  item: i # note\nrules: []\n",
    "ratings:\n- file: x.csv\n  item: i # note\n- file: r b.csv\n  item: [p, r]\n  rater: who\n  rating: score\nrules: []\n",
  ],
  ["a list in flow style", "ratings: [{file: x.csv}]\nrules: []\n", `ratings: [{file: x.csv}, ${flow}]\nrules: []\n`],
  ["one path", "ratings: x.csv\nrules: []\n", `ratings: [{file: x.csv}, ${flow}]\nrules: []\n`],
  ["indented keys", "  rules:\n    - id: a\n", `  ratings: [${flow}]\n  rules:\n    - id: a\n`],
  [
    "JSON",
    '{"rules": [{"id": "a"}]}',
    '{"ratings": [{"file": "r b.csv", "item": ["p", "r"], "rater": "who", "rating": "score"}], "rules": [{"id": "a"}]}',
  ],
])("attaching a file to a rubric with %s", (_, text, after) => {
  const result = edited(text, attachFile(parse(text), named));
  expect(result).toBe(after);
  const source = parse(result).ratings?.value.at(-1);
  expect(source?.kind === "file" && source.file.value).toBe("r b.csv");
  expect(parse(result).problems.map(({ message }) => message)).toEqual(
    parse(text).problems.map(({ message }) => message),
  );
});

test("a sheet has a row for each item and a column for each rule that counts", () => {
  const text = 'rules:\n  - id: "a, b"\n  - id: c\n    rated_as: d\n  - id: old\n    retired: gone\n';
  expect(ratingSheet(parse(text), ["x", "y"])).toBe('item,rater,"a, b",d\nx,,,\ny,,,\n');
});
