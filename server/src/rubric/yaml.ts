/** YAML -> Node, by the `yaml` library, for one piece of the document. Never throws. */
import { isScalar, parseAllDocuments } from "yaml";
import { type Conversion, nodeOf } from "./from-yaml.ts";
import { moved, type NamedValues, type Node } from "./node.ts";
import { blankLists } from "./plain-lists.ts";
import type { Problem, Range } from "./rubric.ts";
import { nestedAt, syntaxProblems, tooDeep } from "./syntax.ts";
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

/** Texts stay texts, whatever they look like; keys that stand twice are the reader's business. */
const options = { schema: "failsafe", prettyErrors: false, uniqueKeys: false, logLevel: "silent" } as const;

/** `anchors` are those that stand above the piece. */
export function readYaml(text: string, anchors: NamedValues): Yaml {
  const deep = tooDeep(text);
  if (deep) return unread(deep);
  try {
    const read = readSpaced(text, anchors);
    return read.isBroken && hasTabs(text) ? readTabbed(text, anchors) : read;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return unread(nestedAt(Math.max(0, text.search(/\S/))));
  }
}

function unread(problem: Problem): Yaml {
  return { root: undefined, problems: [problem], isBroken: true, anchors: new Map(), hasAliases: false };
}

function readSpaced(text: string, anchors: NamedValues): Yaml {
  const { text: blanked, lists } = blankLists(text);
  // A list that is not found is in a text or a comment: then the library reads all of it.
  return readBlanked(blanked, text, lists, anchors) ?? readBlanked(text, text, new Map(), anchors) ?? nothing;
}

const nothing: Yaml = { root: undefined, problems: [], isBroken: false, anchors: new Map(), hasAliases: false };

/** What tabs indent is reported, and read as if they were spaces. */
function readTabbed(text: string, anchors: NamedValues): Yaml {
  const { text: spaced, original, problems } = tabsAsSpaces(text);
  const read = readSpaced(spaced, anchors);
  const move = ({ start, end }: Range) => ({ start: original(start), end: original(end) });
  return {
    ...read,
    root: read.root && moved(read.root, move),
    problems: [...problems, ...read.problems.map((problem) => ({ ...problem, range: move(problem.range) }))],
  };
}

/** Undefined where not every one of the lists was found. */
function readBlanked(
  blanked: string,
  text: string,
  lists: ReadonlyMap<number, string>,
  above: NamedValues,
): Yaml | undefined {
  const documents = parseAllDocuments(blanked, options);
  const document = Array.isArray(documents) ? documents[0] : undefined;
  const problems = document ? syntaxProblems(document, text) : [];
  const isBroken = problems.length > 0;
  const anchors = new Map<string, Node>();
  const conversion: Conversion = {
    text,
    lists,
    above,
    anchors,
    problems,
    listsFound: 0,
    hasAliases: false,
    aliasedNodes: 0,
  };
  const contents: unknown = document?.contents;
  const isEmpty = !contents || (isScalar(contents) && contents.range?.[0] === contents.range?.[1]);
  const root = isEmpty ? undefined : nodeOf(contents, conversion);
  if (conversion.listsFound < lists.size) return undefined;
  return { root, problems, isBroken, anchors, hasAliases: conversion.hasAliases };
}
