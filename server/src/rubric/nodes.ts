/** YAML nodes as fields with ranges. What is not as it should be becomes a problem, and the reading goes on. */
import { distance } from "fastest-levenshtein";
import { type Document, isAlias, isMap, isPair, isScalar, isSeq, type Node, type Pair, type YAMLMap } from "yaml";
import type { Field, Located, Problem, Range } from "./rubric.ts";
import { readNumber } from "./scale.ts";

/** A piece of the document that is parsed by itself; offsets are of that piece. */
export interface Piece {
  readonly document: Document;
  readonly problems: Problem[];
}

/** A mapping's entries by key, the last of a key told and left out. */
export type Entries = ReadonlyMap<string, Entry>;

export interface Entry {
  readonly key: Range;
  readonly range: Range;
  /** With aliases followed; null where nothing is written. */
  readonly node: Node | null;
}

export function rangeOf(node: unknown): Range {
  const range = isNode(node) ? node.range : undefined;
  return { start: range?.[0] ?? 0, end: range?.[1] ?? 0 };
}

/** An alias that leads nowhere is a syntax error of its own; here it is nothing. */
export function resolve(node: unknown, { document }: Piece): Node | null {
  if (isAlias(node)) return resolve(node.resolve(document) ?? null, { document, problems: [] });
  return isNode(node) ? node : null;
}

export function tell(piece: Piece, range: Range, message: string, replacements: readonly string[] = []): void {
  piece.problems.push({ check: "format", range, message, ...(replacements.length > 0 && { replacements }) });
}

/** The entries of a map, those that merge keys (<<) bring included where the map does not have them itself. */
export function entriesOf(map: YAMLMap, piece: Piece): Entries {
  const entries = new Map<string, Entry>();
  const merged: YAMLMap[] = [];
  for (const pair of map.items) {
    if (!isPair(pair)) continue;
    const name = textOf(pair.key) ?? "";
    if (name === "<<") {
      const source = resolve(pair.value, piece);
      for (const one of isSeq(source) ? source.items : [source]) {
        const from = resolve(one, piece);
        if (isMap(from)) merged.push(from);
      }
      continue;
    }
    const key = rangeOf(pair.key);
    if (entries.has(name)) {
      tell(piece, key, `"${name}" stands here twice; the first one counts. Remove this one.`);
      continue;
    }
    entries.set(name, { key, range: valueRange(pair, key), node: resolve(pair.value, piece) });
  }
  for (const from of merged)
    for (const [name, entry] of entriesOf(from, piece)) if (!entries.has(name)) entries.set(name, entry);
  return entries;
}

/** Where nothing is written the parser puts the value right behind the colon. */
function valueRange(pair: Pair, key: Range): Range {
  return isNode(pair.value) ? rangeOf(pair.value) : { start: key.end, end: key.end };
}

/** Source text of a scalar, without quotes; undefined for anything else. */
export function textOf(node: unknown): string | undefined {
  return isScalar(node) ? (node.source ?? String(node.value ?? "")) : undefined;
}

export function located(node: unknown, piece: Piece): Located<string> | undefined {
  const text = textOf(resolve(node, piece));
  return text === undefined ? undefined : { range: rangeOf(node), value: text };
}

/** Keys that are not of the format, with those that could be meant. */
export function tellUnknown(entries: Entries, known: readonly string[], where: string, piece: Piece): void {
  for (const [name, { key }] of entries) {
    if (known.includes(name)) continue;
    const meant = nearest(name, known.filter((one) => !entries.has(one)));
    const mend = meant.length > 0 ? `did you mean "${meant[0]}"?` : `known keys are ${known.join(", ")}.`;
    tell(piece, key, `"${name}" is no key of ${where}; ${mend}`, meant);
  }
}

