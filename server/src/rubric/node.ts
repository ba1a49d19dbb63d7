/** A piece of the document as a tree: what the readers of the format walk. Offsets are of the piece's text. */
import type { Range } from "./rubric.ts";

export type Node = Text | Words | List | Mapping | Broken;

/** A scalar: its text without quotes, as it is written where it has none. */
export interface Text {
  readonly kind: "text";
  readonly range: Range;
  readonly text: string;
  readonly isPlain: boolean;
}

/** A list of plain words or numbers on one line: `[5, 5, 4]`. */
export interface Words {
  readonly kind: "words";
  readonly range: Range;
  readonly words: readonly string[];
  /** Start and end of word i, relative to `range.start`, at 2i and 2i + 1. */
  readonly offsets: Int32Array;
}

export interface List {
  readonly kind: "list";
  readonly range: Range;
  readonly items: readonly Node[];
  readonly isFlow: boolean;
}

export interface Mapping {
  readonly kind: "mapping";
  readonly range: Range;
  readonly isFlow: boolean;
  readonly entries: readonly Entry[];
}

export interface Entry {
  readonly key: Node;
  readonly value: Node;
}

/** Reported already, as a problem of syntax. */
export interface Broken {
  readonly kind: "broken";
  readonly range: Range;
}

/** Values that have a name (&name), for aliases (*name). */
export type NamedValues = Pick<ReadonlyMap<string, Node>, "get">;

export function isList(node: Node): node is List | Words {
  return node.kind === "list" || node.kind === "words";
}

export function itemsOf(node: List | Words): readonly Node[] {
  if (node.kind === "list") return node.items;
  return node.words.map((text, at) => ({
    kind: "text",
    range: {
      start: node.range.start + (node.offsets[2 * at] ?? 0),
      end: node.range.start + (node.offsets[2 * at + 1] ?? 0),
    },
    text,
    isPlain: true,
  }));
}

/** YAML's ways to write nothing. */
export function isNull(node: Node): boolean {
  return node.kind === "text" && node.isPlain && /^(?:|~|null|Null|NULL)$/.test(node.text);
}

/** The node as it is seen through an alias: all of it is at the alias. */
export function seenAt(node: Node, range: Range): Node {
  switch (node.kind) {
    case "list":
      return { ...node, range, items: node.items.map((item) => seenAt(item, range)) };
    case "mapping":
      return {
        ...node,
        range,
        entries: node.entries.map(({ key, value }) => ({ key: seenAt(key, range), value: seenAt(value, range) })),
      };
    case "words":
      return { ...node, range, offsets: node.offsets.map((_, at) => (at % 2) * (range.end - range.start)) };
    default:
      return { ...node, range };
  }
}

/** The same tree with other ranges. */
export function moved(node: Node, move: (range: Range) => Range): Node {
  const range = move(node.range);
  if (node.kind === "list") return { ...node, range, items: node.items.map((item) => moved(item, move)) };
  if (node.kind !== "mapping") return { ...node, range };
  const entries = node.entries.map(({ key, value }) => ({ key: moved(key, move), value: moved(value, move) }));
  return { ...node, range, entries };
}

/** How many nodes a tree has, itself included. */
export function sizeOf(node: Node): number {
  if (node.kind === "list") return node.items.reduce((sum, item) => sum + sizeOf(item), 1);
  if (node.kind === "mapping")
    return node.entries.reduce((sum, { key, value }) => sum + sizeOf(key) + sizeOf(value), 1);
  return 1;
}
