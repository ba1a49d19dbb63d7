/** Findings as a good compiler prints them: place, the line, a caret line, the message, the check, the help. */
import * as show from "../../analysis/format.ts";
import type { Finding, Severity } from "../../lint/finding.ts";
import { rulesText } from "../evidence-table.ts";
import type { Style } from "../terminal.ts";
import { type Checked, type ReportContext, type Reporter, type Source, severities } from "./reporter.ts";

export const text: Reporter = {
  name: "text",
  report: (results, context) => results.map((result) => checkedText(result, context)).join("\n\n"),
};

const colours: Record<Severity, keyof Style> = { error: "red", warning: "yellow", information: "blue", hint: "dim" };

function checkedText({ analysis, findings, source }: Checked, { style, hasTable }: ReportContext): string {
  const lines = source.text.split(/\r?\n/);
  return [
    ...findings.map((finding) => findingText(finding, source, lines, style)),
    ...(hasTable ? [rulesText(analysis, style)] : []),
    style.bold(`${source.file}: ${countsText(findings)} (${show.counted(analysis.rules.length, "rule")}).`),
  ].join("\n\n");
}

function countsText(findings: readonly Finding[]): string {
  const counts = severities.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count > 0 ? [show.counted(count, severity, severity === "information" ? severity : `${severity}s`)] : [];
  });
  return counts.length > 0 ? counts.join(", ") : "no findings";
}

function findingText(finding: Finding, source: Source, lines: readonly string[], style: Style): string {
  const start = source.place(finding.range.start);
  const end = source.place(finding.range.end);
  const line = lines[start.line] ?? "";
  const last = end.line === start.line ? end.column : line.length;
  const number = String(start.line + 1);
  const margin = " ".repeat(number.length);
  const colour = style[colours[finding.severity]];
  const place = `${source.file}:${start.line + 1}:${start.column + 1}`;
  return [
    `${style.bold(place)}: ${colour(finding.severity)}: ${finding.message} ${style.dim(`[${finding.check}]`)}`,
    `${style.dim(`${number} |`)} ${line}`,
    `${style.dim(`${margin} |`)} ${colour(carets(line, start.column, last))}`,
    ...(finding.help ? [`${style.dim(`${margin} =`)} ${style.green("help")}: ${finding.help}`] : []),
  ].join("\n");
}

/** Tabs stay tabs, so that the carets are below what they mark. */
function carets(line: string, start: number, end: number): string {
  const indent = line.slice(0, start).replace(/[^\t]/g, " ");
  return indent + "^".repeat(Math.max(1, end - start));
}
