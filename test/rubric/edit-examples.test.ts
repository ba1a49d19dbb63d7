/** Edits as an author sees them: the text before, and after. */
import { describe, expect, test } from "vitest";
import {
  dropRules,
  removeRuleKey,
  renameRule,
  reorderRules,
  retireRule,
  setEncoreKey,
  setRuleKey,
  setTopKey,
} from "../../server/src/rubric/edit.ts";
import { parse } from "../../server/src/rubric/parse.ts";
import type { Rubric, Rule, TextEdit } from "../../server/src/rubric/rubric.ts";
import { dedent, edited } from "../marked.ts";

function changed(before: string, edit: (rubric: Rubric, rule: (id: string) => Rule) => readonly TextEdit[]): string {
  const rubric = parse(dedent(before));
  const named = (id: string) => {
    const rule = rubric.rules.find((one) => one.id.value === id);
    if (!rule) throw new Error(`no rule ${id}`);
    return rule;
  };
  return edited(rubric.text, edit(rubric, named));
}

describe("drop", () => {
  const drop =
    (...ids: string[]) =>
    (rubric: Rubric, rule: (id: string) => Rule) =>
      dropRules(rubric, ids.map(rule));

  test.each([
    [
      "the comment right above goes, a section's comment stays",
      ["b"],
      `
      rules:
        # Harm

        - id: a
        # about b
        # and more
        - id: b # here
          text: foo
        # about c
        - id: c
      `,
      `
      rules:
        # Harm

        - id: a
        # about c
        - id: c
      `,
    ],
    ["one gap of two goes", ["b"], "rules:\n  - id: a\n\n  - id: b\n\n  - id: c\n", "rules:\n  - id: a\n\n  - id: c\n"],
    [
      "neighbours in one gap",
      ["b", "c"],
      "rules:\n  - id: a\n\n  - id: b\n  - id: c\n\n  - id: d\n",
      "rules:\n  - id: a\n\n  - id: d\n",
    ],
    [
      "a comment between that stands by itself",
      ["a", "b"],
      "rules:\n  - id: a\n\n  # Tone\n\n  - id: b\n\n  - id: c\n",
      "rules:\n  # Tone\n\n  - id: c\n",
    ],
    ["the first", ["a"], "rules:\n  - id: a\n\n  - id: b\n", "rules:\n  - id: b\n"],
    ["the last", ["b"], "rules:\n  - id: a\n\n  - id: b\n\nname: x\n", "rules:\n  - id: a\n\nname: x\n"],
    ["the last, without a line break", ["b"], "rules:\n  - id: a\n  - id: b", "rules:\n  - id: a\n"],
    ["the only one", ["a"], "rules: # all\n  - id: a\n    text: foo\nname: x\n", "rules: [] # all\nname: x\n"],
    ["all of them", ["a", "b"], "rules:\n- id: a\n\n- id: b\n", "rules: []\n"],
    ["not indented", ["a"], "rules:\n- id: a\n  text: foo\n- id: b\n", "rules:\n- id: b\n"],
    ["CRLF", ["a"], "rules:\r\n  - id: a\r\n    text: foo\r\n  - id: b\r\n", "rules:\r\n  - id: b\r\n"],
    ["in brackets", ["b"], "rules: [{id: a}, {id: b}, {id: c}]\n", "rules: [{id: a}, {id: c}]\n"],
    ["the first in brackets", ["a"], "rules: [{id: a}, {id: b}]\n", "rules: [{id: b}]\n"],
    ["the only one in brackets", ["a"], "rules: [{id: a},]\n", "rules: []\n"],
    [
      "JSON",
      ["b"],
      '{\n  "rules": [\n    {"id": "a"},\n    {"id": "b"},\n    {"id": "c"}\n  ]\n}\n',
      '{\n  "rules": [\n    {"id": "a"},\n    {"id": "c"}\n  ]\n}\n',
    ],
    [
      "what silences a check in the file stays",
      ["a"],
      "rules:\n  # encore-ignore-file premise: no pairs\n  - id: a\n  - id: b\n",
      "rules:\n  # encore-ignore-file premise: no pairs\n  - id: b\n",
    ],
    [
      "a block of text goes whole",
      ["a"],
      "rules:\n  - id: a\n    text: |\n      foo\n\n      # bar\n  - id: b\n",
      "rules:\n  - id: b\n",
    ],
  ])("%s", (_, ids, before, after) => {
    expect(changed(before, drop(...ids))).toBe(dedent(after));
  });
});

