/**
 * A document in pieces that are parsed by themselves: each key of the first column, `rules:`, and each of its entries.
 * So a keystroke reads one rule anew, and what is broken breaks nothing beside it. In valid YAML the pieces are those
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
const keyLine = /^(?:[A-Za-z_<][\w-]*|"[^"]*"|'[^']*')[ \t]*:(?:\s|$)/;
const markerLine = /^(?:---|\.\.\.)(?:\s|$)/;
/** What a document of keys in the first column does not begin with. */
const notAKey = /^[[{?&*!|>@`%,\]}-]/;

export function split(text: string): Pieces {
  const found: Piece[] = [];
  let state: "start" | "whole" | "keys" | "awaiting" | "rules" = "start";
  let hasMarker = false;
  let indent = 0;
  let commentsAt = -1;
  let end = text.length;
  let rest: number | undefined;

  for (let start = text.startsWith("\uFEFF") ? 1 : 0, next = 0; start < text.length; start = next) {
    const lineBreak = text.indexOf("\n", start);
    const lineEnd = lineBreak < 0 ? text.length : lineBreak;
    next = lineEnd + 1;

    let at = start;
    let column = 0;
    for (let code = text.charCodeAt(at); at < lineEnd && (code === SPACE || code === TAB); code = text.charCodeAt(++at))
      column += code === TAB ? TAB_WIDTH : 1;
    const first = text.charCodeAt(at);
    if (at === lineEnd || first === CARRIAGE_RETURN) {
      commentsAt = -1;
      continue;
    }
    if (first === HASH) {
      const isAttached = column <= (state === "rules" ? indent : state === "awaiting" ? Number.POSITIVE_INFINITY : 0);
      commentsAt = !isAttached ? -1 : commentsAt < 0 ? start : commentsAt;
      continue;
    }
    const isDash = first === DASH && isBlank(text, at + 1, lineEnd);
    const line = column === 0 && !isDash ? text.slice(start, lineEnd) : "";

    if (line !== "" && markerLine.test(line)) {
      if (state === "start" && !hasMarker && /^---\s*(?:#.*)?$/.test(line)) {
        hasMarker = true;
        continue;
      }
      if (state !== "start") {
        end = start;
        rest = hasContent(text, start) ? start : undefined;
        break;
      }
    }
    if (state === "start" && line.startsWith("%")) continue;
    if (state === "whole") continue;

    const isClosing = line.startsWith("]") || line.startsWith("}");
    if (state === "start" ? column > 0 || isDash || notAKey.test(line) : line.startsWith("? ")) {
      found.length = 0;
      begin("keys", 0);
      state = "whole";
    } else if (isDash && (state === "awaiting" || (state === "rules" && column <= indent))) {
      if (state === "awaiting") indent = column;
      state = "rules";
      begin("rule", start, at, column);
    } else if (line !== "" && !isClosing && (state !== "rules" || keyLine.test(line))) {
      state = rulesLine.test(line) ? "awaiting" : "keys";
      begin(state === "awaiting" ? "rules" : "keys", start);
    } else if (state === "awaiting") {
      found.push({ ...popped(), kind: "keys" });
      state = "keys";
    }
    commentsAt = -1;
  }
  const pieces = found.map((piece, at) => ({ ...piece, end: found[at + 1]?.start ?? end }));
  const last = pieces.at(-1);
  if (last?.kind === "rules") pieces[pieces.length - 1] = { ...last, kind: "keys" };
  return { pieces, rest };

  /** The first piece has all that stands above it: marks, directives, comments. */
  function begin(kind: PieceKind, line: number, dash = line, column = 0): void {
    const last = found.at(-1);
    if (last?.kind === "rules" && kind !== "rule") found.push({ ...popped(), kind: "keys" });
    found.push({ kind, start: found.length === 0 ? 0 : commentsAt < 0 ? line : commentsAt, end: line, dash, column });
  }

  function popped(): Piece {
    return found.pop() ?? { kind: "keys", start: 0, end: 0, dash: 0, column: 0 };
  }
}

const SPACE = 32;
const TAB = 9;
const CARRIAGE_RETURN = 13;
const HASH = 35;
const DASH = 45;

function isBlank(text: string, at: number, lineEnd: number): boolean {
  const code = text.charCodeAt(at);
  return at >= lineEnd || code === SPACE || code === TAB || code === CARRIAGE_RETURN;
}

function hasContent(text: string, from: number): boolean {
  const lines = text
    .slice(from)
    .replace(/^(?:---|\.\.\.)(?=\s|$)/gm, "")
    .split("\n");
  return lines.some((line) => !/^\s*(?:#.*)?$/.test(line));
}
