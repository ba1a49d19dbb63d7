/** The parts of a document as one Rubric, and what is wrong between them. */
import { coverIgnores, type IgnoreComment } from "./ignores.ts";
import type { Head } from "./read-keys.ts";
import type { Part } from "./read-piece.ts";
import type { Problem, Rubric, Rule } from "./rubric.ts";
import type { Piece } from "./split.ts";
import { documentStyle } from "./style.ts";

/** `parts` are those of `pieces`, where they stand; `rest` is where a second document begins. */
export function assemble(
  text: string,
  pieces: readonly Piece[],
  parts: readonly Part[],
  rest: number | undefined,
): Rubric {
  const rules: Rule[] = [];
  const ignores: IgnoreComment[] = [];
  const problems: Problem[] = [];
  const keyed: Part[] = [];
  for (const part of parts) {
    for (const rule of part.rules) rules.push(rule);
    for (const ignore of part.ignores) ignores.push(ignore);
    for (const problem of part.problems) problems.push(problem);
    if (part.keys.length > 0) keyed.push(part);
  }
  const rulesKey = keyed.flatMap(({ keys }) => keys).find(({ name }) => name === "rules")?.range;
  if (!rulesKey && problems.length === 0) problems.push(noRules);
  if (rest !== undefined) problems.push(secondDocument(text, rest));
  const between = [...keysTwice(keyed), ...columnsApart(pieces), ...idsTwice(rules)];
  return {
    text,
    style: documentStyle(text),
    ...firstOfEach(keyed),
    ...(rulesKey && { rulesKey }),
    rules,
    ignores: coverIgnores(ignores, text, rules),
    problems: [...problems, ...between].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end),
  };
}

/** The first of several like keys counts. */
function firstOfEach(parts: readonly Part[]): Head {
  const all: Head = {};
  for (const { head } of parts.toReversed()) Object.assign(all, head);
  return all;
}

/** In one piece the reader reports them; here a key of one piece meets the same key of another. */
function keysTwice(parts: readonly Part[]): Problem[] {
  const seen = new Set<string>();
  return parts.flatMap(({ keys }) =>
    keys.flatMap(({ name, range }) => {
      if (!seen.has(name)) {
        seen.add(name);
        return [];
      }
      const help = name === "rules" ? "Put all rules under the first one." : "The first one counts. Remove this one.";
      return [{ check: "format" as const, range, message: `\`${name}\` is here twice. ${help}` }];
    }),
  );
}

/** Rules that begin in another column than the first one are read all the same. */
function columnsApart(pieces: readonly Piece[]): Problem[] {
  const column = pieces.find(({ kind }) => kind === "rule")?.column;
  const apart = pieces.filter((piece) => piece.kind === "rule" && piece.column !== column);
  return apart.map(({ dash, column: found }) => ({
    check: "syntax",
    range: { start: dash, end: dash + 1 },
    message: `Rules begin in one column: put ${column} spaces before this dash; found ${found}.`,
  }));
}

function idsTwice(rules: readonly Rule[]): Problem[] {
  const seen = new Set<string>();
  const again = rules.filter(({ id }) => seen.size === seen.add(id.value).size);
  return again.map(({ id }) => ({
    check: "duplicate-rule",
    range: id.range,
    message: `\`${id.value}\` is the id of a rule above, so this one is excluded. Give it an id of its own, or drop it.`,
    rule: id.value,
  }));
}

function secondDocument(text: string, start: number): Problem {
  const range = { start, end: Math.min(text.length, start + 3) };
  const message = "A rubric is one document: what follows this mark is not read. Move it to a file of its own.";
  return { check: "format", range, message };
}

const noRules: Problem = {
  check: "format",
  range: { start: 0, end: 0 },
  message: "A rubric has rules: write `rules:`, and in the next line `  - id: NAME`.",
};
