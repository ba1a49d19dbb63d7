/** Keys set and removed, of a rule or of the document; every other byte stays. Values are YAML already. */
import { endOfLine, newline, nextLine, startOfLine } from "./lines.ts";
import { jsonValue } from "./quoted.ts";
import type { Field, Range, Rubric, Rule, TextEdit } from "./rubric.ts";
import { split } from "./split.ts";
import { documentStyle } from "./style.ts";
import { keysOfDocument, keysOfMapping, keysOfRule, type WrittenKey } from "./written.ts";

/** The key is added below the rule's text where it is not there. */
export function setRuleKey(rubric: Rubric, rule: Rule, key: string, value: string): TextEdit[] {
  const { text } = rubric;
  const keys = keysOfRule(rubric, rule);
  const written = keys.find(({ name }) => name === key);
  if (written) return [replaceValue(text, written, value)];
  const after = keys.find(({ name }) => name === "text") ?? keys.find(({ name }) => name === "id") ?? keys.at(-1);
  return after ? [addKey(text, after, rule.style !== "block", key, value)] : [];
}

/** `field` is one of the rule's; a key that an alias brings cannot be removed here. */
export function removeRuleKey(rubric: Rubric, rule: Rule, field: Field<unknown>): TextEdit[] {
  const keys = keysOfRule(rubric, rule);
  const written = keys.find(({ key }) => key.start === field.key.start && key.end === field.key.end);
  if (!written) return [];
  return [
    {
      range: rule.style !== "block" ? flowRange(keys, written) : blockRange(rubric.text, keys, written),
      text: "",
    },
  ];
}

/** Sets a key of `encore:`, which is added above the rules where there is none. */
export function setEncoreKey(
  rubric: Rubric,
  key: "temperature" | "estimator" | "limit" | "weighting",
  value: string,
): TextEdit[] {
  const { text, style } = rubric;
  const whole = style === "json" ? `{"${key}": ${jsonValue(value)}}` : `{${key}: ${value}}`;
  const encore = keysOfDocument(text).find(({ name }) => name === "encore");
  if (encore?.node.kind !== "mapping") return setTopKey(rubric, "encore", whole);
  const keys = keysOfMapping(encore.node);
  const written = keys.find(({ name }) => name === key);
  if (written) return [replaceValue(text, written, value)];
  const last = keys.at(-1);
  return [last ? addKey(text, last, text[encore.value.start] === "{", key, value) : replaceValue(text, encore, whole)];
}

/** Sets a key of the document; it is added above `rules:` where it is not there. */
export function setTopKey(
  { text, style }: Rubric,
  key: "scale" | "name" | "encore" | "ratings",
  value: string,
): TextEdit[] {
  const keys = keysOfDocument(text);
  const written = keys.find(({ name }) => name === key);
  if (written) return [replaceValue(text, written, value)];
  // A list or mere words: a key beside them would be no help.
  if (keys.length === 0 && split(text).pieces.length > 0) return [];
  const rules = keys.find(({ name }) => name === "rules");
  const at = rules?.key.start ?? text.length;
  if (style !== "block") {
    const added = style === "json" ? `"${key}": ${jsonValue(value)}, ` : `${key}: ${value}, `;
    return rules ? [{ range: { start: at, end: at }, text: added }] : [];
  }
  const line = startOfLine(text, at);
  const start = rules ? (line === 0 && text.startsWith("\uFEFF") ? 1 : line) : at;
  const other = (rules ?? keys[0])?.key.start ?? 0;
  const indent = /^\uFEFF?([ \t]*)/.exec(text.slice(startOfLine(text, other), other))?.[1] ?? "";
  const before = start === text.length && line !== start ? newline(text) : "";
  return [{ range: { start, end: start }, text: `${before}${indent}${key}: ${value}${newline(text)}` }];
}

/** The whole value goes, over several lines too; what follows it on its last line stays. */
function replaceValue(text: string, { key, value }: WrittenKey, replacement: string): TextEdit {
  const colon = text.indexOf(":", key.end) + 1;
  const isBelow = text.slice(colon, value.start).includes("\n");
  const start = isBelow ? colon : Math.max(colon, value.start);
  const space = /\s/.test(text[start - 1] ?? "") ? "" : " ";
  const isJsonKey = text[key.start] === '"' && documentStyle(text) === "json";
  return {
    range: { start, end: Math.max(start, value.end) },
    text: space + (isJsonKey ? jsonValue(replacement) : replacement),
  };
}

function addKey(text: string, after: WrittenKey, isFlow: boolean, key: string, value: string): TextEdit {
  const end = Math.max(after.value.end, text.indexOf(":", after.key.end) + 1);
  if (isFlow) {
    const asJson = text[after.key.start] === '"';
    const added = asJson ? `, "${key}": ${jsonValue(value)}` : `, ${key}: ${value}`;
    return { range: { start: end, end }, text: added };
  }
  const at = endOfLine(text, end);
  const before = text.slice(startOfLine(text, after.key.start), after.key.start);
  const indent = before.replace(/^\uFEFF/, "").replace(/[^ \t]/g, " ");
  return { range: { start: at, end: at }, text: `${breakAt(text, at)}${indent}${key}: ${value}` };
}

/** A line break like the one that ends the line. */
function breakAt(text: string, at: number): string {
  return /^\r?\n/.exec(text.slice(at, at + 2))?.[0] ?? newline(text);
}

/** With the comma before it, or behind it where it is the first. */
function flowRange(keys: readonly WrittenKey[], written: WrittenKey): Range {
  const at = keys.indexOf(written);
  const before = keys[at - 1];
  const next = keys[at + 1];
  if (before) return { start: Math.max(before.value.end, before.key.end), end: written.value.end };
  return { start: written.key.start, end: next ? next.key.start : written.value.end };
}

/** Its lines; where it follows the dash, up to the next key, which takes its place. */
function blockRange(text: string, keys: readonly WrittenKey[], { key, value }: WrittenKey): Range {
  const line = startOfLine(text, key.start);
  const valueEnd = Math.max(value.end, text.indexOf(":", key.end) + 1);
  if (text.slice(line, key.start).trim() === "") {
    // The last line of the text may have no line break: then the one above goes.
    const end = nextLine(text, valueEnd);
    return end === text.length && text[end - 1] !== "\n"
      ? { start: line - (text.startsWith("\r\n", line - 2) ? 2 : 1), end: valueEnd }
      : { start: line, end };
  }
  const next = keys.find((other) => other.key.start > key.start);
  return { start: key.start, end: next ? next.key.start : valueEnd };
}
