/** Rules that are dropped or moved, and names that other rules use. */
import { expect, test } from "vitest";
import { dropRules, reorderRules } from "../../server/src/rubric/edit.ts";
import { parse } from "../../server/src/rubric/parse.ts";
import { edited } from "../marked.ts";

function dropped(text: string, ...ids: string[]): string {
  const rubric = parse(text);
  const rules = rubric.rules.filter(({ id }) => ids.includes(id.value));
  return edited(text, dropRules(rubric, rules));
}

test.each([
  [
    "a flow value",
    "rules:\n  - id: a\n    scale: &s [1, 2] # of all\n  - id: b\n    scale: *s\n  - id: c\n    scale: *s\n",
    "rules:\n  - id: b\n    scale: &s [1, 2]\n  - id: c\n    scale: *s\n",
  ],
  [
    "a text",
    "rules:\n  - {id: a, text: &t Is kind.}\n  - {id: b, text: *t}\n",
    "rules:\n  - {id: b, text: &t Is kind.}\n",
  ],
  [
    "merged keys",
    "rules:\n  - id: a\n    anchors: &x {1: no, 2: yes}\n  - id: b\n    anchors: {<<: *x, 3: so}\n",
    "rules:\n  - id: b\n    anchors: {<<: &x {1: no, 2: yes}, 3: so}\n",
  ],
  [
    "a name that nobody uses, and an & in a text",
    "rules:\n  - id: a\n    text: &t Q & *t\n  - id: b\n    text: R & D\n",
    "rules:\n  - id: b\n    text: R & D\n",
  ],
])("dropping a rule moves %s to its first use", (_, text, after) => {
  expect(dropped(text, "a")).toBe(after);
});

test.each([
  ["a whole rule", "rules:\n  - &a\n    id: a\n    scale: [1, 2]\n  - <<: *a\n    id: b\n"],
  ["a text of several lines", "rules:\n  - id: a\n    text: &t Is\n      kind.\n  - id: b\n    text: *t\n"],
])("a rule stays where another one uses %s of it", (_, text) => {
  expect(dropped(text, "a")).toBe(text);
  expect(dropped(text, "a", "b")).toBe("rules: []\n");
});

test("rules are not sorted before the names that they use", () => {
  const text = "rules:\n  - id: a\n    scale: &s [1, 2]\n  - id: b\n    scale: *s\n  - id: c\n";
  const rubric = parse(text);
  const [a, b, c] = rubric.rules;
  if (!a || !b || !c) throw new Error("three rules");
  expect(reorderRules(rubric, [b, a, c])).toEqual([]);
  expect(edited(text, reorderRules(rubric, [c, a, b]))).toBe(
    "rules:\n  - id: c\n  - id: a\n    scale: &s [1, 2]\n  - id: b\n    scale: *s\n",
  );
});
