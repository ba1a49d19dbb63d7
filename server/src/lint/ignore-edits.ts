/** Ignore comments as text: one added above a line, and one removed. */
import { newline, startOfLine } from "../rubric/edit.ts";
import type { Range, Rubric } from "../rubric/rubric.ts";
import type { Finding, Fix } from "./finding.ts";
import { code } from "./message.ts";

/** JSON has no comments; and of several rules in one line a comment speaks of the first. */
export function ignoreFix({ check, range }: Finding, { text, style, rules }: Rubric): readonly Fix[] {
  if (style !== "block") return [];
  const line = startOfLine(text, range.start);
  const at = text.startsWith("\uFEFF", line) ? line + 1 : line;
  const first = rules.find((rule) => rule.range.start >= at);
  if (first && first.range.start < range.start && first.range.end < range.start) return [];
  const indent = /^[ ]*/.exec(text.slice(at))?.[0] ?? "";
  const comment = `${indent}# encore-ignore ${check}: `;
  return [
    {
      title: `Ignore ${code(check)} here, with a reason`,
      purpose: "ignore",
      kind: "quickfix",
      edits: [{ range: { start: at, end: at }, text: comment + newline(text) }],
      cursor: at + comment.length,
    },
  ];
}

/** With its line, where nothing else is on it; else with the space before it. */
export function removeComment(text: string, { start, end }: Range): Range {
  const line = startOfLine(text, start);
  if (text.slice(line, start).trim() !== "") return { start: line + text.slice(line, start).trimEnd().length, end };
  const next = text.indexOf("\n", end);
  return { start: line, end: next < 0 ? text.length : next + 1 };
}