describe("rename", () => {
  test.each([
    [
      "a",
      "b",
      "rules:\n  - id: a # here\n    weight: 1\n",
      "rules:\n  - id: b # here\n    rated_as: a\n    weight: 1\n",
    ],
    [
      "a",
      "b",
      "rules:\n  - id: a\n    text: |\n      foo\n\n  - id: c\n",
      "rules:\n  - id: b\n    text: |\n      foo\n    rated_as: a\n\n  - id: c\n",
    ],
    ["a", "b", "rules:\n  - id: a\n    rated_as: z\n", "rules:\n  - id: b\n    rated_as: z\n"],
    ["b", "a", "rules:\n  - id: b\n    rated_as: a\n", "rules:\n  - id: a\n"],
    ["a", "x: y", "rules:\n  - id: a\n", 'rules:\n  - id: "x: y"\n    rated_as: a\n'],
    ["x: y", "b", 'rules:\n  - id: "x: y"\n', 'rules:\n  - id: b\n    rated_as: "x: y"\n'],
    ["a", "b", "rules: [{id: a, text: foo}]\n", "rules: [{id: b, text: foo, rated_as: a}]\n"],
    ["a", "b", '{"rules": [{"id": "a"}]}\n', '{"rules": [{"id": "b", "rated_as": "a"}]}\n'],
    ["a", "b", "rules:\n-\n  id: a", "rules:\n-\n  id: b\n  rated_as: a"],
    ["a", "b", "rules:\n  - text: foo\n    id: a\n", "rules:\n  - text: foo\n    rated_as: a\n    id: b\n"],
    [
      "a",
      "b",
      "preferences:\n  - overall: a\nrules:\n  - id: a\n",
      "preferences:\n  - overall: b\nrules:\n  - id: b\n    rated_as: a\n",
    ],
  ])("%s to %s in %j", (from, to, before, after) => {
    expect(changed(before, (rubric, rule) => renameRule(rubric, rule(from), to))).toBe(after);
  });
});

describe("keys of a rule", () => {
  test.each([
    ["weight", "1", "rules:\n  - id: a\n    weight: 0.5 # mine\n", "rules:\n  - id: a\n    weight: 1 # mine\n"],
    ["weight", "1", "rules:\n  - id: a\n    weight:\n    text: b\n", "rules:\n  - id: a\n    weight: 1\n    text: b\n"],
    ["weight", "1", "rules:\n  - id: a\n    weight: many\n", "rules:\n  - id: a\n    weight: 1\n"],
    [
      "ratings",
      "[1]",
      "rules:\n  - id: a\n    ratings:\n      - 1\n      - 2\n    weight: 1\n",
      "rules:\n  - id: a\n    ratings: [1]\n    weight: 1\n",
    ],
    ["wording", "abc", '{"rules": [{"id": "a"}]}', '{"rules": [{"id": "a", "wording": "abc"}]}'],
    [
      "weight",
      "1",
      "x-w: &w {weight: 2}\nrules:\n  - id: a\n    <<: *w\n",
      "x-w: &w {weight: 2}\nrules:\n  - id: a\n    weight: 1\n    <<: *w\n",
    ],
    ["weight", "1", "x-a: &a {id: a}\nrules:\n  - *a\n", "x-a: &a {id: a}\nrules:\n  - *a\n"],
  ])("set %s to %s in %j", (key, value, before, after) => {
    expect(changed(before, (rubric, rule) => setRuleKey(rubric, rule("a"), key, value))).toBe(after);
  });

  test.each([
    ["rules:\n  - id: a\n    weight: 1 # mine\n    text: b\n", "rules:\n  - id: a\n    text: b\n"],
    ["rules:\n  - weight: 1\n    id: a\n", "rules:\n  - id: a\n"],
    ["rules: [{id: a, weight: 1}]", "rules: [{id: a}]"],
    ["rules: [{weight: 1, id: a}]", "rules: [{id: a}]"],
    ["rules:\n  - id: a\n    weight: 1", "rules:\n  - id: a"],
    ["x-w: &w {weight: 2}\nrules:\n  - id: a\n    <<: *w\n", "x-w: &w {weight: 2}\nrules:\n  - id: a\n    <<: *w\n"],
  ])("remove weight from %j", (before, after) => {
    const removed = changed(before, (rubric, rule) => {
      const { weight } = rule("a");
      return weight ? removeRuleKey(rubric, rule("a"), weight) : [];
    });
    expect(removed).toBe(after);
  });

  test("retired, with a reason that needs quotes", () => {
    expect(
      changed("rules:\n  - id: a\n    text: b\n", (rubric, rule) => retireRule(rubric, rule("a"), "says: nothing")),
    ).toBe('rules:\n  - id: a\n    text: b\n    retired: "says: nothing"\n');
  });
});

