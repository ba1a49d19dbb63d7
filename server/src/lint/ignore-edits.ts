/** Ignore comments as text: one above a line, and one taken out again. */
import { newline, startOfLine } from "../rubric/edit.ts";
import type { Range, Rubric } from "../rubric/rubric.ts";
import type { Finding, Fix } from "./finding.ts";

/** JSON has no comments; and of several rules in one line a comment speaks of the first. */
export function ignoreFix({ check, range }: Finding, { text, rules }: Rubric): readonly Fix[] {
  if (isJsonText(text)) return [];
  const line = startOfLine(text, range.start);
  const at = text.startsWith("\uFEFF", line) ? line + 1 : line;
  const first = rules.find((rule) => rule.range.start >= at);
  if (first && first.range.start < range.start && first.range.end < range.start) return [];
  const indent = /^[ ]*/.exec(text.slice(at))?.[0] ?? "";
  const comment = `${indent}# encore-ignore ${check}: `;
  return [
    {
      title: `Ignore ${check} here, with a reason`,
      kind: "quickfix",
      edits: [{ range: { start: at, end: at }, text: comment + newline(text) }],
      cursor: at + comment.length,
    },
  ];
}

/** Or YAML that stands in braces as a whole: what is put into it had better be JSON. */
export function isJsonText(text: string): boolean {
  return /^\uFEFF?\s*\{/.test(text);
}

/** With its line, where it stands alone; else with the space before it. */
export function removeComment(text: string, { start, end }: Range): Range {
  const line = startOfLine(text, start);
  if (text.slice(line, start).trim() !== "") return { start: line + text.slice(line, start).trimEnd().length, end };
  const next = text.indexOf("\n", end);
  return { start: line, end: next < 0 ? text.length : next + 1 };
}
