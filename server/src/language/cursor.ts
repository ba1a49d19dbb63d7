/**
 * Where in the format the cursor is, for completion. The parser says so: a mark is put at the cursor, the piece of the
 * document around it is parsed, and the mark's place in the tree is the cursor's. Lines are looked at only for a
 * half-typed one, which needs a colon or a dash before the parser can give it a place.
 */
import { endOfLine, startOfLine } from "../rubric/lines.ts";
import { itemsOf, type Mapping, type Node, type Text } from "../rubric/node.ts";
import type { Range } from "../rubric/rubric.ts";
import { salvageRule } from "../rubric/salvage.ts";
import { keysAt } from "../rubric/schema-docs.ts";
import { split } from "../rubric/split.ts";
import { keysOfDocument } from "../rubric/written.ts";
import { readYaml } from "../rubric/yaml.ts";
import type { Path } from "./key-at.ts";

export interface Cursor {
  /**
   * A key of the mapping at `path`, a value of the key at `path`, a line where an entry of the list at `path` can begin,
   * the name of a check in an ignore comment, or the first word of a comment.
   */
  readonly kind: "key" | "value" | "entry" | "check" | "comment";
  /** Entries of lists are 0: the format is the same for all. */
  readonly path: Path;
  /** The word at the cursor, inside its quotes. */
  readonly range: Range;
  /** The word up to the cursor. */
  readonly typed: string;
  /** The quote around the word; empty where there is none. */
  readonly quote: "" | '"' | "'";
  /** Keys that the mapping has already. */
  readonly siblings: readonly string[];
  /** Column of the mapping's keys or of the list's dashes, for lines that a completion adds. */
  readonly indent: number;
  readonly isFlow: boolean;
  /** Nothing but the word is in its line. */
  readonly isAlone: boolean;
}