describe("keys of the document", () => {
  test.each([
    ["# all\nrules: []\n", "# all\nencore: {temperature: 1}\nrules: []\n"],
    ["encore:\n  limit: 0.8\nrules: []\n", "encore:\n  limit: 0.8\n  temperature: 1\nrules: []\n"],
    ["encore: {limit: 0.8} # ours\nrules: []\n", "encore: {limit: 0.8, temperature: 1} # ours\nrules: []\n"],
    ["encore: {temperature: 5}\nrules: []\n", "encore: {temperature: 1}\nrules: []\n"],
    ["encore:\nrules: []\n", "encore: {temperature: 1}\nrules: []\n"],
    ['{"rules": []}', '{"encore": {"temperature": 1}, "rules": []}'],
    ['{"encore": {"limit": 1}, "rules": []}', '{"encore": {"limit": 1, "temperature": 1}, "rules": []}'],
    ["{rules: []}", "{encore: {temperature: 1}, rules: []}"],
    ["\uFEFFrules: []\r\n", "\uFEFFencore: {temperature: 1}\r\nrules: []\r\n"],
    ["", "encore: {temperature: 1}\n"],
    ["# nothing yet\n", "# nothing yet\nencore: {temperature: 1}\n"],
    ["- id: a\n", "- id: a\n"],
    ["name: x", "name: x\nencore: {temperature: 1}\n"],
  ])("temperature in %j", (before, after) => {
    expect(changed(before, (rubric) => setEncoreKey(rubric, "temperature", "1"))).toBe(after);
  });

  test("a scale replaces one that is not understood", () => {
    expect(changed("scale: 5\nrules: []\n", (rubric) => setTopKey(rubric, "scale", "[1, 2]"))).toBe(
      "scale: [1, 2]\nrules: []\n",
    );
  });
});

describe("order", () => {
  test.each([
    [
      "rules:\n  # about a\n  - id: a\n    text: foo\n\n  # about b\n  - id: b\n",
      "rules:\n  # about b\n  - id: b\n\n  # about a\n  - id: a\n    text: foo\n",
    ],
    ["rules:\n  - id: a\n  - id: b", "rules:\n  - id: b\n  - id: a"],
    ["rules: [{id: a}, {id: b, text: c}]", "rules: [{id: b, text: c}, {id: a}]"],
  ])("%j turned round", (before, after) => {
    expect(changed(before, (rubric) => reorderRules(rubric, rubric.rules.toReversed()))).toBe(after);
  });
});

test.each([
  ["below", "rules:\n  - id: a\n  - foo: 1\n", "rules:\n  - foo: 1\n"],
  ["above", "rules:\n  - foo: 1\n  - id: a\n", "rules:\n  - foo: 1\n"],
  ["below, empty", "rules:\n  - id: a\n  - \nname: x\n", "rules:\n  - \nname: x\n"],
  ["below, with comments", "rules:\n  - id: a\n  # b\n  - [x]\nname: x\n", "rules:\n  # b\n  - [x]\nname: x\n"],
  ["in a document that is read whole", "? y\n: 2\nrules:\n  - id: a\n  - foo\n", "? y\n: 2\nrules:\n  - foo\n"],
  ["nowhere", "rules:\n  - id: a\n    text: b\n\n  # c\n", "rules: []\n\n  # c\n"],
])("dropping all readable rules with an unreadable entry %s", (_, text, after) => {
  const rubric = parse(text);
  expect(edited(text, dropRules(rubric, rubric.rules))).toBe(after);
});
