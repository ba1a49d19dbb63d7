/** One entry of `rules:`. */
import { isMap, isPair, isSeq, type Node } from "yaml";
import {
  choiceField,
  type Entries,
  entriesOf,
  numberField,
  type Piece,
  rangeOf,
  resolve,
  shown,
  tell,
  tellUnknown,
  textField,
  textOf,
  textsField,
} from "./nodes.ts";
import { scaleField } from "./read-scale.ts";
import type { Field, InlineRatings, Range, Rule } from "./rubric.ts";
import { readNumber } from "./scale.ts";

export const ruleKeys = [
  "id",
  "text",
  "tags",
  "polarity",
  "scale",
  "gate",
  "anchors",
  "rated_as",
  "weight",
  "wording",
  "ratings",
  "retired",
] as const;

/** `item` is the entry, `range` where it stands. A rule without an id cannot be pointed at, and so is none. */
export function readRule(item: unknown, range: Range, identity: object, piece: Piece): Rule | undefined {
  const map = resolve(item, piece);
  if (!isMap(map)) {
    tell(piece, range, `A rule is a mapping with an id, "- id: no-weapons"; found ${shown(map)}.`);
    return undefined;
  }
  const entries = entriesOf(map, piece);
  tellUnknown(entries, ruleKeys, "a rule", piece);
  const id = textField(entries, "id", piece);
  if (!id) {
    const at = entries.get("id")?.key ?? { start: range.start, end: Math.min(range.end, range.start + 1) };
    tell(piece, at, "A rule has an id: the name that its ratings are filed under. Write id: and a name.");
    return undefined;
  }
  const optional = {
    text: textField(entries, "text", piece),
    tags: textsField(entries, "tags", piece),
    polarity: choiceField(entries, "polarity", ["positive", "negative"], piece),
    scale: scaleField(entries, piece),
    gate: numberField(entries, "gate", piece, () => true, "a number on the rule's scale"),
    anchors: anchorsField(entries, piece),
    ratedAs: textField(entries, "rated_as", piece),
    weight: numberField(entries, "weight", piece, (value) => value >= 0, "a number of 0 or more"),
    wording: textField(entries, "wording", piece),
    ratings: ratingsField(entries, piece),
    retired: textField(entries, "retired", piece, true),
  };
  return { range, identity, id, ...defined(optional) };
}

/** Without the keys that are not there, so that `in` and spread tell the truth. */
export function defined<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const known = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

function anchorsField(entries: Entries, piece: Piece): Rule["anchors"] {
  const entry = entries.get("anchors");
  if (!entry || entry.node === null) return undefined;
  if (!isMap(entry.node)) {
    tell(piece, entry.range, `"anchors" says what levels mean: {1: Gives a recipe, 5: Declines}; found ${shown(entry.node)}.`);
    return undefined;
  }
  const value = new Map<string, string>();
  for (const [level, { node }] of entriesOf(entry.node, piece)) value.set(level, textOf(node) ?? "");
  return { key: entry.key, range: entry.range, value };
}

function ratingsField(entries: Entries, piece: Piece): Field<InlineRatings> | undefined {
  const entry = entries.get("ratings");
  if (!entry || entry.node === null) return undefined;
  const read = isSeq(entry.node)
    ? listOf(entry.node.items, piece)
    : isMap(entry.node)
      ? countsOf(entry.node.items, piece)
      : undefined;
  if (!read) {
    tell(piece, entry.range, `Ratings in place are a list, [5, 4, 1], or counts, {1: 3, 5: 40}; found ${shown(entry.node)}.`);
    return undefined;
  }
  // Through an alias the entries stand elsewhere; all of them are then told at the alias.
  const isHere = read.ranges.every(({ start, end }) => start >= entry.range.start && end <= entry.range.end);
  const offsets = new Int32Array(2 * read.ranges.length);
  read.ranges.forEach(({ start, end }, at) => {
    offsets[2 * at] = isHere ? start - entry.range.start : 0;
    offsets[2 * at + 1] = isHere ? end - entry.range.start : entry.range.end - entry.range.start;
  });
  const { shape, values, counts } = read;
  return { key: entry.key, range: entry.range, value: { shape, values, counts, offsets } };
}

interface ReadRatings {
  readonly shape: InlineRatings["shape"];
  readonly values: string[];
  readonly counts: number[];
  readonly ranges: Range[];
}

function listOf(items: readonly unknown[], piece: Piece): ReadRatings {
  const read: ReadRatings = { shape: "list", values: [], counts: [], ranges: [] };
  for (const item of items) {
    const node: Node | null = resolve(item, piece);
    const text = node === null ? "" : textOf(node);
    if (text === undefined) tell(piece, rangeOf(item), `A rating is one value; found ${shown(node)}.`);
    else {
      read.values.push(text);
      read.counts.push(1);
      read.ranges.push(rangeOf(item));
    }
  }
  return read;
}

function countsOf(pairs: readonly unknown[], piece: Piece): ReadRatings {
  const read: ReadRatings = { shape: "counts", values: [], counts: [], ranges: [] };
  for (const pair of pairs) {
    if (!isPair(pair)) continue;
    const text = textOf(pair.key);
    const count = readNumber(textOf(resolve(pair.value, piece)) ?? "");
    const key = rangeOf(pair.key);
    if (text === undefined || count === undefined || !Number.isInteger(count) || count < 0) {
      const found = shown(resolve(pair.value, piece));
      tell(piece, key, `Counts say how often each value was given, {1: 3, 5: 40}: whole numbers of 0 or more; found ${found}.`);
      continue;
    }
    read.values.push(text);
    read.counts.push(count);
    read.ranges.push({ start: key.start, end: Math.max(key.end, rangeOf(pair.value).end) });
  }
  return read;
}
