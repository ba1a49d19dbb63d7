/** `scale:` in its four forms: a list of levels, words for levels, stepped, continuous with bins. */
import { isMap, isSeq, type YAMLMap, type YAMLSeq } from "yaml";
import { type Entries, entriesOf, type Piece, rangeOf, resolve, shown, tell, tellUnknown, textOf } from "./nodes.ts";
import type { DiscreteScale, Field, Range, Scale } from "./rubric.ts";
import { MOST_LEVELS, readNumber, steppedLevels } from "./scale.ts";

const boundKeys = ["min", "max", "step", "bins"];

export function scaleField(entries: Entries, piece: Piece): Field<Scale> | undefined {
  const entry = entries.get("scale");
  if (!entry || entry.node === null) return undefined;
  const { node, range } = entry;
  const value = isSeq(node) ? listed(node, range, piece) : isMap(node) ? mapped(node, range, piece) : undefined;
  if (!isSeq(node) && !isMap(node))
    tell(piece, range, `A scale is a list of levels, [1, 2, 3], words for levels, {no: 0, yes: 1}, or {min: 0, max: 1, step: 0.25}; found ${shown(node)}.`);
  return value && { key: entry.key, range, value };
}

function listed(seq: YAMLSeq, range: Range, piece: Piece): DiscreteScale | undefined {
  const levels: number[] = [];
  for (const item of seq.items) {
    const value = readNumber(textOf(resolve(item, piece)) ?? "");
    if (value === undefined) {
      tell(piece, rangeOf(item), `A level of a list is a number; found ${shown(resolve(item, piece))}. Words go as {no: 0, yes: 1}.`);
      return undefined;
    }
    levels.push(value);
  }
  return discrete(levels, new Map(), range, piece);
}

function mapped(map: YAMLMap, range: Range, piece: Piece): Scale | undefined {
  const entries = entriesOf(map, piece);
  const bounds = boundKeys.filter((key) => entries.has(key));
  if (!bounds.includes("min") && !bounds.includes("max")) return named(entries, range, piece);
  tellUnknown(entries, boundKeys, "a scale with min and max", piece);
  const numberAt = (key: string) => readNumber(textOf(entries.get(key)?.node) ?? "");
  const [min, max, step, bins] = boundKeys.map(numberAt);
  if (min === undefined || max === undefined || min >= max)
    return refuse(range, piece, "A scale with bounds has a min and a larger max, both numbers.");
  if (step !== undefined && bins !== undefined)
    return refuse(range, piece, "A scale has either a step (levels) or bins (continuous scores), not both.");
  if (step !== undefined) {
    if (!(step > 0 && (max - min) / step < MOST_LEVELS))
      return refuse(range, piece, `A step is over 0 and makes at most ${MOST_LEVELS} levels.`);
    return discrete(steppedLevels(min, max, step), new Map(), range, piece);
  }
  if (bins === undefined)
    return refuse(range, piece, "A scale with min and max needs a step, for levels, or bins, for continuous scores.");
  if (!(Number.isInteger(bins) && bins >= 2 && bins <= MOST_LEVELS))
    return refuse(range, piece, `bins is a whole number from 2 to ${MOST_LEVELS}.`);
  return { kind: "continuous", min, max, bins };
}

function named(entries: Entries, range: Range, piece: Piece): DiscreteScale | undefined {
  const names = new Map<string, number>();
  for (const [word, { node, range: at }] of entries) {
    const value = readNumber(textOf(node) ?? "");
    if (value === undefined) {
      tell(piece, at, `The word "${word}" of a scale stands for a number; found ${shown(node)}.`);
      return undefined;
    }
    names.set(word.trim().toLowerCase(), value);
  }
  return discrete([...names.values()], names, range, piece);
}

function discrete(
  levels: readonly number[],
  names: ReadonlyMap<string, number>,
  range: Range,
  piece: Piece,
): DiscreteScale | undefined {
  const distinct = [...new Set(levels)].sort((a, b) => a - b);
  if (distinct.length === 0) return refuse(range, piece, "A scale has one level or more.");
  if (names.size === 0 && distinct.length < levels.length) tell(piece, range, "A level stands twice in this scale; once is enough.");
  return { kind: "discrete", levels: distinct, names };
}

function refuse(range: Range, piece: Piece, message: string): undefined {
  tell(piece, range, message);
}