/** At most a third of the letters wrong, nearest first. */
export function nearest(name: string, known: readonly string[]): readonly string[] {
  const plain = name.toLowerCase();
  return known
    .map((one) => ({ one, wrong: distance(plain, one.toLowerCase()) }))
    .filter(({ one, wrong }) => wrong <= Math.max(1, Math.floor(Math.max(plain.length, one.length) / 3)))
    .sort((a, b) => a.wrong - b.wrong)
    .map(({ one }) => one);
}

function field<T>(entry: Entry, value: T): Field<T> {
  return { key: entry.key, range: entry.range, value };
}

/** A text; an empty one counts as not written unless `orEmpty`. */
export function textField(entries: Entries, name: string, piece: Piece, orEmpty = false): Field<string> | undefined {
  const entry = entries.get(name);
  if (!entry) return undefined;
  const text = entry.node === null ? "" : textOf(entry.node);
  if (text === undefined) {
    tell(piece, entry.range, `"${name}" is a text, not a ${kindOf(entry.node)}.`);
    return undefined;
  }
  return text === "" && !orEmpty ? undefined : field(entry, text);
}

export function numberField(
  entries: Entries,
  name: string,
  piece: Piece,
  isRight: (value: number) => boolean,
  wanted: string,
): Field<number> | undefined {
  const entry = entries.get(name);
  if (!entry || entry.node === null) return undefined;
  const value = readNumber(textOf(entry.node) ?? "");
  if (value !== undefined && isRight(value)) return field(entry, value);
  tell(piece, entry.range, `"${name}" is ${wanted}; found ${shown(entry.node)}.`);
  return undefined;
}

/** One of a few words. */
export function choiceField<Word extends string>(
  entries: Entries,
  name: string,
  words: readonly Word[],
  piece: Piece,
): Field<Word> | undefined {
  const entry = entries.get(name);
  if (!entry || entry.node === null) return undefined;
  const text = textOf(entry.node) ?? "";
  const word = words.find((one) => one === text);
  if (word !== undefined) return field(entry, word);
  const near = nearest(text, words);
  tell(piece, entry.range, `"${name}" is one of ${words.join(", ")}; found ${shown(entry.node)}.`, near.length > 0 ? near : words);
  return undefined;
}

/** One text or a list of texts. */
export function textsField(entries: Entries, name: string, piece: Piece): Field<readonly Located<string>[]> | undefined {
  const entry = entries.get(name);
  if (!entry || entry.node === null) return undefined;
  if (isSeq(entry.node)) return field(entry, locatedAll(entry.node.items, name, piece));
  const text = textOf(entry.node);
  if (text !== undefined) return field(entry, [{ range: entry.range, value: text }]);
  tell(piece, entry.range, `"${name}" is a text or a list of texts, not a ${kindOf(entry.node)}.`);
  return undefined;
}

function locatedAll(nodes: readonly unknown[], name: string, piece: Piece): Located<string>[] {
  return nodes.flatMap((node) => {
    const one = located(node, piece);
    if (one) return [one];
    tell(piece, rangeOf(node), `"${name}" holds texts, not a ${kindOf(resolve(node, piece))}.`);
    return [];
  });
}

/** The maps of a list; what is no map is told. */
export function mapsOf(entry: Entry, name: string, piece: Piece): { map: YAMLMap; range: Range }[] {
  if (entry.node === null) return [];
  if (!isSeq(entry.node)) {
    tell(piece, entry.range, `"${name}" is a list; write each entry behind a dash, "- ".`);
    return [];
  }
  return entry.node.items.flatMap((item) => {
    const map = resolve(item, piece);
    if (isMap(map)) return [{ map, range: rangeOf(item) }];
    tell(piece, rangeOf(item), `Each entry of "${name}" is a mapping of keys to values; found ${shown(map)}.`);
    return [];
  });
}

export function kindOf(node: Node | null): string {
  return isMap(node) ? "mapping" : isSeq(node) ? "list" : "text";
}

export function shown(node: Node | null): string {
  const text = textOf(node);
  return text === undefined ? `a ${kindOf(node)}` : text === "" ? "nothing" : `"${text}"`;
}

function isNode(node: unknown): node is Node {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node);
}
