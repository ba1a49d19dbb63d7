/** The grammar knows the keys of the format: all of them and no other. */
import { expect, test } from "vitest";
import schema from "../../media/rubric.schema.json" with { type: "json" };
import grammar from "../../syntaxes/rubric.tmLanguage.json" with { type: "json" };

function keysOf(node: unknown): string[] {
  if (typeof node !== "object" || node === null) return [];
  const own = "properties" in node && typeof node.properties === "object" ? Object.keys(node.properties ?? {}) : [];
  return [...own, ...Object.values(node).flatMap(keysOf)];
}

test("its keys are the schema's", () => {
  const [known] = grammar.repository["key-name"].patterns;
  const keys = /\(([a-z_|]+)\)/.exec(known?.match ?? "")?.[1]?.split("|");
  expect(keys?.sort()).toEqual([...new Set(keysOf(schema))].sort());
});

test("what it includes is there", () => {
  const included = [...JSON.stringify(grammar).matchAll(/"include":"#([^"]+)"/g)].map(([, name]) => name);
  expect([...new Set(included)].sort()).toEqual(Object.keys(grammar.repository).sort());
});
