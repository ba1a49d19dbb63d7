/** Growing selections: word, value, key and value, rule or entry, section, document. */
import type { Field, Range, Rubric, Rule } from "../rubric/rubric.ts";
import { isIn, ruleAt } from "./places.ts";
import { whole } from "./symbols.ts";
import type { SelectionRange } from "./types.ts";

export function selectionRange(rubric: Rubric, offset: number): SelectionRange {
  const rule = ruleAt(rubric, offset);
  const last = rubric.rules.at(-1);
  const section = rubric.rulesKey && last ? { start: rubric.rulesKey.start, end: last.range.end } : undefined;
  const candidates: (Range | undefined)[] = [
    { start: 0, end: rubric.text.length },
    section,
    ...sections(rubric),
    rule?.range,
    ...(rule ? fieldsOf(rule).flatMap((field) => [whole(field), field.range]) : []),
    ...(rule?.tags?.value.map(({ range }) => range) ?? []),
    wordAt(rubric.text, offset),
  ];
  const holding = candidates
    .filter((range): range is Range => range !== undefined && isIn(offset, range))
    .sort((a, b) => b.end - b.start - (a.end - a.start));
  let found: SelectionRange | undefined;
  for (const range of holding) {
    const parent = found;
    if (parent && parent.range.start === range.start && parent.range.end === range.end) continue;
    if (parent && (range.start < parent.range.start || range.end > parent.range.end)) continue;
    found = parent ? { range, parent } : { range };
  }
  return found ?? { range: { start: offset, end: offset } };
}

function sections(rubric: Rubric): Range[] {
  const { ratings, preferences, baselines, encore } = rubric;
  const entries = [...(ratings?.value ?? []), ...(preferences?.value ?? []), ...(baselines?.value ?? [])];
  return [
    ...[ratings, preferences, baselines].flatMap((field) => (field ? [whole(field)] : [])),
    ...(encore ? [{ start: encore.key.start, end: encore.range.end }] : []),
    ...entries.map(({ range }) => range),
  ];
}

function fieldsOf(rule: Rule): Field<unknown>[] {
  return Object.values(rule).filter(
    (part): part is Field<unknown> => typeof part === "object" && part !== null && "key" in part,
  );
}

function wordAt(text: string, offset: number): Range | undefined {
  const isWord = (at: number) => /[\p{L}\p{N}_-]/u.test(text[at] ?? "");
  let start = offset;
  let end = offset;
  while (start > 0 && isWord(start - 1)) start--;
  while (end < text.length && isWord(end)) end++;
  return start < end ? { start, end } : undefined;
}
