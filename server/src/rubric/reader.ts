/** Nodes as fields with ranges. What is not as it should be becomes a problem, and the reading goes on. */

import { nearest } from "./nearest.ts";
import { isList, isNull, itemsOf, type List, type Mapping, type Node, type Words } from "./node.ts";
import type { Field, Located, Problem, Range, RowFilter } from "./rubric.ts";
import { isNumeric, readNumber } from "./scale.ts";

/** The entries of one mapping by key, and where to report what is wrong with them. */
export interface Keys {
  readonly entries: ReadonlyMap<string, KeyValue>;
  readonly problems: Problem[];
}

export interface KeyValue {
  readonly key: Range;
  readonly node: Node;
}

export function tell(problems: Problem[], range: Range, message: string, replacements: readonly string[] = []): void {
  problems.push({ check: "format", range, message, ...(replacements.length > 0 && { replacements }) });
}

/** Those that merge keys (<<) bring come last, and only where the mapping does not have them itself. */
export function keysOf(map: Mapping, problems: Problem[]): Keys {
  const entries = new Map<string, KeyValue>();
  const merged: Mapping[] = [];
  for (const { key, value } of map.entries) {
    if (key.kind !== "text") {
      if (key.kind !== "broken") tell(problems, key.range, `A key is one word; found ${shown(key)}.`);
    } else if (key.text === "<<" && key.isPlain) {
      for (const one of mergedBy(value, problems)) merged.push(one);
    } else if (entries.has(key.text)) {
      tell(problems, key.range, `\`${key.text}\` is here twice; the first one counts. Remove this one.`);
    } else {
      entries.set(key.text, { key: key.range, node: value });
    }
  }
  for (const from of merged)
    for (const [name, entry] of keysOf(from, problems).entries) if (!entries.has(name)) entries.set(name, entry);
  return { entries, problems };
}

function mergedBy(value: Node, problems: Problem[]): Mapping[] {
  const sources = isList(value) ? itemsOf(value) : [value];
  return sources.flatMap((source) => {
    if (source.kind === "mapping") return [source];
    if (source.kind !== "broken")
      tell(problems, source.range, `\`<<\` takes in the keys of a mapping, \`<<: *name\`; found ${shown(source)}.`);
    return [];
  });
}

/**
 * The entry of a key that has something to read; a key without a value is reported. `expected` ends the sentence
 * "KEY has no value: write ...".
 */
export function entryOf({ entries, problems }: Keys, name: string, expected: string): KeyValue | undefined {
  const entry = entries.get(name);
  if (!entry || entry.node.kind === "broken") return undefined;
  if (!isNull(entry.node)) return entry;
  tell(problems, entry.key, `\`${name}\` has no value: write ${expected}, or remove the key.`);
  return undefined;
}

export function field<T>({ key, node }: KeyValue, value: T): Field<T> {
  return { key, range: node.range, value };
}

/** A text as it is written; one that is empty is reported and not read. */
export function textField(keys: Keys, name: string, expected: string): Field<string> | undefined {
  const entry = keys.entries.get(name);
  if (!entry || entry.node.kind === "broken") return undefined;
  if (entry.node.kind !== "text") {
    tell(keys.problems, entry.node.range, `\`${name}\` is a text, ${expected}; found ${shown(entry.node)}.`);
    return undefined;
  }
  if (entry.node.text.trim() !== "") return field(entry, entry.node.text);
  tell(keys.problems, entry.key, `\`${name}\` has no value: write ${expected}, or remove the key.`);
  return undefined;
}

/** `isRight` holds for the numbers that `expected` describes. */
export function numberField(
  keys: Keys,
  name: string,
  expected: string,
  isRight: (value: number) => boolean,
): Field<number> | undefined {
  const entry = entryOf(keys, name, expected);
  if (!entry) return undefined;
  const value = numberOf(entry.node);
  if (value !== undefined && isRight(value)) return field(entry, value);
  tell(keys.problems, entry.node.range, `\`${name}\` is ${expected}; found ${shownNumber(entry.node)}.`);
  return undefined;
}

export function booleanField(keys: Keys, name: string, expected: string): Field<boolean> | undefined {
  const entry = entryOf(keys, name, expected);
  if (!entry) return undefined;
  const { node } = entry;
  const word = node.kind === "text" && node.isPlain ? node.text.toLowerCase() : "";
  if (word === "true" || word === "false") return field(entry, word === "true");
  tell(keys.problems, node.range, `\`${name}\` is ${expected}; found ${shown(node)}.`, ["true", "false"]);
  return undefined;
}

export function numberOf(node: Node): number | undefined {
  return node.kind === "text" ? readNumber(node.text) : undefined;
}

