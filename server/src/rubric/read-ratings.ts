/** A rule's inline ratings: a list of values, or how often each was given. */
import { isList, itemsOf, type List, type Mapping, type Node, type Words } from "./node.ts";
import { entryOf, field, type Keys, numberOf, shown, tell } from "./reader.ts";
import type { Field, InlineRatings, Problem, Range } from "./rubric.ts";
import { LARGEST_COUNT } from "./scale.ts";

const forms = "a list, `[5, 5, 4]`, or counts, `{4: 1, 5: 2}`";

export function ratingsField(keys: Keys): Field<InlineRatings> | undefined {
  const entry = entryOf(keys, "ratings", forms);
  if (!entry) return undefined;
  const { node } = entry;
  if (node.kind === "words") return field(entry, ofWords(node));
  if (isList(node)) return field(entry, ofList(node, keys.problems));
  if (node.kind === "mapping") return field(entry, ofCounts(node, keys.problems));
  tell(keys.problems, node.range, `Inline ratings are ${forms}; found ${shown(node)}.`);
  return undefined;
}

function ofWords({ words, offsets }: Words): InlineRatings {
  return { shape: "list", values: words, counts: words.map(() => 1), offsets };
}

function ofList(list: List, problems: Problem[]): InlineRatings {
  const rated = itemsOf(list).flatMap((item) => {
    if (item.kind === "text") return [{ value: valueText(item), count: 1, range: item.range }];
    if (item.kind !== "broken") tell(problems, item.range, `A rating is one value; found ${shown(item)}.`);
    return [];
  });
  return inline("list", rated, list.range);
}

function ofCounts(map: Mapping, problems: Problem[]): InlineRatings {
  const rated = map.entries.flatMap(({ key, value }) => {
    if (key.kind === "broken" || value.kind === "broken") return [];
    if (key.kind !== "text") {
      tell(problems, key.range, `Counts go by rating, {4: 1, 5: 2}; found ${shown(key)}.`);
      return [];
    }
    const count = numberOf(value);
    if (count !== undefined && Number.isInteger(count) && count >= 0 && count <= LARGEST_COUNT)
      return [{ value: valueText(key), count, range: key.range }];
    const at = value.range.end > value.range.start ? value.range : key.range;
    tell(problems, at, `How often ${shown(key)} was given is a whole number from 0 to 1e12; found ${shown(value)}.`);
    return [];
  });
  return inline("counts", rated, map.range);
}

interface Rated {
  readonly value: string;
  readonly count: number;
  readonly range: Range;
}

function inline(shape: InlineRatings["shape"], rated: readonly Rated[], { start }: Range): InlineRatings {
  return {
    shape,
    values: rated.map(({ value }) => value),
    counts: rated.map(({ count }) => count),
    offsets: Int32Array.from(rated.flatMap(({ range }) => [range.start - start, range.end - start])),
  };
}

/** `~` is YAML's other word for null. */
function valueText(node: Extract<Node, { kind: "text" }>): string {
  return node.isPlain && node.text === "~" ? "null" : node.text;
}
