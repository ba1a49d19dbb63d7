/** Each snippet, with what it suggests left as it is, makes a rubric without a problem. */
import { expect, test } from "vitest";
import { expanded, snippets } from "../../server/src/language/snippets.ts";
import { parse } from "../../server/src/rubric/parse.ts";

const rule = "  - id: a\n    text: Is a rule.\n    ratings: [1, 5]\n";

/** The rubric that a snippet is a part of. */
function around(body: string, kind: string): string {
  if (body.startsWith("version:")) return body;
  const head = "scale: [1, 2, 3, 4, 5]\n";
  if (kind === "entry") return `${head}rules:\n  - ${body.replace(/\n/g, "\n    ")}\n`;
  return kind === "comment" ? `${head}# ${body}\nrules:\n${rule}` : `${head}${body}\nrules:\n${rule}`;
}

test.each(snippets.map((one) => [one.label, one] as const))("%s", (_, { body, at }) => {
  const text = around(expanded(body.join("\n")), at.kind);
  expect(text).not.toMatch(/\$/);
  const { problems, rules } = parse(text);
  expect(problems).toEqual([]);
  expect(rules).toHaveLength(1);
});

test("no two snippets have one label", () => {
  const labels = snippets.map(({ label }) => label);
  expect(new Set(labels).size).toBe(labels.length);
});
