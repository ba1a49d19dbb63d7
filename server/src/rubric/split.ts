/**
 * A document in pieces that can be parsed by themselves: what stands before the first rule, each rule, and what stands
 * after the last. So a keystroke reads one rule anew, and a rule that is broken breaks no other.
 */
export interface Pieces {
  readonly head: string;
  /** One entry of `rules:` each, with the comment lines right above it. */
  readonly rules: readonly string[];
  readonly tail: string;
}

/** What makes one place of a document depend on another, or is nothing that we write: anchors, aliases, merges, tags, tabs, directives, parts. */
const unusual = /(?:^|[\s,[{:])[&*!][^\s,\]}]|<<\s*:|^\s*\t|^(?:---|\.\.\.|%)|^\uFEFF/m;
const rulesLine = /^rules[ ]*:[ ]*(?:#.*)?$/;
const topKey = /^(?:[A-Za-z_][\w-]*|"[^"]*"|'[^']*')[ ]*:(?:\s|$)/;

/** Undefined where the rules are not a plain block list; the document is then parsed whole. */
export function split(text: string): Pieces | undefined {
  if (unusual.test(text)) return undefined;
  const lines = linesOf(text);
  const rulesAt = lines.findIndex(([start, end]) => rulesLine.test(text.slice(start, end)));
  if (rulesAt < 0) return undefined;
  const starts: number[] = [];
  let indent = -1;
  let end = text.length;
  for (let at = rulesAt + 1; at < lines.length; at++) {
    const [start, stop] = lines[at] ?? [0, 0];
    const column = indentAt(text, start, stop);
    const first = text.charCodeAt(start + column);
    if (start + column === stop || first === HASH) continue;
    const isEntry = first === DASH && isSpace(text, start + column + 1, stop);
    if (isEntry && (indent < 0 || column === indent)) {
      indent = column;
      starts.push(startWithComments(text, lines, at, rulesAt, column));
    } else if (column === 0 && topKey.test(text.slice(start, stop))) {
      end = start;
      break;
    } else if (indent < 0) return undefined;
  }
  if (starts.length === 0) return undefined;
  const rules = starts.map((start, at) => text.slice(start, starts[at + 1] ?? end));
  return { head: text.slice(0, starts[0]), rules, tail: text.slice(end) };
}

const HASH = 35;
const DASH = 45;
const SPACE = 32;

/** Start and end of each line, its break left out. */
function linesOf(text: string): [number, number][] {
  const lines: [number, number][] = [];
  let start = 0;
  while (start <= text.length) {
    const found = text.indexOf("\n", start);
    const end = found < 0 ? text.length : found;
    lines.push([start, end > start && text.charCodeAt(end - 1) === 13 ? end - 1 : end]);
    if (found < 0) break;
    start = found + 1;
  }
  return lines;
}

function indentAt(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && text.charCodeAt(at) === SPACE) at++;
  return at - start;
}

function isSpace(text: string, at: number, end: number): boolean {
  return at >= end || text.charCodeAt(at) === SPACE;
}

/** Comment lines right above an entry, as far in as it, are its own; one further in may be the text of the entry above. */
function startWithComments(text: string, lines: readonly [number, number][], at: number, after: number, indent: number): number {
  let first = at;
  for (let above = at - 1; above > after; above--) {
    const [start, end] = lines[above] ?? [0, 0];
    const column = indentAt(text, start, end);
    if (text.charCodeAt(start + column) !== HASH || start + column >= end || column > indent) break;
    first = above;
  }
  return lines[first]?.[0] ?? 0;
}
