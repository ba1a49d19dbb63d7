/**
 * Text -> Rubric. Never throws: what cannot be read is a problem, and every rule that can be read is there. Rules are
 * parsed by themselves and kept by their text, so an edit costs one rule; documents in which one place can depend on
 * another (anchors, several parts, flow lists of rules ...) are parsed whole.
 */
import { isMap, isSeq, type Document, parseAllDocuments, parseDocument } from "yaml";
import { readIgnores } from "./ignores.ts";
import { type Entries, entriesOf, type Piece, rangeOf, resolve, shown, tell } from "./nodes.ts";
import { type Head, readHead } from "./read-head.ts";
import { readRule } from "./read-rule.ts";
import type { Ignore, Problem, Range, Rubric, Rule } from "./rubric.ts";
import { shiftHead, shiftIgnore, shiftProblem, shiftRange, shiftRule } from "./shift.ts";
import { split } from "./split.ts";

export interface RubricParser {
  /** What a fresh parse of the text gives; what did not change since the last call costs next to nothing. */
  parse(text: string): Rubric;
}

/** What was read of one piece; offsets from the piece's start. */
interface Part {
  readonly head: Head;
  readonly rulesKey: Range | undefined;
  readonly rules: readonly Rule[];
  readonly ignores: readonly Ignore[];
  readonly problems: readonly Problem[];
}

/** A part where it stood last: its shifted copy is used again while it stands there. */
interface Kept {
  readonly part: Part;
  at: number;
  placed: Part;
}

export function parse(text: string): Rubric {
  return createParser().parse(text);
}

export function createParser(): RubricParser {
  let kept = new Map<string, Kept[]>();

  return {
    parse(text) {
      const pieces = split(text);
      if (!pieces) return assemble(text, [readWhole(text)]);
      const next = new Map<string, Kept[]>();
      const place = (piece: string, at: number, read: (piece: string) => Part): Part => {
        const known = take(kept, piece, at) ?? fresh(read(piece));
        const list = next.get(piece);
        if (list) list.push(known);
        else next.set(piece, [known]);
        if (known.at !== at) {
          known.at = at;
          known.placed = shiftPart(known.part, at);
        }
        return known.placed;
      };
      const parts = [place(pieces.head, 0, readHeadPiece)];
      let at = pieces.head.length;
      for (const piece of pieces.rules) {
        parts.push(place(piece, at, readRulePiece));
        at += piece.length;
      }
      if (pieces.tail !== "") parts.push(place(pieces.tail, at, readTailPiece));
      kept = next;
      return assemble(text, parts);
    },
  };
}

/** Pieces of one text share what was read of it; each place has a copy of its own. */
function take(kept: Map<string, Kept[]>, piece: string, at: number): Kept | undefined {
  const list = kept.get(piece);
  if (!list || list.length === 0) return undefined;
  const here = list.findIndex((known) => known.at === at);
  return list.splice(Math.max(0, here), 1)[0];
}

function fresh(part: Part): Kept {
  return { part, at: 0, placed: part };
}

const options = { schema: "failsafe", prettyErrors: false, uniqueKeys: false, strict: true } as const;

function readHeadPiece(text: string): Part {
  const { piece, entries } = open(text);
  const rulesKey = entries.get("rules")?.key;
  return { ...closed(piece, text, []), head: readHead(entries, piece), rulesKey, rules: [] };
}

/** What follows the rules has the same keys as what precedes them. */
function readTailPiece(text: string): Part {
  return readHeadPiece(text);
}

function readRulePiece(text: string): Part {
  const document = parseDocument(text, options);
  const piece: Piece = { document, problems: syntaxProblems(document) };
  const identity = {};
  const rules: Rule[] = [];
  const { contents } = document;
  if (isSeq(contents))
    for (const item of contents.items) {
      const start = text.search(/^ *-(?: |$|\r?$)/m);
      const dash = text.indexOf("-", Math.max(0, start));
      const end = Math.max(rangeOf(item).end, dash + 1);
      const rule = readRule(item, { start: dash, end: trimEnd(text, end) }, identity, piece);
      if (rule) rules.push(rule);
    }
  return { ...closed(piece, text, rules), head: {}, rulesKey: undefined, rules };
}

/** One document with everything in it, in whatever style. */
function readWhole(text: string): Part {
  const all = parseAllDocuments(text, options);
  const documents = Array.isArray(all) ? all : [];
  const [document, second] = documents;
  if (!document) return { head: {}, rulesKey: undefined, rules: [], ignores: readIgnores(text, []), problems: [] };
  const { piece, entries } = openDocument(document, text);
  if (second) {
    const start = second.range?.[0] ?? text.length;
    tell(piece, { start, end: Math.min(text.length, start + 3) }, "A rubric is one document; what follows this --- is not read. Move it to a file of its own.");
  }
  const rules = readRulesOf(entries, piece, text);
  const rulesKey = entries.get("rules")?.key;
  return { ...closed(piece, text, rules), head: readHead(entries, piece), rulesKey, rules };
}

