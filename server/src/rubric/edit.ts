/**
 * Edits of a rubric's text that leave every other byte as it was, comments included: block style, flow style and JSON,
 * whatever the indentation and the line breaks. All edits speak of the text before any of them.
 */
import type { Field, Range, Rubric, Rule, TextEdit } from "./rubric.ts";

/** Drops rules with the comment lines right above each. The last one leaves `rules: []`. */
export function dropRules(rubric: Rubric, rules: readonly Rule[]): TextEdit[] {
  const dropped = new Set(rules);
  const [first] = rubric.rules;
  if (!first || dropped.size === 0) return [];
  if (isFlowItem(rubric.text, first)) return dropFlowItems(rubric, dropped);
  const edits = rubric.rules
    .filter((rule) => dropped.has(rule))
    .map((rule) => ({ range: blockOf(rubric, rule, dropped), text: "" }));
  if (rubric.rulesKey && leavesNothing(rubric, edits)) {
    const colon = rubric.text.indexOf(":", rubric.rulesKey.end) + 1;
    edits.unshift({ range: { start: colon, end: colon }, text: " []" });
  }
  return edits;
}

/** Keeps a rule for the record: it is not analysed any more. */
export function retireRule(rubric: Rubric, rule: Rule, reason: string): TextEdit[] {
  return setRuleKey(rubric, rule, "retired", quoted(reason, isJson(rubric.text, rule)));
}

/** Gives a rule another id; its ratings stay attached by `rated_as`, and preferences that name it follow. */
export function renameRule(rubric: Rubric, rule: Rule, id: string): TextEdit[] {
  const asJson = isJson(rubric.text, rule);
  const edits: TextEdit[] = [{ range: rule.id.range, text: quoted(id, asJson) }];
  if (!rule.ratedAs) edits.push(...setRuleKey(rubric, rule, "rated_as", quoted(rule.id.value, asJson)));
  else if (rule.ratedAs.value === id) edits.push(...removeRuleKey(rubric, rule, rule.ratedAs));
  for (const source of rubric.preferences?.value ?? [])
    if (source.kind === "overall" && source.overall.value === rule.id.value)
      edits.push({ range: source.overall.range, text: quoted(id, asJson) });
  return edits;
}

/** Sets a key of a rule to a value that is YAML already; the key is added below the rule's text where it is not there. */
export function setRuleKey(rubric: Rubric, rule: Rule, key: string, value: string): TextEdit[] {
  const field = fieldNamed(rule, key);
  if (field) return [replaceValue(rubric.text, field, value)];
  const after = rule.text ?? rule.id;
  return [addKey(rubric.text, after, rule.id, isFlowRule(rubric.text, rule), key, value)];
}

export function removeRuleKey(rubric: Rubric, rule: Rule, field: Field<unknown>): TextEdit[] {
  const { text } = rubric;
  if (isFlowRule(text, rule)) {
    const comma = /,\s*$/.exec(text.slice(rule.range.start, field.key.start));
    if (comma) return [{ range: { start: rule.range.start + comma.index, end: field.range.end }, text: "" }];
    const next = /^\s*,\s*/.exec(text.slice(field.range.end));
    return [{ range: { start: field.key.start, end: field.range.end + (next?.[0].length ?? 0) }, text: "" }];
  }
  const lineStart = startOfLine(text, field.key.start);
  const end = nextLine(text, trimmedEnd(text, field));
  if (text.slice(lineStart, field.key.start).trim() === "") return [{ range: { start: lineStart, end }, text: "" }];
  // The first key stands behind the dash: the next one takes its place.
  const next = /^\s*/.exec(text.slice(end))?.[0].length ?? 0;
  return [{ range: { start: field.key.start, end: end + next }, text: "" }];
}

