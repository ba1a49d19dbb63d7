/**
 * What is written of a rule or of the document, key by key, whether it is of the format or not: what edits work on. A
 * key that an alias brings is not written here.
 */

import { startOfLine } from "./lines.ts";
import { type Mapping, moved, type Node } from "./node.ts";
import type { Range, Rubric, Rule } from "./rubric.ts";
import { salvageRule } from "./salvage.ts";
import { split } from "./split.ts";
import { readYaml } from "./yaml.ts";

export interface WrittenKey {
  readonly name: string;
  readonly key: Range;
  /** Empty behind the colon where nothing is written. */
  readonly value: Range;
  readonly node: Node;
}

const noAnchors = new Map<string, Node>();

/** In the order of the text; none where the whole rule is an alias. */
export function keysOfRule({ text }: Rubric, { range }: Rule): WrittenKey[] {
  const isFlow = text[range.start] !== "-";
  // The column that the rule begins in is part of what it says.
  const lineStart = isFlow ? range.start : startOfLine(text, range.start);
  const indent = text.slice(lineStart, range.start).replace(/[^ \t]/g, " ");
  const piece = indent + text.slice(range.start, range.end);
  const read = readYaml(piece, noAnchors);
  const salvaged = read.isBroken && !isFlow ? salvageRule(piece, indent.length, noAnchors)?.map : undefined;
  const root = salvaged ?? (read.root?.kind === "list" ? read.root.items[0] : read.root);
  return root?.kind === "mapping" ? keysOfMapping(at(root, range.start - indent.length)) : [];
}

/** Keys of the first level. */
export function keysOfDocument(text: string): WrittenKey[] {
  return split(text).pieces.flatMap(({ kind, start, end }) => {
    if (kind === "rule") return [];
    const { root } = readYaml(text.slice(start, end), noAnchors);
    return root?.kind === "mapping" ? keysOfMapping(at(root, start)) : [];
  });
}

export function keysOfMapping({ entries }: Mapping): WrittenKey[] {
  return entries.flatMap(({ key, value }) =>
    key.kind === "text" ? [{ name: key.text, key: key.range, value: value.range, node: value }] : [],
  );
}

function at(map: Mapping, by: number): Mapping {
  const node = moved(map, ({ start, end }) => ({ start: start + by, end: end + by }));
  return node.kind === "mapping" ? node : map;
}
