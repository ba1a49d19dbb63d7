/** YAML -> Node, by the `yaml` library, for one piece of the document. Never throws. */
import { isAlias, isMap, isPair, isScalar, isSeq, parseAllDocuments } from "yaml";
import { moved, type Node, seenAt, sizeOf } from "./node.ts";
import { blankLists, wordsOf } from "./plain-lists.ts";
import type { Problem, Range } from "./rubric.ts";
import { syntaxProblems } from "./syntax.ts";
import { hasTabs, tabsAsSpaces } from "./tabs.ts";

export interface Yaml {
  /** Undefined where nothing is written. */
  readonly root: Node | undefined;
  readonly problems: readonly Problem[];
  /** Parts of it may be lost; problems alone can also be of tabs that are read as spaces. */
  readonly isBroken: boolean;
  /** Values that the piece gives a name to (&name), for aliases further down. */
  readonly anchors: ReadonlyMap<string, Node>;
  readonly hasAliases: boolean;
}

/** Aliases of aliases grow exponentially; this many nodes are more than any rubric's own. */
const MOST_ALIASED_NODES = 20_000;

/** Texts stay texts, whatever they look like; keys that stand twice are the reader's business. */
const options = { schema: "failsafe", prettyErrors: false, uniqueKeys: false, logLevel: "silent" } as const;

/** `anchors` are those that stand above the piece. */
export function readYaml(text: string, anchors: ReadonlyMap<string, Node>): Yaml {
  const read = readSpaced(text, anchors);
  return read.isBroken && hasTabs(text) ? readTabbed(text, anchors) : read;
}

function readSpaced(text: string, anchors: ReadonlyMap<string, Node>): Yaml {
  const { text: blanked, lists } = blankLists(text);
  const converted = convert(blanked, text, lists, anchors);
  return converted.listsFound === lists.size ? converted : convert(text, text, new Map(), anchors);
}

/** What tabs indent is told, and read as if they were spaces. */
function readTabbed(text: string, anchors: ReadonlyMap<string, Node>): Yaml {
  const { text: spaced, original, problems } = tabsAsSpaces(text);
  const read = readSpaced(spaced, anchors);
  const move = ({ start, end }: Range) => ({ start: original(start), end: original(end) });
  return {
    ...read,
    root: read.root && moved(read.root, move),
    problems: [...problems, ...read.problems.map((problem) => ({ ...problem, range: move(problem.range) }))],
  };
}

function convert(
  read: string,
  text: string,
  lists: ReadonlyMap<number, string>,
  above: ReadonlyMap<string, Node>,
): Yaml & { readonly listsFound: number } {
  const anchors = new Map<string, Node>();
  let hasAliases = false;
  let listsFound = 0;
  let aliasedNodes = 0;
  const documents = parseAllDocuments(read, options);
  const document = Array.isArray(documents) ? documents[0] : undefined;
  const problems = document ? syntaxProblems(document, text) : [];
  const contents: unknown = document?.contents;
  const isEmpty = !contents || (isScalar(contents) && contents.range?.[0] === contents.range?.[1]);
  const isBroken = problems.length > 0;
  const root = isEmpty ? undefined : nodeOf(contents);
  return { root, problems, isBroken, anchors, hasAliases, listsFound };

  function nodeOf(from: unknown): Node {
    const node = plainNodeOf(from);
    if ((isScalar(from) || isMap(from) || isSeq(from)) && from.anchor) anchors.set(from.anchor, node);
    return node;
  }

  function plainNodeOf(from: unknown): Node {
    const range = rangeOf(from);
    if (isScalar(from)) {
      const written = from.source ?? String(from.value ?? "");
      const isBlock = from.type === "BLOCK_LITERAL" || from.type === "BLOCK_FOLDED";
      if (isBlock) return { kind: "text", range: trimmed(text, range), text: written.trimEnd(), isPlain: false };
      return { kind: "text", range, text: written, isPlain: from.type === "PLAIN" };
    }
    if (isSeq(from)) {
      const inside = lists.get(range.start);
      if (from.flow && from.items.length === 0 && inside !== undefined) {
        listsFound++;
        return { kind: "words", range, ...wordsOf(inside) };
      }
      const items = from.items.map(nodeOf);
      return { kind: "list", range: from.flow ? range : upTo(range, items.at(-1)), items, isFlow: from.flow === true };
    }
    if (isMap(from)) {
      const entries = from.items.flatMap((pair) => {
        if (!isPair(pair)) return [];
        const key = nodeOf(pair.key);
        const value = pair.value === null ? nothingAt(key.range.end) : nodeOf(pair.value);
        return [{ key, value }];
      });
      return { kind: "mapping", range: from.flow ? range : upTo(range, entries.at(-1)?.value), entries };
    }
    if (isAlias(from)) return aliased(from.source, range);
    return { kind: "broken", range };
  }

  function aliased(name: string, range: Range): Node {
    hasAliases = true;
    const node = anchors.get(name) ?? above.get(name);
    aliasedNodes += node ? sizeOf(node) : 0;
    if (node && aliasedNodes <= MOST_ALIASED_NODES) return seenAt(node, range);
    const message = node
      ? `*${name} repeats too much: aliases of aliases grow without bound. Write the value out.`
      : `*${name} repeats nothing: no value above is marked &${name}. Mark one, or put a text that begins with * in quotes.`;
    problems.push({ check: "syntax", range, message });
    return { kind: "broken", range };
  }
}

function nothingAt(at: number): Node {
  return { kind: "text", range: { start: at, end: at }, text: "", isPlain: true };
}

function rangeOf(node: unknown): Range {
  const range = isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range : undefined;
  return { start: range?.[0] ?? 0, end: range?.[1] ?? 0 };
}

/** A block ends with its last value; the library counts the comments and line breaks behind it too. */
function upTo({ start, end }: Range, last: Node | undefined): Range {
  return { start, end: Math.max(start, last ? last.range.end : Math.min(start, end)) };
}

/** The line breaks that end a block of text are layout. */
function trimmed(text: string, { start, end }: Range): Range {
  return { start, end: start + text.slice(start, end).trimEnd().length };
}
