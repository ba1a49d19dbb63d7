/**
 * Edits of a rubric's text that leave every other byte as it was, comments included: block style, flow style and JSON,
 * whatever the indentation and the line breaks. All edits speak of the text before any of them.
 */
import { keepAnchors } from "./anchors.ts";
import { removeRuleKey, setRuleKey } from "./edit-keys.ts";
import { isBlank, nextLine, startOfLine } from "./lines.ts";
import { preferencesNaming } from "./preferences-naming.ts";
import { quoted } from "./quoted.ts";
import type { Range, Rubric, Rule, TextEdit } from "./rubric.ts";
import { split } from "./split.ts";
import { keysOfDocument } from "./written.ts";

export { removeRuleKey, setEncoreKey, setRuleKey, setTopKey } from "./edit-keys.ts";
export { newline, startOfLine } from "./lines.ts";
export { quoted } from "./quoted.ts";

/**
 * Drops rules with the comment lines right above each. The last one leaves `rules: []`. None where another rule uses a
 * name (`&name`) of theirs that cannot be moved.
 */
export function dropRules(rubric: Rubric, rules: readonly Rule[]): TextEdit[] {
  return keepAnchors(rubric, dropEdits(rubric, rules));
}

function dropEdits(rubric: Rubric, rules: readonly Rule[]): TextEdit[] {
  const dropped = new Set(rules);
  const [first] = rubric.rules;
  if (!first || dropped.size === 0 || !isOneList(rubric.text, rubric.rules)) return [];
  if (isFlowItem(rubric.text, first)) return dropItems(rubric, dropped);
  const edits = dropLines(rubric, dropped);
  if (rubric.rulesKey && leavesNothing(rubric, edits)) {
    const colon = rubric.text.indexOf(":", rubric.rulesKey.end) + 1;
    edits.unshift({ range: { start: colon, end: colon }, text: " []" });
  }
  return edits;
}

/** Keeps a rule for the record: it is not analysed any more. */
export function retireRule(rubric: Rubric, rule: Rule, reason: string): TextEdit[] {
  return setRuleKey(rubric, rule, "retired", quoted(reason, rule.style === "json"));
}

/** Gives a rule another id; its ratings stay attached by `rated_as`, and preferences that name it follow. */
export function renameRule(rubric: Rubric, rule: Rule, id: string): TextEdit[] {
  const asJson = rule.style === "json";
  const edits: TextEdit[] = [{ range: rule.id.range, text: quoted(id, asJson) }];
  if (!rule.ratedAs) edits.push(...setRuleKey(rubric, rule, "rated_as", quoted(rule.id.value, asJson)));
  else if (rule.ratedAs.value === id) edits.push(...removeRuleKey(rubric, rule, rule.ratedAs));
  for (const range of preferencesNaming(rubric, rule.id.value)) edits.push({ range, text: quoted(id, asJson) });
  return edits;
}

function isFlowItem(text: string, rule: Rule): boolean {
  return text[rule.range.start] !== "-";
}

/** All in brackets, or each in lines of its own: not so where `rules:` is there twice, or behind `? rules`. */
function isOneList(text: string, rules: readonly Rule[]): boolean {
  const isInLines = ({ range: { start } }: Rule) => text.slice(startOfLine(text, start), start).trim() === "";
  if (rules.some((rule) => isFlowItem(text, rule))) return rules.every((rule) => isFlowItem(text, rule));
  return rules.every(isInLines);
}

