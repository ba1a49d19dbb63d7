import { expect, test } from "vitest";
import { parse } from "../../server/src/rubric/parse.ts";

/** Each ignore comment as check, reason and the text that it covers. */
function ignores(text: string) {
  return parse(text).ignores.map(({ check, reason, covers }) => {
    expect(text.slice(check.range.start, check.range.end)).toBe(check.value);
    expect(text.slice(reason.range.start, reason.range.end)).toBe(reason.value);
    return [check.value, reason.value, covers ? text.slice(covers.start, covers.end) : "the file"];
  });
}

const rule = "  - id: a\n    text: foo";

test.each([
  ["above a rule", `rules:\n  # encore-ignore high-entropy: so be it\n${rule}\n`, [["high-entropy", "so be it", rule]]],
  [
    "two above a rule, a plain comment between",
    `rules:\n  # encore-ignore x: one\n  # plain\n  # encore-ignore y: two\n${rule}\n`,
    [
      ["x", "one", rule],
      ["y", "two", rule],
    ],
  ],
  [
    "on a rule's first line",
    "rules:\n  - id: a # encore-ignore x: why\n    text: foo\n",
    [["x", "why", "  - id: a # encore-ignore x: why\n    text: foo"]],
  ],
  [
    "on another line of a rule",
    "rules:\n  - id: a\n    text: foo # encore-ignore x: why\n    weight: 1\n",
    [["x", "why", "    text: foo # encore-ignore x: why"]],
  ],
  [
    "inside a rule, above a line",
    "rules:\n  - id: a\n    # encore-ignore x: why\n    weight: 1\n",
    [["x", "why", "    weight: 1"]],
  ],
  [
    "above a rule, indented like the rule above it",
    `rules:\n  - id: z\n    # encore-ignore x: why\n${rule}\n`,
    [["x", "why", rule]],
  ],
  ["above a line that is blank", `rules:\n  # encore-ignore x: why\n\n${rule}\n`, [["x", "why", ""]]],
  ["above a top key", "# encore-ignore x: why\nratings:\n  - file: r.csv\nrules: []\n", [["x", "why", "ratings:"]]],
  ["for the file", `# encore-ignore-file x: why\nrules:\n${rule}\n`, [["x", "why", "the file"]]],
  ["for the file, anywhere", `rules:\n${rule} # encore-ignore-file x: why\n`, [["x", "why", "the file"]]],
  ["without a reason", `rules:\n  # encore-ignore x\n${rule}\n`, [["x", "", rule]]],
  ["with a colon and no reason", `rules:\n  # encore-ignore x:\n${rule}\n`, [["x", "", rule]]],
  ["without a check", `rules:\n  # encore-ignore\n${rule}\n`, [["", "", rule]]],
  ["with a colon in its reason", `rules:\n  #encore-ignore x :  a: b  \n${rule}\n`, [["x", "a: b", rule]]],
  ["with CRLF", "rules:\r\n  # encore-ignore x: why\r\n  - id: a\r\n", [["x", "why", "  - id: a"]]],
  [
    "behind a header of a block",
    "rules:\n  - id: a\n    text: | # encore-ignore x: why\n      foo\n",
    [["x", "why", "    text: | # encore-ignore x: why"]],
  ],
  [
    "in a flow list",
    "rules: [ # encore-ignore x: why\n  {id: a}]\n",
    [["x", "why", "rules: [ # encore-ignore x: why"]],
  ],
  [
    "above rules in brackets",
    "rules: [\n  # encore-ignore x: why\n  {id: a}, {id: b,\n  text: c}]\n",
    [["x", "why", "  {id: a}, {id: b,\n  text: c}"]],
  ],
  ["at the end", `rules:\n${rule}\n# encore-ignore x: why`, [["x", "why", ""]]],
  ["another word", `rules:\n  # encore-ignored x: why\n${rule}\n`, []],
])("a comment %s", (_, text, expected) => {
  expect(ignores(text)).toEqual(expected);
});

test.each([
  'text: "a # encore-ignore x: y"',
  "text: 'a # encore-ignore x: y'",
  "text: a# encore-ignore x: y",
  "text: |\n      # encore-ignore x: y",
  "text: >-\n      foo\n      # encore-ignore x: y",
  'text: "a\n      # encore-ignore x: y"',
])("%j is no comment", (key) => {
  expect(ignores(`rules:\n  - id: a\n    ${key}\n  - id: b\n`)).toEqual([]);
});