/** One of a few words. */
export function choiceField<Word extends string>(
  keys: Keys,
  name: string,
  words: readonly Word[],
): Field<Word> | undefined {
  const expected = `one of ${words.map((word) => `\`${word}\``).join(", ")}`;
  const entry = entryOf(keys, name, expected);
  if (!entry) return undefined;
  const text = entry.node.kind === "text" ? entry.node.text : "";
  const word = words.find((one) => one === text);
  if (word !== undefined) return field(entry, word);
  const near = nearest(text, words);
  const message = `\`${name}\` is ${expected}; found ${shown(entry.node)}.`;
  tell(keys.problems, entry.node.range, message, near.length > 0 ? near : words);
  return undefined;
}

/** A list of texts; one text by itself is a list of one. */
export function textsField(keys: Keys, name: string, expected: string): Field<readonly Located<string>[]> | undefined {
  const entry = entryOf(keys, name, expected);
  if (!entry) return undefined;
  const texts = textsOf(entry.node, name, expected, keys.problems);
  return texts && field(entry, texts);
}

function textsOf(node: Node, name: string, expected: string, problems: Problem[]): Located<string>[] | undefined {
  if (node.kind === "text") return [{ range: node.range, value: node.text }];
  if (!isList(node)) {
    tell(problems, node.range, `\`${name}\` is ${expected}; found ${shown(node)}.`);
    return undefined;
  }
  return itemsOf(node).flatMap((item) => {
    if (item.kind === "text" && item.text !== "") return [{ range: item.range, value: item.text }];
    if (item.kind !== "broken") tell(problems, item.range, `An entry of \`${name}\` is a text; found ${shown(item)}.`);
    return [];
  });
}

/** Values by column, `{split: [train]}`. */
export function conditionField(keys: Keys, name: string, example: string): Field<readonly RowFilter[]> | undefined {
  const found = mappingAt(keys, name, example);
  if (!found) return undefined;
  const filters: RowFilter[] = [];
  for (const column of found.keys.entries.keys()) {
    const values = textsField(found.keys, column, "a value or a list of values");
    const key = found.keys.entries.get(column)?.key;
    if (values && key) filters.push({ column: { range: key, value: column }, values: values.value });
  }
  return field(found.entry, filters);
}

/** The keys of a mapping within a mapping; `example` as `expected` for `entryOf`. */
export function mappingAt(
  keys: Keys,
  name: string,
  example: string,
): { entry: KeyValue & { node: Mapping }; keys: Keys } | undefined {
  const entry = entryOf(keys, name, example);
  if (!entry) return undefined;
  const { key, node } = entry;
  if (node.kind === "mapping") return { entry: { key, node }, keys: keysOf(node, keys.problems) };
  tell(keys.problems, node.range, `\`${name}\` is a mapping, ${example}; found ${shown(node)}.`);
  return undefined;
}

/** The entries of a list; `expected` as for `entryOf`. */
export function listOf(
  keys: Keys,
  name: string,
  expected: string,
): { entry: KeyValue; list: List | Words } | undefined {
  const entry = entryOf(keys, name, expected);
  if (!entry) return undefined;
  if (isList(entry.node)) return { entry, list: entry.node };
  tell(keys.problems, entry.node.range, `\`${name}\` is a list: write ${expected}; found ${shown(entry.node)}.`);
  return undefined;
}

/** Keys that the format does not have here, with those that could be meant. `elsewhere` says where a key belongs. */
export function tellUnknown(
  { entries, problems }: Keys,
  known: readonly string[],
  where: string,
  elsewhere: (name: string) => string | undefined = () => undefined,
): void {
  const unused = known.filter((one) => !entries.has(one));
  for (const [name, { key }] of entries) {
    if (known.includes(name)) continue;
    const meant = nearest(name, unused);
    const belongs = elsewhere(name);
    const help =
      meant[0] !== undefined ? `Did you mean \`${meant[0]}\`?` : (belongs ?? `Its keys are ${known.join(", ")}.`);
    tell(problems, key, `Unknown key \`${name}\` in ${where}. ${help}`, meant);
  }
}

/** The key is there, or one that is reported as a typo of it. */
export function isMeant({ entries }: Keys, name: string): boolean {
  return entries.has(name) || [...entries.keys()].some((written) => nearest(written, [name]).length > 0);
}

/** How a message calls what was found where a number is expected. */
export function shownNumber(node: Node): string {
  const isTooLarge = node.kind === "text" && isNumeric(node.text) && readNumber(node.text) === undefined;
  return isTooLarge ? `${shown(node)}, which is too large` : shown(node);
}

/** How a message calls what was found. */
export function shown(node: Node): string {
  if (isList(node)) return "a list";
  if (node.kind === "mapping") return "a mapping";
  if (node.kind === "broken") return "what cannot be read";
  if (node.text === "") return "nothing";
  const line = node.text.split("\n", 1)[0] ?? "";
  return line.length > 40 || line !== node.text ? `\`${line.slice(0, 40)}…\`` : `\`${line}\``;
}
