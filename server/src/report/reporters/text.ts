/** Findings as a good compiler prints them: place, the line, a caret line, the message, the check, the help. */
import * as show from "../../analysis/format.ts";
import type { Finding, Severity } from "../../lint/finding.ts";
import { countsText } from "../counts-text.ts";
import { rulesText } from "../evidence-table.ts";
import { printable, printableLine, type Style } from "../terminal.ts";
import { width, wrapped } from "../width.ts";
import type { Checked, ReportContext, Reporter, Source } from "./reporter.ts";

/** Rubrics that could not be read are errors of the command, not part of the report. */
export const text: Reporter = {
  name: "text",
  report: ({ checked }, context) =>
    checked
      .map((result) => checkedText(result, context))
      .filter((part) => part !== "")
      .join("\n\n"),
};

const colours: Record<Severity, keyof Style> = { error: "red", warning: "yellow", information: "blue", hint: "dim" };

function checkedText({ analysis, findings, source }: Checked, context: ReportContext): string {
  const { style } = context;
  const lines = source.text.split(/\r?\n/);
  const summary = `${printable(source.file)}: ${countsText(findings)} (${show.counted(analysis.rules.length, "rule")}).`;
  return [
    ...findings.map((finding) => findingText(finding, source, lines, context)),
    ...(context.hasTable ? [rulesText(analysis, style, context.width)] : []),
    ...(context.isQuiet ? [] : [style.bold(summary)]),
  ].join("\n\n");
}

function findingText(
  finding: Finding,
  source: Source,
  lines: readonly string[],
  { style, width: columns }: ReportContext,
): string {
  const start = source.place(finding.range.start);
  const end = source.place(finding.range.end);
  const line = lines[start.line] ?? "";
  const last = end.line === start.line ? end.column : line.length;
  const number = String(start.line + 1);
  const margin = " ".repeat(number.length);
  const colour = style[colours[finding.severity]];
  const place = `${printable(source.file)}:${start.line + 1}:${start.column + 1}`;
  const message = `${style.bold(place)}: ${colour(finding.severity)}: ${printable(finding.message)} ${style.dim(`[${finding.check}]`)}`;
  const help = finding.help && `${style.dim(`${margin} =`)} ${style.green("help")}: ${printable(finding.help)}`;
  return [
    wrapped(message, columns, "    "),
    `${style.dim(`${number} |`)} ${printableLine(line)}`,
    `${style.dim(`${margin} |`)} ${colour(carets(line, start.column, last))}`,
    ...(help ? [wrapped(help, columns, `${margin}   `)] : []),
  ].join("\n");
}

/** Tabs stay tabs, so that the carets are below what they mark; so do wide and escaped characters. */
function carets(line: string, start: number, end: number): string {
  const before = printableLine(line.slice(0, start)).split("\t");
  const marked = printableLine(line.slice(start, Math.max(end, start + 1)));
  return before.map((part) => " ".repeat(width(part))).join("\t") + "^".repeat(Math.max(1, width(marked)));
}