/** The lines of a rule, with the comments right above it and those further in below it. */
function linesOf(text: string, { range }: Rule): Range {
  let start = startOfLine(text, range.start);
  const column = range.start - start;
  for (let above = startOfLine(text, start - 1); start > 0; above = startOfLine(text, start - 1)) {
    const line = text.slice(above, start);
    if (!/^\s*#/.test(line) || line.includes("encore-ignore-file") || line.indexOf("#") > column) break;
    start = above;
  }
  let end = nextLine(text, range.end);
  for (; end < text.length; end = nextLine(text, end)) {
    const comment = /^( *)#/.exec(text.slice(end, nextLine(text, end)));
    if (!comment || (comment[1]?.length ?? 0) <= column) break;
  }
  return { start, end };
}

/** Of two gaps around what goes one stays, and none at the end of the rules. */
function dropLines({ rules, text }: Rubric, dropped: ReadonlySet<Rule>): TextEdit[] {
  const edits: TextEdit[] = [];
  const lastKept = rules.findLastIndex((rule) => !dropped.has(rule));
  let previousEnd = 0;
  let hasGapAbove = false;
  for (const [at, rule] of rules.entries()) {
    if (!dropped.has(rule)) continue;
    let { start, end } = linesOf(text, rule);
    start = Math.max(start, previousEnd);
    if (start !== previousEnd || at === 0) hasGapAbove = at === 0 || isBlank(text, startOfLine(text, start - 1), start);
    if (at > lastKept) start = Math.max(previousEnd, aboveBlank(text, start));
    else if (hasGapAbove) end = belowBlank(text, end);
    edits.push({ range: { start, end }, text: "" });
    previousEnd = end;
  }
  return edits;
}

function aboveBlank(text: string, from: number): number {
  let at = from;
  while (at > 0 && isBlank(text, startOfLine(text, at - 1), at)) at = startOfLine(text, at - 1);
  return at;
}

function belowBlank(text: string, from: number): number {
  let at = from;
  while (at < text.length && isBlank(text, at, nextLine(text, at))) at = nextLine(text, at);
  return at;
}

/** Of the list nothing is left but comments; an entry that could not be read is something. */
function leavesNothing({ rules, rulesKey, text }: Rubric, edits: readonly TextEdit[]): boolean {
  const last = rules.at(-1);
  if (!last || !rulesKey) return false;
  const end = Math.max(last.range.end, endOfRules(text));
  let rest = "";
  let at = text.indexOf(":", rulesKey.end) + 1;
  for (const { range } of edits) {
    rest += text.slice(at, range.start);
    at = range.end;
  }
  rest += text.slice(at, Math.max(at, end));
  return rest.replace(/#.*/g, "").trim() === "";
}

/** Of the whole list, entries that could not be read included. */
function endOfRules(text: string): number {
  const last = split(text).pieces.findLast(({ kind }) => kind === "rule");
  return last?.end ?? keysOfDocument(text).find(({ name }) => name === "rules")?.value.end ?? 0;
}

/** Runs of dropped items go with one of the commas around them. */
function dropItems({ rules, text }: Rubric, dropped: ReadonlySet<Rule>): TextEdit[] {
  const edits: TextEdit[] = [];
  for (let at = 0; at < rules.length; at++) {
    const first = rules[at];
    if (!first || !dropped.has(first)) continue;
    const before = rules[at - 1];
    let last = first;
    for (let next = rules[at + 1]; next && dropped.has(next); next = rules[++at + 1]) last = next;
    const after = rules[at + 1];
    const comma = before || after ? 0 : (/^\s*,/.exec(text.slice(last.range.end))?.[0].length ?? 0);
    const start = before ? before.range.end : first.range.start;
    const end = before || !after ? last.range.end + comma : after.range.start;
    edits.push({ range: { start, end }, text: "" });
  }
  return edits;
}

/**
 * Puts the rules in another order, each with the comment lines right above it; what separates them stays in its place.
 * None where a rule would come before the name (`&name`) that it uses.
 */
export function reorderRules(rubric: Rubric, order: readonly Rule[]): TextEdit[] {
  return keepAnchors(rubric, reorderEdits(rubric, order));
}

/** Where the syntax is broken, a rule that is moved can take in its new neighbours. */
function reorderEdits({ text, rules, problems }: Rubric, order: readonly Rule[]): TextEdit[] {
  const [first] = rules;
  if (!first || order.every((rule, at) => rule === rules[at])) return [];
  if (problems.some(({ check }) => check === "syntax") || !isOneList(text, rules)) return [];
  const rangeOf = isFlowItem(text, first)
    ? ({ range }: Rule) => range
    : (rule: Rule) => withoutBreak(text, linesOf(text, rule));
  const ranges = new Map(rules.map((rule) => [rule, rangeOf(rule)]));
  return rules.flatMap((rule, at) => {
    const [here, other] = [ranges.get(rule), ranges.get(order[at] ?? rule)];
    return here && other && here !== other ? [{ range: here, text: text.slice(other.start, other.end) }] : [];
  });
}

function withoutBreak(text: string, { start, end }: Range): Range {
  return { start, end: start + text.slice(start, end).replace(/\r?\n$/, "").length };
}
