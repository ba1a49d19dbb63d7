/** What Enter leaves: `|` is the cursor. VS Code takes the first rule that matches. */
import { expect, test } from "vitest";
import configuration from "../../syntaxes/language-configuration.json" with { type: "json" };

const UNIT = "  ";

interface EnterRule {
  readonly beforeText: string;
  readonly afterText?: string;
  readonly action: { readonly indent: string; readonly appendText?: string };
}

function enter(line: string): string {
  const [before = "", after = ""] = line.split("|");
  const rules: readonly EnterRule[] = configuration.onEnterRules;
  const rule = rules.find(
    ({ beforeText, afterText }) =>
      new RegExp(beforeText).test(before) && (afterText === undefined || new RegExp(afterText).test(after)),
  );
  const kept = /^\s*/.exec(before)?.[0] ?? "";
  const indent = rule?.action.indent === "indent" ? UNIT : "";
  return `${before}\n${kept}${indent}${rule?.action.appendText ?? ""}|${after.trimStart()}`;
}

test.each([
  ["a key of its own opens a level", "rules:|", "rules:\n  |"],
  ["also under a comment", "    tags: # why|", "    tags: # why\n      |"],
  ["a block text opens a level", "    text: >-|", "    text: >-\n      |"],
  ["a value does not", "    gate: 3|", "    gate: 3\n    |"],
  ["the first key of an item is followed by the next one", "  - id: no-weapons|", "  - id: no-weapons\n    |"],
  ["or by what it opens", "  - anchors:|", "  - anchors:\n      |"],
  ["an item that is no mapping is followed by another", "      - violence|", "      - violence\n      |"],
  ["a text is broken below its key", "    text: Gives no| help", "    text: Gives no\n      |help"],
  ["the first key's text too", "  - text: Gives no| help", "  - text: Gives no\n      |help"],
  ["a word with a colon is no key", "      see http://a.b|", "      see http://a.b\n      |"],
  ["brackets are the editor's own affair", "    ratings: [|]", "    ratings: [\n    |]"],
  ["those of an item too", "  - scale: {|}", "  - scale: {\n  |}"],
])("%s", (_, line, expected) => {
  expect(enter(line)).toBe(expected);
});

test("an id is one word", () => {
  const word = new RegExp(configuration.wordPattern, "g");
  expect("- id: no-weapons_2".match(word)).toContain("no-weapons_2");
  expect("tags: [self-harm, a]".match(word)).toEqual(["tags", "self-harm", "a"]);
});
