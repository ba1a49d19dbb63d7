/** Holds the invariants of docs/architecture.md: who may import whom, and which folders run in a browser as they are. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { importsOf, type Sources, violations } from "./imports.ts";

const sources: Sources = new Map(
  ["server/src", "client/src"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => [`${folder}/${file.split(path.sep).join("/")}`, readFileSync(path.join(folder, file), "utf8")]),
  ),
);

/** What the check says of the real sources and these beside them. */
function planted(files: Record<string, string>): string[] {
  return violations(new Map([...sources, ...Object.entries(files)]));
}

test("the sources keep the invariants", () => {
  expect(sources.size).toBeGreaterThan(200);
  expect(violations(sources)).toEqual([]);
});

test("reads every form of import", () => {
  const text = `import type { A } from "./a.ts";
import {
  b,
} from "../rubric/b.ts";
import "zod";
export * from "./c.ts";
export type { D } from './d.ts';
// import { e } from "./e.ts";
const f = await import("node:fs");`;
  expect(importsOf("server/src/lint/x.ts", text)).toEqual([
    { to: "server/src/lint/a.ts", isType: true },
    { to: "server/src/rubric/b.ts", isType: false },
    { to: "zod", isType: false },
    { to: "server/src/lint/c.ts", isType: false },
    { to: "server/src/lint/d.ts", isType: true },
    { to: "node:fs", isType: false },
  ]);
});

test.each([
  ["a folder to the right", "statistics", `import { x } from "../rubric/x.ts";`, "imports server/src/rubric/x.ts"],
  [
    "a type of a folder to the right",
    "analysis",
    `import type { x } from "../lint/x.ts";`,
    "imports server/src/lint/x.ts",
  ],
  ["the protocol, without a slash", "language", `import { Range } from "vscode-languageserver";`, "knows the protocol"],
  ["the protocol, with a slash", "engine", `import { Range } from "vscode-languageserver/node";`, "knows the protocol"],
  ["Node", "report", `import fs from "node:fs";`, "reaches Node"],
  ["Node without its prefix", "lint", `import fs from "fs";`, "reaches Node"],
  ["Node, when it is needed", "lint", `const fs = await import("node:fs");`, "reaches Node"],
  ["DuckDB", "tallies", `import { DuckDBInstance } from "@duckdb/node-api";`, "reaches Node"],
  ["a package of another folder", "statistics", `import { parse } from "yaml";`, "imports the package yaml"],
  ["a clock", "analysis", "const now = Date.now();", "is not pure: Date.now"],
  ["a folder that nobody knows", "helpers", "export {};", "not in the list"],
])("reports %s", (_, folder, text, expected) => {
  const file = `server/src/${folder}/planted.ts`;
  const found = planted({ [file]: text });
  expect(found.length).toBeGreaterThan(0);
  expect(found.every((one) => one.includes(file))).toBe(true);
  expect(found.join("\n")).toContain(expected);
});

test("reports a browser folder that reaches Node through another file, and through which", () => {
  const found = planted({
    "server/src/analysis/planted.ts": `import { a } from "../tallies/planted.ts";`,
    "server/src/tallies/planted.ts": `import { b } from "./deeper.ts";`,
    "server/src/tallies/deeper.ts": `import { createHash } from "node:crypto";`,
  });
  expect(found).toContain(
    "server/src/analysis/planted.ts > server/src/tallies/planted.ts > server/src/tallies/deeper.ts > node:crypto reaches Node",
  );
});

test("a type import reaches nothing", () => {
  const found = planted({ "server/src/analysis/planted.ts": `import type { Tallies } from "../tallies/tallies.ts";` });
  expect(found).toEqual([]);
});

test("every SQL text is in ratings/", () => {
  const wrong = [...sources].filter(
    ([file, text]) =>
      !file.startsWith("server/src/ratings/") && /\b(SELECT|CREATE TABLE|COPY)\b.*\b(FROM|AS|TO)\b/.test(text),
  );
  expect(wrong.map(([file]) => file)).toEqual([]);
});