/** Sets a key of `encore:`, which is added above the rules where there is none. */
export function setEncoreKey(
  rubric: Rubric,
  key: "temperature" | "estimator" | "limit" | "weighting",
  value: string,
): TextEdit[] {
  const { encore, text } = rubric;
  const field = encore?.[key];
  if (field) return [replaceValue(text, field, value)];
  const [first] = [encore?.temperature, encore?.estimator, encore?.limit, encore?.weighting].filter(
    (one) => one !== undefined,
  );
  if (encore && first) {
    const isFlow = /^\s*\{/.test(text.slice(text.indexOf(":", encore.key.end) + 1));
    return [addKey(text, first, first, isFlow, key, value)];
  }
  return setTopKey(rubric, "encore", isJsonText(text) ? `{"${key}": ${jsonValue(value)}}` : `{${key}: ${value}}`);
}

/** Sets a key of the document; it is added above `rules:` where it is not there. */
export function setTopKey(rubric: Rubric, key: "scale" | "name" | "encore", value: string): TextEdit[] {
  const { text, rulesKey } = rubric;
  const field = key === "encore" ? undefined : rubric[key];
  if (field) return [replaceValue(text, field, value)];
  const at = rulesKey?.start ?? text.length;
  if (isJsonText(text)) return [{ range: { start: at, end: at }, text: `"${key}": ${value}, ` }];
  const isFlow = text.slice(startOfLine(text, at), at).trim() !== "";
  return [{ range: { start: at, end: at }, text: `${key}: ${value}${isFlow ? ", " : newline(text)}` }];
}

/** A scalar that reads back as just this text, inside flow collections too. */
export function quoted(text: string, asJson = false): string {
  const isPlain = /^[\p{L}\p{N}_][\p{L}\p{N}_ ./+-]*$/u.test(text) && !/\s$/.test(text) && !/\s{2}/.test(text);
  return isPlain && !asJson ? text : JSON.stringify(text);
}

/** Whether a rule is written as JSON, so that keys and texts need quotes. */
export function isJson(text: string, rule: Rule): boolean {
  return text[rule.id.key.start] === '"';
}

export function isFlowRule(text: string, rule: Rule): boolean {
  return /^(?:-\s+)?\{/.test(text.slice(rule.range.start, rule.range.start + 200));
}

export function newline(text: string): string {
  return /\r\n/.test(text) ? "\r\n" : "\n";
}

export function startOfLine(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

export function fieldNamed(rule: Rule, key: string): Field<unknown> | undefined {
  const name = key === "rated_as" ? "ratedAs" : key;
  const field: unknown = Reflect.get(rule, name);
  return typeof field === "object" && field !== null && "key" in field ? (field as Field<unknown>) : undefined;
}

/** The whole value goes, over several lines too; what stands behind it on its last line stays. */
export function replaceValue(text: string, field: Field<unknown>, value: string): TextEdit {
  const colon = text.indexOf(":", field.key.end) + 1;
  const end = Math.max(colon, trimmedEnd(text, field));
  const isBelow = text.slice(colon, field.range.start).includes("\n");
  const start = isBelow ? colon : Math.max(colon, field.range.start);
  const space = /\s/.test(text[start - 1] ?? "") ? "" : " ";
  return { range: { start, end }, text: space + value };
}

function addKey(
  text: string,
  after: Field<unknown>,
  first: Field<unknown>,
  isFlow: boolean,
  key: string,
  value: string,
): TextEdit {
  if (isFlow) {
    const at = Math.max(after.range.end, text.indexOf(":", after.key.end) + 1);
    const asJson = text[first.key.start] === '"';
    return { range: { start: at, end: at }, text: asJson ? `, "${key}": ${jsonValue(value)}` : `, ${key}: ${value}` };
  }
  const end = endOfLine(text, trimmedEnd(text, after));
  const indent = " ".repeat(first.key.start - startOfLine(text, first.key.start));
  return { range: { start: end, end }, text: `${newline(text)}${indent}${key}: ${value}` };
}

/** Words become texts; numbers, lists and quoted texts are JSON already. */
function jsonValue(value: string): string {
  return /^[[{"\d.-]/.test(value) ? value : JSON.stringify(value);
}

function isJsonText(text: string): boolean {
  return text.trimStart().startsWith("{");
}

function isFlowItem(text: string, rule: Rule): boolean {
  return text[rule.range.start] !== "-";
}

function trimmedEnd(text: string, { key, range }: Field<unknown>): number {
  let end = range.end;
  while (end > key.end && /\s/.test(text[end - 1] ?? "")) end--;
  return Math.max(end, text.indexOf(":", key.end) + 1);
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  if (end < 0) return text.length;
  return text[end - 1] === "\r" && end - 1 >= at ? end - 1 : end;
}

function nextLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end + 1;
}

/** The lines of a rule: comments right above, the rule, comments further in below it, and one of two gaps around it. */
function blockOf(rubric: Rubric, rule: Rule, dropped: ReadonlySet<Rule>): Range {
  const { text } = rubric;
  const column = rule.range.start - startOfLine(text, rule.range.start);
  let start = startOfLine(text, rule.range.start);
  for (let above = startOfLine(text, start - 1); start > 0; above = startOfLine(text, start - 1)) {
    const line = text.slice(above, start);
    if (!/^\s*#/.test(line) || line.includes("encore-ignore-file") || line.indexOf("#") > column) break;
    start = above;
  }
  let end = nextLine(text, rule.range.end);
  for (; end < text.length; end = nextLine(text, end)) {
    const comment = /^( *)#/.exec(text.slice(end, nextLine(text, end)));
    if (!comment || (comment[1]?.length ?? 0) <= column) break;
  }
  const at = rubric.rules.indexOf(rule);
  const isLast = rubric.rules.slice(at + 1).every((later) => dropped.has(later));
  const gapAbove = isBlank(text, startOfLine(text, start - 1), start) && start > 0;
  if (isLast)
    while (start > 0 && isBlank(text, startOfLine(text, start - 1), start) && !overlaps(rubric, dropped, at, start))
      start = startOfLine(text, start - 1);
  else if (gapAbove || at === 0)
    while (end < text.length && isBlank(text, end, nextLine(text, end))) end = nextLine(text, end);
  return { start, end };
}

/** The gap above was taken already with the rule above, where that is dropped too. */
function overlaps(rubric: Rubric, dropped: ReadonlySet<Rule>, at: number, start: number): boolean {
  const before = rubric.rules[at - 1];
  return before !== undefined && dropped.has(before) && blockOf(rubric, before, dropped).end >= start;
}

function isBlank(text: string, start: number, end: number): boolean {
  return start < end && text.slice(start, end).trim() === "";
}

function leavesNothing(rubric: Rubric, edits: readonly TextEdit[]): boolean {
  const last = rubric.rules.at(-1);
  const key = rubric.rulesKey;
  if (!last || !key) return false;
  let rest = "";
  let at = rubric.text.indexOf(":", key.end) + 1;
  for (const { range } of edits) {
    rest += rubric.text.slice(at, range.start);
    at = range.end;
  }
  rest += rubric.text.slice(at, Math.max(at, last.range.end));
  return rest.replace(/#.*/g, "").trim() === "";
}

/** Runs of dropped items go with one of the commas around them. */
function dropFlowItems({ rules, text }: Rubric, dropped: ReadonlySet<Rule>): TextEdit[] {
  const edits: TextEdit[] = [];
  for (let at = 0; at < rules.length; at++) {
    if (!dropped.has(rules[at] as Rule)) continue;
    let to = at;
    while (to + 1 < rules.length && dropped.has(rules[to + 1] as Rule)) to++;
    const [first, last, before, after] = [rules[at], rules[to], rules[at - 1], rules[to + 1]];
    if (first && last) {
      const start = before ? before.range.end : first.range.start;
      const end = before || !after ? last.range.end : after.range.start;
      const comma = !before && !after ? (/^\s*,/.exec(text.slice(end))?.[0].length ?? 0) : 0;
      edits.push({ range: { start, end: end + comma }, text: "" });
    }
    at = to;
  }
  return edits;
}

/** Puts the rules in another order, each with the comment lines right above it; one edit over all of them. */
export function reorderRules(rubric: Rubric, order: readonly Rule[]): TextEdit[] {
  const { text, rules } = rubric;
  const [first] = rules;
  const last = rules.at(-1);
  if (!first || !last || order.every((rule, at) => rule === rules[at])) return [];
  if (isFlowItem(text, first))
    return rules.flatMap((rule, at) => {
      const other = order[at];
      return other && other !== rule
        ? [{ range: rule.range, text: text.slice(other.range.start, other.range.end) }]
        : [];
    });
  const starts = rules.map((rule) => blockOf(rubric, rule, new Set()).start);
  const end = nextLine(text, last.range.end);
  const whole = rules.map((rule, at) => [rule, text.slice(starts[at], starts[at + 1] ?? end)] as const);
  const broken = whole.map(([rule, piece]) => [rule, /\n$/.test(piece) ? piece : piece + newline(text)] as const);
  const pieces = new Map(broken);
  // What separates rules stays where it is: every place keeps the blank lines that it had.
  const gaps = broken.map(([, piece]) => /(?:\r?\n[ \t]*)*$/.exec(piece)?.[0] ?? "");
  const sorted = order.map((rule, at) => (pieces.get(rule) ?? "").replace(/(?:\r?\n[ \t]*)*$/, "") + (gaps[at] ?? ""));
  return [{ range: { start: starts[0] ?? 0, end }, text: sorted.join("") }];
}
