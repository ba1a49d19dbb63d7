/** Where in the format an offset is, told from lines and indentation, so that half-typed text has a place too. */
import type { Range } from "../rubric/rubric.ts";
import type { Path } from "./key-at.ts";

export interface Context {
  /** A key of the mapping at `path`, a value of the key at `path`, or the name of a check in an ignore comment. */
  readonly kind: "key" | "value" | "check";
  readonly path: Path;
  /** What is typed of it already, up to the word's end. */
  readonly range: Range;
  /** What is typed before the offset. */
  readonly typed: string;
  /** Keys that the mapping has already. */
  readonly siblings: readonly string[];
  /** Column of the mapping's keys, for lines that a completion adds. */
  readonly indent: number;
  readonly isFlow: boolean;
}

interface Line {
  readonly indent: number;
  /** Columns of the dashes that open entries on this line. */
  readonly dashes: readonly number[];
  /** Column of what follows the dashes. */
  readonly column: number;
  readonly key: string | undefined;
}

export function contextAt(text: string, offset: number): Context | undefined {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  const before = text.slice(lineStart, offset);
  const comment = commentIn(before);
  if (comment >= 0) return ignoreContext(text, lineStart + comment, offset);
  const { dashes, column, key } = readLine(before);
  const content = before.slice(column);
  const path = pathOf(text, lineStart, dashes, column);
  const colon = /^("[^"]*"|'[^']*'|[^\s:#,[\]{}"'][^:#]*?)\s*:(?=\s|$)/.exec(content);
  if (!colon || key === undefined) {
    const flow = lineFlow(content);
    if (flow) return flowContext(text, lineStart + column, offset, path, content);
    return wordContext(text, offset, "key", path, siblingsOf(text, lineStart, column), column, false);
  }
  const valueAt = column + colon[0].length;
  const value = before.slice(valueAt);
  const own = [...path, key];
  if (/[[{]/.test(value)) return flowContext(text, lineStart + valueAt, offset, own, value);
  if (value === "") return undefined;
  return wordContext(text, offset, "value", own, [], column, false);
}

function lineFlow(content: string): boolean {
  return /^[[{]/.test(content);
}

/** Inside `{...}` and `[...]` on one line, nested or not. */
function flowContext(text: string, start: number, offset: number, path: Path, value: string): Context {
  const stack: { path: Path; isMap: boolean; keys: string[]; key: string | undefined }[] = [];
  let word = "";
  let quote = "";
  const top = () => stack.at(-1);
  const here = () => {
    const holder = top();
    return holder ? (holder.isMap && holder.key !== undefined ? [...holder.path, holder.key] : holder.path) : path;
  };
  for (const letter of value) {
    if (quote) {
      if (letter === quote) quote = "";
      else word += letter;
    } else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === "{" || letter === "[") {
      const isEntry = top() !== undefined && !top()?.isMap;
      stack.push({ path: isEntry ? [...here(), 0] : here(), isMap: letter === "{", keys: [], key: undefined });
      word = "";
    } else if (letter === "}" || letter === "]") {
      stack.pop();
      word = "";
    } else if (letter === ",") {
      const holder = top();
      if (holder) holder.key = undefined;
      word = "";
    } else if (letter === ":" && top()?.isMap) {
      const holder = top();
      if (holder) {
        holder.key = word.trim();
        holder.keys.push(holder.key);
      }
      word = "";
    } else word += letter;
  }
  const holder = top();
  const isKey = holder?.isMap === true && holder.key === undefined;
  const column = start - (text.lastIndexOf("\n", start - 1) + 1);
  return wordContext(text, offset, isKey ? "key" : "value", here(), holder?.keys ?? [], column, holder !== undefined);
}

function wordContext(
  text: string,
  offset: number,
  kind: Context["kind"],
  path: Path,
  siblings: readonly string[],
  indent: number,
  isFlow: boolean,
): Context {
  const stop = isFlow ? /[\s,:[\]{}"']/ : kind === "key" ? /[\s:"']/ : /[\n"'#]/;
  let start = offset;
  while (start > 0 && !stop.test(text[start - 1] ?? "\n")) start--;
  if (kind === "value" && !isFlow) while (start < offset && text[start] === " ") start++;
  if (kind === "value" && !isFlow) {
    // The text from the colon on is the value; the word scan above ran into the key.
    const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
    const colon = /^(\s*(?:- +)*)("[^"]*"|'[^']*'|[^:#]*?)\s*:\s+["']?/.exec(text.slice(lineStart, offset));
    if (colon) start = Math.max(start, lineStart + colon[0].length);
  }
  let end = offset;
  while (
    end < text.length &&
    !(isFlow ? /[\s,:[\]{}"']/ : kind === "key" ? /[\s:"']/ : /[\n\r"'#]/).test(text[end] ?? "\n")
  )
    end++;
  while (end > offset && text[end - 1] === " ") end--;
  return { kind, path, range: { start, end }, typed: text.slice(start, offset), siblings, indent, isFlow };
}

function ignoreContext(text: string, start: number, offset: number): Context | undefined {
  const typed = /^#\s*encore-ignore(?:-file)?\s+([\w-]*)$/.exec(text.slice(start, offset));
  if (!typed) return undefined;
  const word = typed[1] ?? "";
  let end = offset;
  while (/[\w-]/.test(text[end] ?? "")) end++;
  return {
    kind: "check",
    path: [],
    range: { start: offset - word.length, end },
    typed: word,
    siblings: [],
    indent: 0,
    isFlow: true,
  };
}

/** A `#` that begins the line or follows a space, outside quotes. */
function commentIn(line: string): number {
  let quote = "";
  for (let at = 0; at < line.length; at++) {
    const letter = line[at] ?? "";
    if (quote) quote = letter === quote ? "" : quote;
    else if ((letter === '"' || letter === "'") && /^$|[\s,:[{]/.test(line[at - 1] ?? "")) quote = letter;
    else if (letter === "#" && (at === 0 || /\s/.test(line[at - 1] ?? ""))) return at;
  }
  return -1;
}

function readLine(line: string): Line {
  const indent = /^ */.exec(line)?.[0].length ?? 0;
  const dashes: number[] = [];
  let column = indent;
  for (;;) {
    const dash = /^-( +|$)/.exec(line.slice(column));
    if (!dash) break;
    dashes.push(column);
    column += dash[0].length;
  }
  const key = /^(?:"([^"]*)"|'([^']*)'|([^\s:#,[\]{}"'][^:#]*?))\s*:(?:\s|$)/.exec(line.slice(column));
  return { indent, dashes, column, key: key?.[1] ?? key?.[2] ?? key?.[3] };
}

/** The path of the mapping whose keys stand at `column`, by the lines above. Entries of lists are 0: the format is the same for all. */
function pathOf(text: string, lineStart: number, dashes: readonly number[], column: number): Path {
  const path: (string | number)[] = dashes.map(() => 0);
  let limit = dashes[0] ?? column;
  let isEntry = dashes.length > 0;
  for (const line of linesAbove(text, lineStart)) {
    if (limit <= 0 && !isEntry) break;
    const { indent, dashes: opened, column: at, key } = line;
    // A list may stand as far in as the key that it belongs to.
    if (key !== undefined && (at < limit || (isEntry && at === limit && opened.length === 0))) {
      path.unshift(key);
      for (const _ of opened) path.unshift(0);
      limit = opened[0] ?? at;
      isEntry = opened.length > 0;
    } else if (opened.length > 0 && indent < limit && at === limit) {
      for (const _ of opened) path.unshift(0);
      limit = indent;
      isEntry = true;
    }
  }
  return path;
}

function* linesAbove(text: string, lineStart: number): Generator<Line> {
  let end = lineStart - 1;
  while (end >= 0) {
    const start = text.lastIndexOf("\n", end - 1) + 1;
    const line = text.slice(start, end);
    if (line.trim() !== "" && !line.trimStart().startsWith("#")) yield readLine(line);
    end = start - 1;
  }
}

/** Keys at the same column, above and below, of the same mapping. */
function siblingsOf(text: string, lineStart: number, column: number): string[] {
  const keys: string[] = [];
  for (const line of linesAbove(text, lineStart)) {
    if (line.column < column) break;
    if (line.column === column && line.key !== undefined) keys.push(line.key);
    if (line.column === column && line.dashes.length > 0) break;
  }
  const lines = text.slice(lineStart).split(/\r?\n/).slice(1);
  for (const line of lines) {
    if (line.trim() === "" || line.trimStart().startsWith("#")) continue;
    const read = readLine(line);
    if (read.indent < column || read.dashes.length > 0) break;
    if (read.column === column && read.key !== undefined) keys.push(read.key);
  }
  return keys;
}