function readRulesOf(entries: Entries, piece: Piece, text: string): Rule[] {
  const entry = entries.get("rules");
  if (!entry || entry.node === null || entry.range.start === entry.range.end) return [];
  if (!isSeq(entry.node)) {
    tell(piece, entry.range, `"rules" is a list of rules, each behind a dash, "- id: no-weapons"; found ${shown(entry.node)}.`);
    return [];
  }
  return entry.node.items.flatMap((item) => {
    const at = rangeOf(item);
    const isBlock = !(entry.node as { flow?: boolean }).flow;
    const start = isBlock ? dashBefore(text, at.start) : at.start;
    return readRule(item, { start, end: trimEnd(text, at.end) }, {}, piece) ?? [];
  });
}

function dashBefore(text: string, start: number): number {
  const dash = text.lastIndexOf("-", start);
  return dash >= 0 && /^-\s*(?:[&!]\S+\s*)*$/.test(text.slice(dash, start)) ? dash : start;
}

function open(text: string): { piece: Piece; entries: Entries } {
  return openDocument(parseDocument(text, options), text);
}

function openDocument(document: Document, text: string): { piece: Piece; entries: Entries } {
  const piece: Piece = { document, problems: syntaxProblems(document) };
  const root = resolve(document.contents, piece);
  if (isMap(root)) return { piece, entries: entriesOf(root, piece) };
  const { start, end } = rangeOf(root);
  if (end > start && text.slice(start, end).trim() !== "")
    tell(piece, { start, end: trimEnd(text, end) }, `A rubric is a mapping with the keys version, scale and rules; found ${shown(root)}.`);
  return { piece, entries: new Map() };
}

function closed(piece: Piece, text: string, rules: readonly Rule[]): Pick<Part, "problems" | "ignores"> {
  return { problems: piece.problems, ignores: readIgnores(text, rules.map(({ range }) => range)) };
}

const mends: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: "Indent with spaces: YAML allows no tabs there.",
  BAD_INDENT: "Indent this line like its neighbours, or close the bracket before it.",
  MISSING_CHAR: "Add what is missing.",
  BLOCK_AS_IMPLICIT_KEY: 'Put the value in quotes where it holds ": ".',
  MULTILINE_IMPLICIT_KEY: "Is a colon missing, or does the line stand too far in?",
  BAD_ALIAS: "Name an anchor (&name) that stands above.",
};

function syntaxProblems(document: Document): Problem[] {
  return document.errors.map(({ code, message, pos: [start, end] }) => {
    const mend = mends[code] ? ` ${mends[code]}` : "";
    return { check: "syntax", range: { start, end: Math.max(end, start) }, message: `${message.replace(/\.?$/, ".")}${mend}` };
  });
}

function trimEnd(text: string, end: number): number {
  let at = end;
  while (at > 0 && /\s/.test(text[at - 1] ?? "")) at--;
  return at;
}

function shiftPart(part: Part, by: number): Part {
  return {
    head: shiftHead(part.head, by),
    rulesKey: part.rulesKey && shiftRange(part.rulesKey, by),
    rules: part.rules.map((rule) => shiftRule(rule, by)),
    ignores: part.ignores.map((ignore) => shiftIgnore(ignore, by)),
    problems: part.problems.map((problem) => shiftProblem(problem, by)),
  };
}

function assemble(text: string, parts: readonly Part[]): Rubric {
  const rules = parts.flatMap((part) => part.rules);
  const rulesKey = parts.find((part) => part.rulesKey)?.rulesKey;
  const heads = parts.map((part) => part.head).filter((head) => Object.keys(head).length > 0);
  return {
    text,
    ...Object.assign({}, ...heads.toReversed()),
    ...(rulesKey && { rulesKey }),
    rules,
    ignores: parts.flatMap((part) => part.ignores),
    problems: [...parts.flatMap((part) => part.problems), ...twice(parts, heads), ...duplicates(rules)],
  };
}

/** A key both before and after the rules: the first one counts. */
function twice(parts: readonly Part[], heads: readonly Head[]): Problem[] {
  const [first, ...others] = heads;
  if (!first || parts.length < 2) return [];
  return others.flatMap((head) =>
    Object.entries(head).flatMap(([name, field]) =>
      name in first ? [{ check: "format" as const, range: field.key, message: `"${name}" stands here twice; the first one counts. Remove this one.` }] : [],
    ),
  );
}

function duplicates(rules: readonly Rule[]): Problem[] {
  const seen = new Set<string>();
  return rules.flatMap(({ id }) => {
    if (!seen.has(id.value)) {
      seen.add(id.value);
      return [];
    }
    const message = `"${id.value}" is the id of a rule above, so this one is left out. Give it an id of its own, or drop it.`;
    return [{ check: "duplicate-rule" as const, range: id.range, message, rule: id.value }];
  });
}
