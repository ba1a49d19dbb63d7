/**
 * Edits that take out or move rules must not lose a name that another rule uses: `&name` in what goes, `*name` in what
 * stays. The named value moves to its first remaining use; where that is not possible there are no edits.
 */
import { CST, Lexer } from "yaml";
import { parse } from "./parse.ts";
import type { Range, Rubric, TextEdit } from "./rubric.ts";

interface Mark {
  readonly kind: "anchor" | "alias";
  readonly name: string;
  readonly range: Range;
}

/** The edits, with names kept that are still used; none where a name would be lost. */
export function keepAnchors(rubric: Rubric, edits: readonly TextEdit[]): TextEdit[] {
  const { text } = rubric;
  // A text like "Q&A" has no name; the lexer is asked only where there could be one.
  if (!edits.some(({ range }) => text.slice(range.start, range.end).includes("&"))) return [...edits];
  const marks = marksOf(text);
  const isGone = ({ range }: Mark) =>
    edits.some((edit) => edit.range.start <= range.start && range.end <= edit.range.end);
  const gone = marks.filter((mark) => mark.kind === "anchor" && isGone(mark));
  if (gone.length === 0) return [...edits];
  const moves = gone.flatMap((anchor) => {
    if (edits.some((edit) => edit.text !== "")) return [];
    const use = marks.find((mark) => mark.kind === "alias" && mark.name === anchor.name && !isGone(mark));
    const value = use && writtenValue(anchor, text);
    return use && value !== undefined ? [{ range: use.range, text: `&${anchor.name} ${value}` }] : [];
  });
  const kept = [...edits, ...moves];
  return isSame(rubric, parse(applied(text, kept))) ? kept : [];
}

/** Whether a name in one of these ranges is used outside all of them. */
export function namesUsedElsewhere(text: string, ranges: readonly Range[]): boolean {
  if (!ranges.some(({ start, end }) => text.slice(start, end).includes("&"))) return false;
  const marks = marksOf(text);
  const isInside = ({ range }: Mark) => ranges.some(({ start, end }) => start <= range.start && range.end <= end);
  const inside = new Set(marks.filter((mark) => mark.kind === "anchor" && isInside(mark)).map(({ name }) => name));
  return marks.some((mark) => mark.kind === "alias" && inside.has(mark.name) && !isInside(mark));
}

/** Anchors and aliases in the order of the text. */
function marksOf(text: string): Mark[] {
  const marks: Mark[] = [];
  let at = 0;
  let isScalar = false;
  for (const token of new Lexer().lex(text)) {
    const type: ReturnType<typeof CST.tokenType> | undefined = isScalar ? undefined : CST.tokenType(token);
    isScalar = type === "scalar";
    if (type === "scalar" || type === "doc-mode" || type === "flow-error-end") continue;
    if (type === "anchor" || type === "alias")
      marks.push({ kind: type, name: token.slice(1), range: { start: at, end: at + token.length } });
    at += token.length;
  }
  return marks;
}

/** The source of a named value on one line; a longer one has no form that fits everywhere. */
function writtenValue({ range }: Mark, text: string): string | undefined {
  const line = text.slice(range.end).split(/\r?\n/, 1)[0] ?? "";
  return /^\s+(\{[^{}]*\}|\[[^[\]]*\]|"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s,[\]{}#&*!|>'"%@`][^#,[\]{}]*?)\s*(?:[,\]}#].*)?$/.exec(
    line,
  )?.[1];
}

function applied(text: string, edits: readonly TextEdit[]): string {
  let result = "";
  let end = 0;
  for (const { range, text: replacement } of [...edits].sort((a, b) => a.range.start - b.range.start)) {
    result += text.slice(end, range.start) + replacement;
    end = Math.max(end, range.end);
  }
  return result + text.slice(end);
}

/** Every rule that is left says what it said, and nothing is wrong that was not before. */
function isSame(before: Rubric, after: Rubric): boolean {
  const said = new Map(before.rules.map((rule) => [rule.id.value, content(rule)]));
  return (
    after.problems.length <= before.problems.length &&
    after.rules.every((rule) => said.get(rule.id.value) === content(rule))
  );
}

const places = new Set(["range", "key", "offsets", "identity"]);

/** All that is said, without where it is said. */
function content(value: unknown): string {
  return JSON.stringify(value, (name, part: unknown) =>
    places.has(name) ? undefined : part instanceof Map ? [...part] : part,
  );
}
