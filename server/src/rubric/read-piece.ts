/** One piece of the document read: all offsets are of the piece's text. */
import { type IgnoreComment, readIgnores } from "./ignores.ts";
import { nearest } from "./nearest.ts";
import { isList, isNull, itemsOf, type List, type Mapping, type NamedValues, type Node, type Words } from "./node.ts";
import { type Head, readHead } from "./read-keys.ts";
import { readRule } from "./read-rule.ts";
import { type Keys, keysOf, shown, tell } from "./reader.ts";
import type { Problem, Range, Rule } from "./rubric.ts";
import { readKey, salvageRule } from "./salvage.ts";
import { rubricSchema } from "./schema.ts";
import type { PieceKind } from "./split.ts";
import { readYaml, type Yaml } from "./yaml.ts";

export interface Part {
  readonly head: Head;
  /** Every key of the first level, those that the format does not have included. */
  readonly keys: readonly { readonly name: string; readonly range: Range }[];
  readonly rules: readonly Rule[];
  readonly ignores: readonly IgnoreComment[];
  readonly problems: readonly Problem[];
}

export interface ReadPiece {
  readonly part: Part;
  readonly anchors: ReadonlyMap<string, Node>;
  /** Which of the named values above were asked for, and what they were: what the piece says depends on these alone. */
  readonly asked: ReadonlyMap<string, Node | undefined>;
  /** Of rules that share the piece with others, by their text. */
  readonly identities: ReadonlyMap<string, object>;
}

/** `dash` is where a rule's `-` is; `above` are the named values above; `identities` those that rules have had before. */
export function readPiece(
  kind: PieceKind,
  text: string,
  dash: number,
  above: ReadonlyMap<string, Node>,
  identities: ReadonlyMap<string, object>,
): ReadPiece {
  const asked = new Map<string, Node | undefined>();
  const anchors: NamedValues = {
    get(name) {
      const node = above.get(name);
      asked.set(name, node);
      return node;
    },
  };
  const yaml = kind === "rule" ? readYaml(text, anchors) : readKey(text, anchors);
  const { hasAliases } = yaml;
  if (kind === "rule")
    return { part: readRulePiece(text, dash, yaml, anchors), anchors: yaml.anchors, asked, identities: none };
  const own = new Map<string, object>();
  const identify = (rule: string) => {
    const identity = (hasAliases ? undefined : (own.get(rule) ?? identities.get(rule))) ?? {};
    own.set(rule, identity);
    return identity;
  };
  return { part: readKeysPiece(kind, text, yaml, identify), anchors: yaml.anchors, asked, identities: own };
}

const nothing = { head: {}, keys: [], rules: [] };
const none: ReadonlyMap<string, object> = new Map();

function readRulePiece(text: string, dash: number, yaml: Yaml, anchors: NamedValues): Part {
  const salvaged = yaml.isBroken ? salvageRule(text, dash, anchors) : undefined;
  const syntax = salvaged && salvaged.problems.length > 0 ? salvaged.problems : yaml.problems;
  const problems: Problem[] = [];
  const items = salvaged ? [salvaged.map] : yaml.root && isList(yaml.root) ? itemsOf(yaml.root) : [];
  const rules = items.flatMap((item, at) => {
    const start = at === 0 ? dash : item.range.start;
    const range = { start, end: Math.max(start + 1, item.range.end) };
    return readRule(item, range, {}, problems) ?? [];
  });
  const rule = rules[0]?.id.value;
  const told = rule === undefined ? syntax : syntax.map((problem) => ({ ...problem, rule }));
  return { ...nothing, rules, ignores: readIgnores(text), problems: withoutEchoes(told, problems) };
}

/** Gives a rule's text its identity. */
type IdentityOf = (text: string) => object;

/** Keys of the first column, or the whole document in brackets. */
function readKeysPiece(kind: PieceKind, text: string, yaml: Yaml, identityOf: IdentityOf): Part {
  const problems: Problem[] = [];
  const ignores = readIgnores(text);
  const { root } = yaml;
  if (root?.kind !== "mapping") {
    if (root && root.kind !== "broken") tellNoKeys(root, problems);
    return { ...nothing, ignores, problems: withoutEchoes(yaml.problems, problems) };
  }
  const keys = keysOf(root, problems);
  const names = Array.from(keys.entries, ([name, { key }]) => ({ name, range: key }));
  const rules = kind === "rules" ? [] : readRules(keys, text, identityOf);
  const head = readHead(keys);
  return { head, keys: names, rules, ignores, problems: withoutEchoes(yaml.problems, problems) };
}

/** Where the syntax is broken, what the reader makes of it is no second mistake. */
function withoutEchoes(syntax: readonly Problem[], told: readonly Problem[]): Problem[] {
  const isEcho = ({ range }: Problem) =>
    syntax.some((broken) => broken.range.start < range.end && range.start < broken.range.end);
  return [...syntax, ...told.filter((problem) => !isEcho(problem))];
}

function tellNoKeys(root: Exclude<Node, Mapping>, problems: Problem[]): void {
  if (isList(root)) {
    tell(problems, root.range, "A rubric has keys, not a list. Write `rules:` above the list, and indent it.");
    return;
  }
  const near = nearest(root.kind === "text" ? root.text : "", Object.keys(rubricSchema.shape));
  const help = near[0] === undefined ? "Write `key: value`." : `Did you mean \`${near[0]}:\`?`;
  tell(
    problems,
    root.range,
    `A rubric has keys; found ${shown(root)}. ${help}`,
    near.map((key) => `${key}:`),
  );
}

/** The rules of a document that is read whole, or of `rules: [...]` in brackets. */
function readRules(keys: Keys, text: string, identityOf: IdentityOf): Rule[] {
  const entry = keys.entries.get("rules");
  if (!entry || entry.node.kind === "broken") return [];
  const { node } = entry;
  if (isNull(node)) {
    tell(
      keys.problems,
      entry.key,
      "`rules` is empty: write `- id: NAME` in the next line, or `rules: []` for no rules.",
    );
    return [];
  }
  if (!isList(node)) {
    const name = node.kind === "mapping" && node.entries[0]?.key.kind === "text" ? node.entries[0].key.text : "";
    const example = name === "" || name.startsWith("-") ? "NAME" : name;
    const help = name.startsWith("-") ? " with a space behind the dash" : "";
    tell(
      keys.problems,
      entry.key,
      `\`rules\` is a list of rules: write \`- id: ${example}\`${help}; found ${shown(node)}.`,
    );
    return [];
  }
  return itemsOf(node).flatMap((item, at) => {
    const start = startOf(node, at, text);
    const range = { start, end: Math.max(start + 1, item.range.end) };
    return readRule(item, range, identityOf(text.slice(item.range.start, item.range.end)), keys.problems) ?? [];
  });
}

/** In a block list an item begins with its dash: the first one behind the item before. */
function startOf(list: List | Words, at: number, text: string): number {
  const items = itemsOf(list);
  const start = items[at]?.range.start ?? list.range.start;
  if (list.kind === "words" || list.isFlow) return start;
  const from = at === 0 ? list.range.start : (items[at - 1]?.range.end ?? start);
  const between = /^(?:\s|#.*)*-/.exec(text.slice(from, start));
  return between ? from + between[0].length - 1 : start;
}
