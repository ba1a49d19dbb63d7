/**
 * Texts that carry what is expected of them. A finding is drawn under the line it stands on, and `$0` is the cursor:
 *
 *     rules:
 *       - id: $0tone
 *     #       ^^^^ high-entropy
 *
 * The `#` stands in the line's first column. A range that begins there too is drawn with `<` for its second column:
 *
 *     rules:
 *     #<^^^ premise
 *
 * Lines that only draw are no part of the text. A range over several lines is drawn to the end of its first.
 */
import type { Range, TextEdit } from "../server/src/rubric/rubric.ts";

export interface Shown {
  readonly check: string;
  readonly range: Range;
}

export interface Marked {
  readonly text: string;
  /** Undefined where the text has no `$0`. */
  readonly cursor: number | undefined;
  /** In the order they are drawn; a range over several lines ends with the first. */
  readonly expected: readonly Shown[];
}

const CURSOR = "$0";
const drawing = /^#(<?)( *)(\^*) ([a-z-]+)$/;

/** A text that begins with a line break is a template's: that break and the indentation that all its lines share go. */
export function marked(source: string): Marked {
  const lines: string[] = [];
  const expected: Shown[] = [];
  let cursor: number | undefined;
  let start = 0;
  let next = 0;
  for (const written of dedent(source).split("\n")) {
    const found = drawing.exec(written);
    if (found && (found[1] !== "" || found[3] !== "")) {
      const [, first = "", space = "", carets = "", check = ""] = found;
      const column = first === "" ? 1 + space.length : 0;
      expected.push({
        check,
        range: { start: start + column, end: start + 1 + first.length + space.length + carets.length },
      });
      continue;
    }
    const at = cursor === undefined ? written.indexOf(CURSOR) : -1;
    if (at >= 0) cursor = next + at;
    const line = at < 0 ? written : written.slice(0, at) + written.slice(at + CURSOR.length);
    lines.push(line);
    start = next;
    next += line.length + 1;
  }
  return { text: lines.join("\n"), cursor, expected };
}

/** The cursor of a text that must have one. */
export function cursorOf({ cursor }: Marked): number {
  if (cursor === undefined) throw new Error("the text has no $0");
  return cursor;
}

/** The text with its findings drawn under its lines; an empty range as one caret. */
export function findingsShown(text: string, findings: readonly Shown[]): string {
  let start = 0;
  const sorted = [...findings].sort((a, b) => a.range.start - b.range.start);
  return text
    .split("\n")
    .flatMap((line) => {
      const end = start + line.length;
      const here = sorted.filter(({ range }) => range.start >= start && range.start <= end);
      const drawn = here.map(
        ({ check, range }) => `${carets(range.start - start, Math.min(range.end, end) - start)} ${check}`,
      );
      start = end + 1;
      return [line, ...drawn];
    })
    .join("\n");
}

function carets(start: number, end: number): string {
  if (start === 0) return `#<${"^".repeat(Math.max(0, end - 2))}`;
  return `#${" ".repeat(start - 1)}${"^".repeat(Math.max(1, end - start))}`;
}

/** The text after edits that all speak of the text before; edits that overlap are a mistake. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  let result = "";
  let end = 0;
  for (const { range, text: replacement } of [...edits].sort(
    (a, b) => a.range.start - b.range.start || a.range.end - b.range.end,
  )) {
    if (range.start < end) throw new Error(`edits overlap at ${range.start}`);
    result += text.slice(end, range.start) + replacement;
    end = range.end;
  }
  return result + text.slice(end);
}

/** The text with the cursor drawn as `$0`. */
export function withCursor(text: string, cursor: number): string {
  return text.slice(0, cursor) + CURSOR + text.slice(cursor);
}

export function dedent(template: string): string {
  if (!template.startsWith("\n")) return template;
  const lines = template.slice(1).split("\n");
  const indents = lines.flatMap((line) => (line.trim() === "" ? [] : [line.length - line.trimStart().length]));
  const indent = Math.min(...indents);
  return lines.map((line) => (line.trim() === "" ? "" : line.slice(indent))).join("\n");
}
