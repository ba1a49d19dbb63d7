/**
 * A document in pieces that are parsed by themselves: each key of the first column, `rules:`, and each of its entries.
 * So a keystroke reads one rule again, and what is broken breaks nothing beside it. In valid YAML the pieces are those
 * that the indentation makes; in a broken document they are what it is read by.
 */
import { TAB_WIDTH } from "./tabs.ts";

/** `rules` is the line of the key alone; its entries are pieces of kind `rule`. A document in brackets is one piece of kind `keys`. */
export type PieceKind = "keys" | "rules" | "rule";

export interface Piece {
  readonly kind: PieceKind;
  /** With the comment lines right above, which speak of it. */
  readonly start: number;
  readonly end: number;
  /** Of a rule: where its `-` stands, and in which column. */
  readonly dash: number;
  readonly column: number;
}

export interface Pieces {
  readonly pieces: readonly Piece[];
  /** Where a second document begins that holds anything. */
  readonly rest: number | undefined;
}

const rulesLine = /^(?:rules|"rules"|'rules')[ \t]*:[ \t\r]*(?:#.*)?$/;
const hasColon = /:(?:\s|$)/;
/** A key with a plain value: what is indented under it can be more of the value, but no key. */
const isComplete = /:[ ]+[^\s|>"'[{&*!#]/;
const idLine = /^-[ ]+id[ ]*:(?:\s|$)/;
const markerLine = /^(?:---|\.\.\.)(?:\s|$)/;
const firstMarkerLine = /^---\s*(?:#.*)?$/;
/** What a document of keys in the first column does not begin with. */
const notAKey = /^[[{?&*!|>@`%,\]}-]/;

/** What has been cut so far. In state `awaiting` the line of `rules:` was the last, in `whole` there is one piece only. */
interface Cutting {
  state: "start" | "whole" | "keys" | "awaiting" | "rules";
  readonly pieces: Piece[];
  hasMarker: boolean;
  /** The column that rules begin in, once there is one; and where the comments right above a line begin, or -1. */
  indent: number;
  commentsAt: number;
  /** The line that the last key began with. */
  keyLine: string;
}

interface Line {
  readonly start: number;
  /** Of the first character that is no space. */
  readonly at: number;
  readonly column: number;
  readonly isDash: boolean;
  /** Empty where it is indented or begins with a dash. */
  readonly text: string;
}

export function split(text: string): Pieces {
  const cutting: Cutting = { state: "start", pieces: [], hasMarker: false, indent: -1, commentsAt: -1, keyLine: "" };
  let end = text.length;
  for (let start = text.startsWith("\uFEFF") ? 1 : 0, next = 0; start < text.length; start = next) {
    const lineBreak = text.indexOf("\n", start);
    const lineEnd = lineBreak < 0 ? text.length : lineBreak;
    next = lineEnd + 1;

    let at = start;
    let column = 0;
    for (let code = text.charCodeAt(at); at < lineEnd && (code === SPACE || code === TAB); code = text.charCodeAt(++at))
      column += code === TAB ? TAB_WIDTH : 1;
    const first = text.charCodeAt(at);
    if (at === lineEnd || first === CARRIAGE_RETURN) cutting.commentsAt = -1;
    else if (first === HASH) takeComment(cutting, start, column);
    else {
      const isDash = first === DASH && isSpace(text, at + 1, lineEnd);
      const line = { start, at, column, isDash, text: column === 0 && !isDash ? text.slice(start, lineEnd) : "" };
      if (endsDocument(cutting, line)) {
        end = start;
        break;
      }
      takeLine(cutting, line, () => text.slice(at, lineEnd));
      cutting.commentsAt = -1;
    }
  }
  const { pieces } = cutting;
  if (cutting.state === "awaiting") becomeKeys(pieces);
  return {
    pieces: pieces.map((piece, at) => ({ ...piece, end: pieces[at + 1]?.start ?? end })),
    rest: hasContent(text, end) ? end : undefined,
  };
}

/** A comment that is indented further than what follows may be the text of what stands above it. */
function takeComment(cutting: Cutting, start: number, column: number): void {
  const { state, indent, commentsAt } = cutting;
  const isAttached = state === "awaiting" || column <= (state === "rules" ? indent : 0);
  cutting.commentsAt = !isAttached ? -1 : commentsAt < 0 ? start : commentsAt;
}

/** A first mark begins the document, any other one ends it. */
function endsDocument(cutting: Cutting, { text }: Line): boolean {
  if (text === "" || !markerLine.test(text)) return false;
  if (cutting.state !== "start") return true;
  if (cutting.hasMarker || !firstMarkerLine.test(text)) return false;
  cutting.hasMarker = true;
  return false;
}

function takeLine(cutting: Cutting, line: Line, content: () => string): void {
  const { state, indent } = cutting;
  const { text, isDash, column } = line;
  if (state === "whole") return;
  if (state === "start" && (text.startsWith("%") || (cutting.hasMarker && firstMarkerLine.test(text)))) return;
  if (state === "start" ? column > 0 || isDash || notAKey.test(text) : text.startsWith("? ")) {
    takeWhole(cutting);
    return;
  }
  const isRule =
    isDash &&
    (state === "awaiting" ||
      (state === "rules" && column <= indent) ||
      // A stray line among the rules looked like a key; the rules go on.
      (state === "keys" && column === indent && isComplete.test(cutting.keyLine) && idLine.test(content())));
  if (isRule) {
    if (state === "awaiting") cutting.indent = column;
    cutting.state = "rules";
    begin(cutting, "rule", line);
  } else if (text !== "" && !/^[\]}]/.test(text) && (state !== "rules" || hasColon.test(text))) {
    if (state === "awaiting") becomeKeys(cutting.pieces);
    cutting.state = rulesLine.test(text) ? "awaiting" : "keys";
    cutting.keyLine = text;
    begin(cutting, cutting.state === "awaiting" ? "rules" : "keys", line);
  } else if (state === "awaiting") {
    becomeKeys(cutting.pieces);
    cutting.state = "keys";
  }
}

function takeWhole(cutting: Cutting): void {
  cutting.pieces.length = 0;
  cutting.pieces.push({ kind: "keys", start: 0, end: 0, dash: 0, column: 0 });
  cutting.state = "whole";
}

/** The first piece has all that stands above it: marks, directives, comments. Where pieces end is known at the end. */
function begin({ pieces, commentsAt }: Cutting, kind: PieceKind, { start: line, at: dash, column }: Line): void {
  const start = pieces.length === 0 ? 0 : commentsAt < 0 ? line : commentsAt;
  pieces.push({ kind, start, end: line, dash, column });
}

/** `rules:` that no entry follows is a key like any other. */
function becomeKeys(pieces: Piece[]): void {
  const last = pieces.pop();
  if (last) pieces.push({ ...last, kind: "keys" });
}

const SPACE = 32;
const TAB = 9;
const CARRIAGE_RETURN = 13;
const HASH = 35;
const DASH = 45;

function isSpace(text: string, at: number, lineEnd: number): boolean {
  const code = text.charCodeAt(at);
  return at >= lineEnd || code === SPACE || code === TAB || code === CARRIAGE_RETURN;
}

function hasContent(text: string, from: number): boolean {
  if (from === text.length) return false;
  const lines = text
    .slice(from)
    .replace(/^(?:---|\.\.\.)(?=\s|$)/gm, "")
    .split("\n");
  return lines.some((line) => !/^\s*(?:#.*)?$/.test(line));
}