export function cursorAt(text: string, offset: number): Cursor | undefined {
  const mark = markFor(text);
  const line = halfTypedLine(text, offset);
  const marked = (from: string, before = "", colon = "") => {
    const at = offset + before.length;
    const start = line?.start ?? offset;
    const end = line?.end ?? offset;
    const whole =
      from.slice(0, start) +
      before +
      from.slice(start, offset) +
      mark +
      from.slice(offset, end) +
      colon +
      from.slice(end);
    return find(whole, at, mark);
  };
  const place = (found: Found | undefined) => found && cursorOf(found, text, offset, line !== undefined);
  if (line) {
    const key = place(marked(text, "", ":"));
    if (key?.kind === "key" && key.range.start >= line.start && keysAt(key.path).length > 0) return key;
    const entry = line.hasDash ? undefined : marked(text, "- ", ":");
    if (entry?.path.at(-1) === 0 && entry.isFirst && keysAt(entry.path).length > 0)
      return {
        ...emptyWord(line),
        kind: "entry",
        path: entry.path.slice(0, -1),
        typed: text.slice(line.start, offset),
        indent: line.start - startOfLine(text, line.start),
      };
  }
  const found = marked(text);
  if (!found) return commentCursor(text, offset);
  const cursor = place(found);
  // A key without a colon is half-typed, and the above had no place for it.
  return cursor?.kind === "key" && !cursor.isFlow && !/^["']?\s*:/.test(text.slice(cursor.range.end))
    ? undefined
    : cursor;
}

const emptyWord = (range: Range) =>
  ({ range: { start: range.start, end: range.end }, quote: "", siblings: [], isFlow: false, isAlone: true }) as const;

/** A character for private use that the text does not have. */
function markFor(text: string): string {
  let code = 0xe000;
  while (text.includes(String.fromCharCode(code))) code++;
  return String.fromCharCode(code);
}

/** The word of a line that has nothing else but dashes before it and a comment behind it. */
function halfTypedLine(text: string, offset: number): (Range & { hasDash: boolean }) | undefined {
  const lineStart = startOfLine(text, offset);
  const before = /^([ \t]*(?:- +)*)([^\s:#,[\]{}"'-][^\s:#,[\]{}"']*)?$/.exec(text.slice(lineStart, offset));
  const behind = /^[^\s:#,[\]{}"']*(?=[ \t]*(?:\r?\n|$)|[ \t]+#)/.exec(text.slice(offset, endOfLine(text, offset)));
  if (!before || !behind) return undefined;
  const start = lineStart + (before[1]?.length ?? 0);
  return { start, end: offset + behind[0].length, hasDash: before[1]?.includes("-") ?? false };
}

interface Found {
  /** Of the mapping where the mark is in a key, else of the value. */
  readonly path: Path;
  readonly scalar: Text;
  readonly holder: Mapping | undefined;
  readonly isKey: boolean;
  /** The key is the mapping's first. */
  readonly isFirst: boolean;
  /** The text with the mark, and where in it the scalar's offsets count from. */
  readonly marked: string;
  readonly base: number;
}

/** The mark's place in the tree of its piece; undefined where it is in a comment, or in what cannot be read. */
function find(marked: string, at: number, mark: string): Found | undefined {
  const piece = split(marked).pieces.findLast(({ start, end }) => start <= at && at < end);
  if (!piece) return undefined;
  const source = marked.slice(piece.start, piece.end);
  const prefix: Path = piece.kind === "rule" ? ["rules"] : [];
  const { root, isBroken } = readYaml(source, new Map());
  const inTree = root && search(root, prefix, mark, { marked, base: piece.start });
  if (piece.kind !== "rule" || (inTree && !isBroken)) return inTree;
  // In a rule that is not valid YAML each key is read by itself, as the parser does.
  const salvaged = salvageRule(source, piece.dash - piece.start, new Map())?.map;
  return (salvaged && search(salvaged, [...prefix, 0], mark, { marked, base: piece.start })) ?? inTree;
}

function search(
  node: Node,
  path: Path,
  mark: string,
  source: Pick<Found, "marked" | "base">,
  holder?: Mapping,
): Found | undefined {
  if (node.kind === "text")
    return node.text.includes(mark)
      ? { path, scalar: node, holder, isKey: false, isFirst: false, ...source }
      : undefined;
  if (node.kind === "mapping") {
    for (const [at, { key, value }] of node.entries.entries()) {
      if (key.kind !== "text") continue;
      if (key.text.includes(mark))
        return { path, scalar: key, holder: node, isKey: true, isFirst: at === 0, ...source };
      const found = search(value, [...path, key.text], mark, source, node);
      if (found) return found;
    }
    return undefined;
  }
  if (node.kind === "broken") return undefined;
  for (const item of itemsOf(node)) {
    const found = search(item, [...path, 0], mark, source);
    if (found) return found;
  }
  return undefined;
}

/** The place of what was found, in the text without the mark. */
function cursorOf(found: Found, text: string, offset: number, isAlone: boolean): Cursor | undefined {
  const { path, scalar, holder, isKey, marked, base } = found;
  const first = marked[base + scalar.range.start] ?? "";
  const quote = !scalar.isPlain && (first === '"' || first === "'") ? first : "";
  const closing =
    quote !== "" && marked[base + scalar.range.end - 1] === quote && scalar.range.end - scalar.range.start > 1;
  const start = base + scalar.range.start + quote.length;
  const end = base + scalar.range.end - 1 - (closing ? 1 : 0);
  const word = text.slice(start, end);
  // Texts of several lines are prose.
  if (start > offset || end < offset || word.includes("\n")) return undefined;
  const column = columnOf(marked, base + scalar.range.start);
  const isFlow = holder !== undefined && /[{[]/.test(marked[base + holder.range.start] ?? "");
  const keys = (holder?.entries ?? []).flatMap(({ key }) => (key.kind === "text" && key !== scalar ? [key] : []));
  // A key in another column than the mapping's others belongs to no mapping yet.
  const isApart = isKey && !isFlow && keys.some(({ range }) => columnOf(marked, base + range.start) !== column);
  if (isApart || (isKey && word.includes(":"))) return undefined;
  return {
    kind: isKey ? "key" : "value",
    path,
    range: { start, end },
    typed: text.slice(start, offset),
    quote,
    siblings: !isKey ? [] : path.length === 0 ? otherKeys(marked, scalar.text) : keys.map((key) => key.text),
    indent: column,
    isFlow,
    isAlone,
  };
}

/** In a comment: the name of a check to ignore, or the comment's first word. */
function commentCursor(text: string, offset: number): Cursor | undefined {
  const before = text.slice(startOfLine(text, offset), offset);
  const check = /(?:^|\s)#\s*encore-ignore(?:-file)?\s+([\w-]*)$/.exec(before)?.[1];
  const word = check ?? /^\s*#\s*([\w-]*)$/.exec(before)?.[1];
  if (word === undefined) return undefined;
  const behind = /^[\w-]*/.exec(text.slice(offset, endOfLine(text, offset)))?.[0] ?? "";
  return {
    ...emptyWord({ start: offset - word.length, end: offset + behind.length }),
    kind: check === undefined ? "comment" : "check",
    path: [],
    typed: word,
    indent: 0,
  };
}

/** A document is parsed in pieces, so the keys of the first level are in more than one. */
function otherKeys(marked: string, own: string): string[] {
  return keysOfDocument(marked).flatMap(({ name }) => (name === own ? [] : [name]));
}

function columnOf(text: string, at: number): number {
  return at - startOfLine(text, at);
}
