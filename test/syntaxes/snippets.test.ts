/** Each snippet, with what it suggests left as it is, makes a rubric without a problem. */
import { expect, test } from "vitest";
import { parse } from "../../server/src/rubric/parse.ts";
import snippets from "../../syntaxes/snippets.json" with { type: "json" };

/** What stands there after Tab, Tab, Tab. */
function expand(body: readonly string[]): string {
  return body
    .join("\n")
    .replace(/\$\{\d+\|([^,|]+)[^}]*\}/g, "$1")
    .replace(/\$\{\d+:([^{}]*)\}/g, "$1")
    .replace(/\$\d/g, "");
}

const indented = (text: string) => text.replace(/^(?=.)/gm, "  ");
const rule = "- id: a\n  text: Is a rule.\n  ratings: [1, 5]";

/** The rubric that a snippet is a part of. */
function around(text: string): string {
  if (text.startsWith("version:")) return text;
  const head = "scale: [1, 2, 3, 4, 5]\n";
  if (text.startsWith("- ")) return `${head}rules:\n${indented(text)}\n`;
  if (text.startsWith("gate:")) return `${head}rules:\n${indented(rule)}\n${indented(indented(text))}\n`;
  return `${head}${text}\nrules:\n${indented(rule)}\n`;
}

test.each(Object.entries(snippets))("%s", (_, { body }) => {
  const text = around(expand(body));
  expect(text).not.toMatch(/\$/);
  const { problems, rules } = parse(text);
  expect(problems).toEqual([]);
  expect(rules).toHaveLength(1);
});

test("no two snippets have one prefix", () => {
  const prefixes = Object.values(snippets).map(({ prefix }) => prefix);
  expect(new Set(prefixes).size).toBe(prefixes.length);
});
