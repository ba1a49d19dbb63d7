/**
 * Edits of a rubric's text that leave every other byte as it was, comments included: block style, flow style and JSON,
 * whatever the indentation and the line breaks. All edits speak of the text before any of them.
 */
import { isJson, removeRuleKey, setRuleKey } from "./edit-keys.ts";
import { isBlank, newline, nextLine, startOfLine } from "./lines.ts";
import { quoted } from "./quoted.ts";
import type { Range, Rubric, Rule, TextEdit } from "./rubric.ts";

export { isFlowRule, isJson, removeRuleKey, setEncoreKey, setRuleKey, setTopKey } from "./edit-keys.ts";
export { newline, startOfLine } from "./lines.ts";
export { quoted } from "./quoted.ts";

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

function isFlowItem(text: string, rule: Rule): boolean {
  return text[rule.range.start] !== "-";
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
