/** `scale:` in its forms: levels, a range of whole levels, words for levels, steps, continuous scores in bins. */
import { isList, itemsOf, type List, type Mapping, type Words } from "./node.ts";
import { entryOf, field, type Keys, keysOf, numberOf, shown, shownNumber, tell, tellUnknown } from "./reader.ts";
import type { DiscreteScale, Field, Problem, Range, Scale } from "./rubric.ts";
import { isMissing, MOST_LEVELS, readNumber, readRange, steppedLevels } from "./scale.ts";

const forms = "`1-5`, `[1, 2, 3]`, `{no: 0, yes: 1}`, `{min: 0, max: 1, step: 0.25}` or `{min: 0, max: 1, bins: 10}`";
const boundKeys = ["min", "max", "step", "bins"];
/** What authors call the ends of a range, in pairs. */
const rangeWords = [
  ["from", "to"],
  ["low", "high"],
  ["lowest", "highest"],
  ["lower", "upper"],
  ["minimum", "maximum"],
  ["start", "end"],
  ["first", "last"],
] as const;
/** Levels that are closer together are lost among rounding errors. */
const NARROWEST = 1e-9;

export function scaleField(keys: Keys): Field<Scale> | undefined {
  const entry = entryOf(keys, "scale", forms);
  if (!entry) return undefined;
  const { node } = entry;
  if (isList(node)) return withValue(listed(node, keys.problems));
  if (node.kind === "mapping") return withValue(mapped(node, keys.problems));
  const ends = node.kind === "text" ? readRange(node.text) : undefined;
  if (ends) return withValue(ranged(ends, node.range, keys.problems));
  tell(keys.problems, node.range, `A scale is ${forms}; found ${shown(node)}.`);
  return undefined;

  function withValue(scale: Scale | undefined): Field<Scale> | undefined {
    return scale && entry && field(entry, scale);
  }
}

/** `1-5`: every whole number from the lowest to the highest. */
function ranged([low, high]: readonly [number, number], range: Range, problems: Problem[]): Scale | undefined {
  if (low < high && high - low < MOST_LEVELS && readNumber(String(high)) !== undefined)
    return discrete(steppedLevels(low, high, 1), new Map(), range, problems);
  const help = low > high ? `Write \`${high}-${low}\`.` : `It has from 2 to ${MOST_LEVELS} levels.`;
  return refuse(
    problems,
    range,
    `A scale goes from its lowest level to its highest; found \`${low}-${high}\`. ${help}`,
  );
}

function listed(node: List | Words, problems: Problem[]): DiscreteScale | undefined {
  const levels = itemsOf(node).flatMap((item) => {
    const level = numberOf(item);
    if (level !== undefined) return [level];
    if (item.kind !== "broken")
      tell(
        problems,
        item.range,
        `A level is a number; found ${shownNumber(item)}. Words for levels are written {no: 0, yes: 1}.`,
      );
    return [];
  });
  const ascending = ascendingLevels(levels);
  if (levels.length === 0)
    return refuse(problems, node.range, "A scale has two levels or more: write `[1, 2, 3, 4, 5]`.");
  const replacements = [`[${ascending.join(", ")}]`];
  if (ascending.length < levels.length)
    tell(problems, node.range, "A level is listed twice in this scale. Name each level once.", replacements);
  else if (ascending.some((level, at) => level !== levels[at]))
    tell(
      problems,
      node.range,
      "Levels are written lowest first. If a high rating is bad, say so by `polarity: negative`.",
      replacements,
    );
  return discrete(ascending, new Map(), node.range, problems);
}

function mapped(node: Mapping, problems: Problem[]): Scale | undefined {
  const keys = keysOf(node, problems);
  if (boundKeys.some((key) => keys.entries.has(key))) return bounded(keys, node.range);
  const ends = rangeWords.find((words) => words.every((word) => keys.entries.has(word)));
  return ends && keys.entries.size === 2 ? maybeRange(keys, ends, node) : named(keys, node.range);
}

/** `{from: 1, to: 5}` would be two words for two levels, which nobody means; `{low: 0, high: 1}` can be words. */
function maybeRange(
  keys: Keys,
  [low, high]: readonly [string, string],
  { range, entries: written }: Mapping,
): Scale | undefined {
  const { entries, problems } = keys;
  const [from, to] = [low, high].map((word) => {
    const node = entries.get(word)?.node;
    return node?.kind === "text" ? node.text.trim() : "";
  });
  const width = (readNumber(to ?? "") ?? Number.NaN) - (readNumber(from ?? "") ?? Number.NaN);
  if (!(width > 1)) return named(keys, range);
  const asRange = `${from}-${to}`;
  const meant = readRange(asRange) ? asRange : `{min: ${from}, max: ${to}, step: 1}`;
  const isJson = written.some(({ key }) => key.kind === "text" && !key.isPlain);
  const inJson = meant === asRange ? JSON.stringify(meant) : `{"min": ${from}, "max": ${to}, "step": 1}`;
  tell(problems, range, `\`${low}\` and \`${high}\` name two levels here, not a range. Did you mean \`${meant}\`?`, [
    isJson ? inJson : meant,
  ]);
  return undefined;
}

