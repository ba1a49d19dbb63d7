/** Findings as a good compiler tells them: place, the line, a caret line, the message, the check, the help. */
import type { Finding, Severity } from "../lint/finding.ts";
import type { Style } from "./terminal.ts";

export interface Source {
  readonly file: string;
  readonly text: string;
  /** Zero-based line and column of an offset. */
  place(offset: number): { line: number; column: number };
}

const colours: Record<Severity, keyof Style> = { error: "red", warning: "yellow", information: "blue", hint: "dim" };

export function findingsText(findings: readonly Finding[], source: Source, style: Style): string {
  const lines = source.text.split(/\r?\n/);
  return findings.map((finding) => findingText(finding, source, lines, style)).join("\n\n");
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

/** Tabs stay tabs, so that the carets stand below what they mean. */
function carets(line: string, start: number, end: number): string {
  const indent = line.slice(0, start).replace(/[^\t]/g, " ");
  return indent + "^".repeat(Math.max(1, end - start));
}
