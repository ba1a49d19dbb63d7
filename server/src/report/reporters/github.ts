/** Annotations in the log of a GitHub workflow: https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
import type { Finding, Severity } from "../../lint/finding.ts";
import { countsText } from "../counts-text.ts";
import { printable, withoutCommands } from "../terminal.ts";
import type { Checked, Reporter, Unread } from "./reporter.ts";

const commands: Record<Severity, string> = {
  error: "error",
  warning: "warning",
  information: "notice",
  hint: "notice",
};

export const github: Reporter = {
  name: "github",
  hasCommands: true,
  report: ({ checked, unread }, { isQuiet }) =>
    [
      ...checked.flatMap((result) => result.findings.map((finding) => annotation(finding, result))),
      ...unread.map(unreadAnnotation),
      ...(isQuiet ? [] : checked.map(summary)),
    ].join("\n"),
};

function annotation(finding: Finding, { source }: Checked): string {
  const start = source.place(finding.range.start);
  const end = source.place(finding.range.end);
  const isOneLine = start.line === end.line;
  const properties = [
    `file=${property(source.path)}`,
    `line=${start.line + 1}`,
    `endLine=${end.line + 1}`,
    // Columns count only where both ends are on one line.
    ...(isOneLine ? [`col=${start.column + 1}`, `endColumn=${end.column + 1}`] : []),
    `title=${property(`encore: ${finding.check}`)}`,
  ];
  const help = finding.help ? `%0Ahelp: ${data(finding.help)}` : "";
  return `::${commands[finding.severity]} ${properties.join(",")}::${data(finding.message)}${help}`;
}

function unreadAnnotation({ path, reason }: Unread): string {
  return `::error file=${property(path)},title=encore::${data(`The rubric cannot be read: ${reason}.`)}`;
}

function summary({ source, findings }: Checked): string {
  return withoutCommands(`${printable(source.file)}: ${countsText(findings)}.`);
}

/** As the runner decodes a message; there are no line ends in it. */
function data(text: string): string {
  return withoutCommands(printable(text)).replace(/%/g, "%25");
}

/** As the runner decodes a property. */
function property(text: string): string {
  return data(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
}