function bounded(keys: Keys, range: Range): Scale | undefined {
  const { entries, problems } = keys;
  const words = [...entries.keys()].filter((key) => !boundKeys.includes(key));
  tellUnknown(keys, boundKeys, "a scale from min to max", (name) =>
    words.length > 0 ? `Write either words, {${name}: 0}, or min, max and a step or bins.` : undefined,
  );
  const [min, max, step, bins] = boundKeys.map((name) => boundOf(keys, name));
  if (min === "wrong" || max === "wrong" || step === "wrong" || bins === "wrong") return undefined;
  if (min === undefined || max === undefined)
    return refuse(problems, range, `A scale with steps or bins has a min and a max: write ${forms}.`);
  if (!(max - min >= NARROWEST)) return refuse(problems, range, `min is below max; found ${min} and ${max}.`);
  if (step !== undefined && bins !== undefined)
    return refuse(
      problems,
      range,
      "A scale has either a step (levels) or bins (continuous scores), not both. Remove one.",
    );
  if (bins !== undefined) return continuous(min, max, bins, range, problems);
  if (step !== undefined) return stepped(min, max, step, range, problems);
  return refuse(
    problems,
    range,
    "Between min and max there are levels (add `step: 0.25`) or continuous scores (add `bins: 10`).",
  );
}

function boundOf({ entries, problems }: Keys, name: string): number | undefined | "wrong" {
  const node = entries.get(name)?.node;
  if (!node) return undefined;
  const value = numberOf(node);
  if (value !== undefined) return value;
  if (node.kind !== "broken") tell(problems, node.range, `\`${name}\` is a number; found ${shownNumber(node)}.`);
  return "wrong";
}

function continuous(min: number, max: number, bins: number, range: Range, problems: Problem[]): Scale | undefined {
  if (Number.isInteger(bins) && bins >= 2 && bins <= MOST_LEVELS) return { kind: "continuous", min, max, bins };
  return refuse(problems, range, `\`bins\` is a whole number from 2 to ${MOST_LEVELS}; found ${bins}.`);
}

function stepped(min: number, max: number, step: number, range: Range, problems: Problem[]): Scale | undefined {
  const steps = (max - min) / step;
  if (!(step > 0 && steps < MOST_LEVELS))
    return refuse(problems, range, `\`step\` is over 0 and makes at most ${MOST_LEVELS} levels; found ${step}.`);
  const levels = steppedLevels(min, max, step);
  if (Math.abs(steps - Math.round(steps)) > 1e-6)
    tell(
      problems,
      range,
      `Steps of ${step} from ${min} do not meet ${max}: the highest level is ${levels.at(-1)}. Change step or max.`,
    );
  return discrete(levels, new Map(), range, problems);
}

function named({ entries, problems }: Keys, range: Range): DiscreteScale | undefined {
  const names = new Map<string, number>();
  for (const [written, { key, node }] of entries) {
    const word = written.trim().toLowerCase();
    const level = numberOf(node);
    if (level === undefined) {
      if (node.kind !== "broken")
        tell(
          problems,
          node.range,
          `The word \`${written}\` means a number, {no: 0, yes: 1}; found ${shownNumber(node)}.`,
        );
    } else if (isMissing(word)) {
      tell(problems, key, `\`${written}\` means that a rating is missing. Name the level by another word.`);
    } else if (readNumber(word) !== undefined && readNumber(word) !== level) {
      tell(problems, key, `The level ${written} cannot mean ${level}. Name it by a word, or list the levels: [0, 1].`);
    } else if (names.has(word) && names.get(word) !== level) {
      tell(problems, key, `\`${written}\` means two levels; upper and lower case are one word. Remove one.`);
    } else names.set(word, level);
  }
  return discrete(ascendingLevels([...names.values()]), names, range, problems);
}

function ascendingLevels(levels: readonly number[]): number[] {
  return [...new Set(levels)].sort((a, b) => a - b);
}

function discrete(
  levels: readonly number[],
  names: ReadonlyMap<string, number>,
  range: Range,
  problems: Problem[],
): DiscreteScale | undefined {
  if (levels.length === 0) return refuse(problems, range, `A scale has two levels or more: write ${forms}.`);
  const width = (levels.at(-1) ?? 0) - (levels[0] ?? 0);
  if (levels.length > 1 && width < NARROWEST)
    return refuse(problems, range, "The levels of this scale are too close together. Use levels that differ by more.");
  if (levels.length === 1)
    tell(problems, range, "A scale of one level cannot distinguish responses. Add the other levels.");
  return { kind: "discrete", levels, names };
}

function refuse(problems: Problem[], range: Range, message: string): undefined {
  tell(problems, range, message);
}
