/** Ignore comments as text: one added above a line, and one removed. */
import { newline, startOfLine } from "../rubric/edit.ts";
import { parse } from "../rubric/parse.ts";
import type { Range, Rubric } from "../rubric/rubric.ts";
import { split } from "../rubric/split.ts";
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
  if (!isReadAsComment(text, at, comment + newline(text))) return [];
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

/** In the middle of a text of several lines a comment is part of the text, or breaks it. */
function isReadAsComment(text: string, at: number, comment: string): boolean {
  const whole = { start: 0, end: text.length };
  const piece = split(text).pieces.find(({ start, end }) => start <= at && at < end) ?? whole;
  const before = parse(text.slice(piece.start, piece.end));
  const after = parse(text.slice(piece.start, at) + comment + text.slice(at, piece.end));
  const broken = ({ problems }: Rubric) => problems.filter((problem) => problem.check === "syntax").length;
  return after.ignores.length > before.ignores.length && broken(after) <= broken(before);
}

/** With its line, where nothing else is on it; else with the space before it. */
export function removeComment(text: string, { start, end }: Range): Range {
  const line = startOfLine(text, start);
  if (text.slice(line, start).trim() !== "") return { start: line + text.slice(line, start).trimEnd().length, end };
  const next = text.indexOf("\n", end);
  return { start: line, end: next < 0 ? text.length : next + 1 };
}
