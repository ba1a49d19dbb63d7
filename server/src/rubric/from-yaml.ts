/** The YAML library's nodes as ours: texts as they are written, aliases followed, blocks ending where their last value does. */
import { type Alias, isAlias, isMap, isPair, isScalar, isSeq, type Scalar, type YAMLMap, type YAMLSeq } from "yaml";
import { type Mapping, type NamedValues, type Node, seenAt, sizeOf, type Text } from "./node.ts";
import { wordsOf } from "./plain-lists.ts";
import type { Problem, Range } from "./rubric.ts";

/** What a conversion reads and what it gathers on its way. */
export interface Conversion {
  readonly text: string;
  /** Lists that the library has not seen, by the offset of their `[`. */
  readonly lists: ReadonlyMap<number, string>;
  /** Named values above the piece. */
  readonly above: NamedValues;
  /** Named values of the piece, as far as it has been read. */
  readonly anchors: Map<string, Node>;
  readonly problems: Problem[];
  listsFound: number;
  hasAliases: boolean;
  aliasedNodes: number;
}

/** Aliases of aliases grow exponentially; this many nodes are more than any rubric's own. */
const MOST_ALIASED_NODES = 20_000;

export function nodeOf(from: unknown, conversion: Conversion): Node {
  const node = withoutAnchor(from, conversion);
  if ((isScalar(from) || isMap(from) || isSeq(from)) && from.anchor) conversion.anchors.set(from.anchor, node);
  return node;
}

function withoutAnchor(from: unknown, conversion: Conversion): Node {
  if (isScalar(from)) return textOf(from, conversion.text);
  if (isSeq(from)) return listOf(from, conversion);
  if (isMap(from)) return mappingOf(from, conversion);
  if (isAlias(from)) return aliased(from, conversion);
  return { kind: "broken", range: { start: 0, end: 0 } };
}

/** The line breaks that end a block of text are layout. */
function textOf(from: Scalar, text: string): Text {
  const written = from.source ?? String(from.value ?? "");
  const { start, end } = rangeOf(from);
  const isBlock = from.type === "BLOCK_LITERAL" || from.type === "BLOCK_FOLDED";
  if (!isBlock) return { kind: "text", range: { start, end }, text: written, isPlain: from.type === "PLAIN" };
  const range = { start, end: start + text.slice(start, end).trimEnd().length };
  return { kind: "text", range, text: written.trimEnd(), isPlain: false };
}

function listOf(from: YAMLSeq, conversion: Conversion): Node {
  const range = rangeOf(from);
  const inside = from.flow && from.items.length === 0 ? conversion.lists.get(range.start) : undefined;
  if (inside !== undefined) {
    conversion.listsFound++;
    return { kind: "words", range, ...wordsOf(inside) };
  }
  const items = from.items.map((item) => nodeOf(item, conversion));
  return { kind: "list", range: from.flow ? range : upTo(range, items.at(-1)), items, isFlow: from.flow === true };
}

function mappingOf(from: YAMLMap, conversion: Conversion): Mapping {
  const range = rangeOf(from);
  const entries = from.items.flatMap((pair) => {
    if (!isPair(pair)) return [];
    const key = nodeOf(pair.key, conversion);
    const value = pair.value === null ? nothingAt(key.range.end) : nodeOf(pair.value, conversion);
    return [{ key, value }];
  });
  return {
    kind: "mapping",
    range: from.flow ? range : upTo(range, entries.at(-1)?.value),
    isFlow: from.flow === true,
    entries,
  };
}

function aliased(from: Alias, conversion: Conversion): Node {
  const name = from.source;
  const range = rangeOf(from);
  const node = conversion.anchors.get(name) ?? conversion.above.get(name);
  const before = conversion.aliasedNodes;
  conversion.hasAliases = true;
  conversion.aliasedNodes += node ? sizeOf(node) : 0;
  if (node && conversion.aliasedNodes <= MOST_ALIASED_NODES) return seenAt(node, range);
  if (!node)
    tell(
      `*${name} repeats nothing: no value above is marked &${name}. Mark one, or put a text that begins with * in quotes.`,
    );
  else if (before <= MOST_ALIASED_NODES)
    tell(`*${name} repeats too much: aliases of aliases grow without bound. Write the value out.`);
  return { kind: "broken", range };

  function tell(message: string): void {
    conversion.problems.push({ check: "syntax", range, message });
  }
}

function nothingAt(at: number): Text {
  return { kind: "text", range: { start: at, end: at }, text: "", isPlain: true };
}

function rangeOf({ range }: Scalar | YAMLMap | YAMLSeq | Alias): Range {
  return { start: range?.[0] ?? 0, end: range?.[1] ?? 0 };
}

/** The library counts the comments and line breaks behind a block as its own. */
function upTo({ start, end }: Range, last: Node | undefined): Range {
  return { start, end: Math.max(start, last ? last.range.end : Math.min(start, end)) };
}
