/** The YAML library's errors in the words of an author: what is wrong there, and the help. */
import { type Document, isCollection, visit, type YAMLError } from "yaml";
import type { Problem } from "./rubric.ts";

const NESTED = "This is nested too deep to be read. Flatten it.";

/** By code and the start of the library's message; the first that fits is reported. */
const sayings: readonly (readonly [code: string, message: RegExp, saying: string])[] = [
  ["MISSING_CHAR", /^Missing closing/, "A quote is opened here and never closed. Close it, or drop it."],
  ["MISSING_CHAR", /^Implicit map keys/, "A key has no colon. Write `key: value`."],
  ["MISSING_CHAR", /^Missing , /, "A comma is missing between two entries. Write `[a, b]`."],
  ["MISSING_CHAR", /^Missing space after/, "A space is missing after the colon. Write `key: value`."],
  [
    "MISSING_CHAR",
    /must be sufficiently indented|end with/,
    "A bracket is opened here and never closed. Close it, or drop it.",
  ],
  [
    "MISSING_CHAR",
    /^Sequence item without/,
    "This line fits neither the entry above nor a new one. Indent it like the entry's other keys, or begin it with `- `.",
  ],
  [
    "MISSING_CHAR",
    /^Comments must/,
    "A comment begins with a space and `#`. Put a space before the `#`, or the text in quotes.",
  ],
  ["BAD_INDENT", /end with a/, "A bracket is opened here and never closed. Close it, or drop it."],
  ["BAD_INDENT", /./, "This line is not indented like its neighbours. Begin it in the same column."],
  ["TAB_AS_INDENT", /./, "A tab indents this line. Indent with spaces: YAML allows no tabs here."],
  ["BLOCK_AS_IMPLICIT_KEY", /./, "A second `: ` in one line. Put the value in quotes, or begin a line of its own."],
  [
    "MULTILINE_IMPLICIT_KEY",
    /./,
    "A key has no colon, or the line is indented too far. Write `key: value` in the column of the other keys.",
  ],
  ["BAD_SCALAR_START", /./, "A text cannot begin with this character. Put the text in quotes."],
  ["BAD_DQ_ESCAPE", /./, "No such escape in double quotes. Write `\\\\` for a backslash, or use single quotes."],
  [
    "UNEXPECTED_TOKEN",
    /at node end/,
    "The value ended before this. Put the whole value in one pair of quotes (a quote inside is doubled in '…'), or drop this.",
  ],
  [
    "UNEXPECTED_TOKEN",
    /^Unexpected ,|empty item/,
    "A comma with nothing before it. Drop it, or write `null` for a missing value.",
  ],
  [
    "UNEXPECTED_TOKEN",
    /^Block scalar header/,
    "Nothing can follow `|` or `>` in the same line. Begin the text in the next line.",
  ],
  [
    "UNEXPECTED_TOKEN",
    /same line with key/,
    "A list cannot begin in the line of its key. Begin it in the next line, or write `[a, b]`.",
  ],
  [
    "UNEXPECTED_TOKEN",
    /^Unexpected \S+ token$/,
    "Something is missing before this: a comma between two entries, or a colon behind a key.",
  ],
  ["BLOCK_IN_FLOW", /./, "Inside brackets all is written with brackets: `[a, b]`, `{key: value}`."],
  ["KEY_OVER_1024_CHARS", /./, "A key of more than 1,024 characters. Is there a colon in a text that needs quotes?"],
  ["RESOURCE_EXHAUSTION", /./, NESTED],
];

/** Nobody reads more of one piece, and each takes a look at the whole of it. */
const MOST_ERRORS = 20;

/** One for each line: what follows the first is mostly its echo. */
export function syntaxProblems(document: Document, text: string): Problem[] {
  const lines = new Set<number>();
  const problems: Problem[] = [];
  for (const error of document.errors.slice(0, MOST_ERRORS)) {
    const range = openedAt(error, document, text) ?? rangeOf(error, text);
    const line = text.lastIndexOf("\n", range.start - 1);
    if (lines.has(line)) continue;
    lines.add(line);
    problems.push({ check: "syntax", range, message: sayingOf(error) });
  }
  return problems;
}

function sayingOf({ code, message }: YAMLError): string {
  const saying = sayings.find(([of, pattern]) => of === code && pattern.test(message));
  return (
    saying?.[2] ??
    `This is not valid YAML: ${message.replace(/\.?$/, ".")} Put a text with special characters in quotes.`
  );
}

/** Within the text and not over its line's end; an error at the very end is reported at the last character. */
function rangeOf({ pos: [from, to] }: YAMLError, text: string): Problem["range"] {
  const start = Math.min(from, Math.max(0, text.trimEnd().length - 1));
  const found = text.indexOf("\n", start);
  const lineEnd = found < 0 ? text.length : found;
  return { start, end: Math.max(Math.min(to, lineEnd), Math.min(start + 1, lineEnd)) };
}

/** The quote or bracket that is never closed; the library points at the end of what it took in. */
function openedAt({ message, pos: [at] }: YAMLError, document: Document, text: string): Problem["range"] | undefined {
  const isQuote = /^Missing closing/.test(message);
  if (!isQuote && !/end with a/.test(message)) return undefined;
  let opened: number | undefined;
  visit(document, {
    Node(_, node) {
      const [start, end] = node.range ?? [0, 0];
      const isOpen = isCollection(node)
        ? !isQuote && node.flow === true && !/[\]}]/.test(text[end - 1] ?? "")
        : isQuote && /["']/.test(text[start] ?? "") && end >= at;
      if (isOpen && start <= at) opened = start;
    },
  });
  return opened === undefined ? undefined : { start: opened, end: opened + 1 };
}

/** No rubric nests this deep, and what does takes the library minutes. */
const DEEPEST = 200;

/** Brackets within brackets, wherever they stand. */
export function tooDeep(text: string): Problem | undefined {
  let depth = 0;
  for (const { 0: bracket, index: start } of text.matchAll(/[[\]{}]/g)) {
    depth = bracket === "[" || bracket === "{" ? depth + 1 : Math.max(0, depth - 1);
    if (depth > DEEPEST) return nestedAt(start);
  }
  return undefined;
}

/** Lists in lists and keys of keys have no brackets to count: the library's stack overflows. */
export function nestedAt(start: number): Problem {
  return { check: "syntax", range: { start, end: start + 1 }, message: NESTED };
}
