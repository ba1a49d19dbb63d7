/**
 * Constitutions: lists of principles in YAML or JSON (texts, or objects with a text), Markdown lists, and plain text with
 * a principle a line. Shapes: anthropics/ConstitutionalHarmlessnessPaper (prompts), HuggingFaceH4/constitutional-ai
 * (`constitutions: [{critic, revision}]`).
 */
import type { Imported, ImportedRule, Importer } from "./imported.ts";
import { RuleIds } from "./rule-ids.ts";
import { type Fields, fields, list, text } from "./values.ts";

export const constitution: Importer = {
  name: "constitution",
  label: "constitution (list of principles in YAML, JSON, Markdown or text)",
  source: "https://github.com/anthropics/ConstitutionalHarmlessnessPaper",
  read({ name, yaml, text: words }) {
    const values = principlesIn(yaml);
    if (values.length > 0) return imported(values, nameIn(yaml));
    if (words === undefined || yaml !== undefined || !/\.(md|markdown|txt|text)$/i.test(name)) return undefined;
    const lines = /\.(md|markdown)$/i.test(name) ? inMarkdown(words) : inText(words);
    return lines.length > 0 ? imported(lines, /^#\s+(.+)$/m.exec(words)?.[1]?.trim()) : undefined;
  },
};

interface Principle {
  readonly text: string;
  readonly id?: string;
  readonly tag?: string;
}

const lists = ["principles", "constitution", "constitutions", "rules", "guidelines"];
const wordings = ["text", "principle", "rule", "statement", "description", "critic", "critique", "critique_request"];

function principlesIn(value: unknown): Principle[] {
  const found = list(value);
  if (found) {
    const principles = found.map((one) => principleOf(one));
    return principles.every((one) => one !== undefined) ? principles.flatMap((one) => one ?? []) : [];
  }
  const file = fields(value);
  const key = lists.find((one) => file?.[one] !== undefined);
  if (key === undefined || !file) return [];
  const inner = file[key];
  const named = fields(inner);
  if (!named) return principlesIn(inner);
  return Object.entries(named).flatMap(([id, words]) => {
    const said = text(words) ?? principleOf(words)?.text;
    return said === undefined ? [] : [{ text: said, id }];
  });
}

function principleOf(value: unknown): Principle | undefined {
  const said = text(value);
  if (said !== undefined) return { text: said };
  const known: Fields = fields(value) ?? {};
  const words = wordings.map((key) => text(known[key])).find((one) => one !== undefined);
  if (words === undefined) return undefined;
  const id = text(known.id) ?? text(known.name) ?? text(known.title);
  const tag = text(known.category) ?? text(known.section);
  return { text: words, ...(id && { id }), ...(tag && { tag }) };
}

function nameIn(value: unknown): string | undefined {
  return text(fields(value)?.name) ?? text(fields(value)?.title);
}

/** Items of lists, under the heading that they are below; further lines of an item belong to it. */
function inMarkdown(words: string): Principle[] {
  const found: { text: string; tag?: string }[] = [];
  let heading: string | undefined;
  let isOpen = false;
  for (const line of words.split(/\r?\n/)) {
    const title = /^#{2,}\s+(.+?)\s*#*$/.exec(line)?.[1];
    const item = /^\s*(?:[-*+]|\d+[.)])\s+(\S.*)$/.exec(line)?.[1];
    const last = found.at(-1);
    if (title !== undefined) heading = title;
    if (item !== undefined) found.push({ text: item.trim(), ...(heading && { tag: heading }) });
    else if (isOpen && last && /^\s+\S/.test(line)) last.text += ` ${line.trim()}`;
    isOpen = item !== undefined || (isOpen && /^\s+\S/.test(line));
  }
  return found;
}

function inText(words: string): Principle[] {
  const lines = words.split(/\r?\n/).flatMap((line) => text(line.replace(/^\s*(?:[-*+•]|\d+[.)])\s+/, "")) ?? []);
  return lines.map((line) => ({ text: line }));
}

function imported(principles: readonly Principle[], title: string | undefined): Imported {
  const ids = new RuleIds();
  const rules = principles.map(
    ({ text: words, id, tag }): ImportedRule => ({
      id: ids.of(words, id ?? words),
      text: words,
      ...(tag && { tags: [tag] }),
    }),
  );
  const unique = [...new Map(rules.map((rule) => [rule.id, rule])).values()];
  return {
    format: "a constitution",
    ...(title && { name: title }),
    rules: unique,
    ratings: [],
    responses: [],
    notes: [],
  };
}
