/** Findings as Markdown, for a comment on a pull request or a job's summary. */
import { counted } from "../../analysis/format.ts";
import { checkAddress } from "../addresses.ts";
import { countsText } from "../counts-text.ts";
import { markdownText } from "../markdown-text.ts";
import type { Checked, Reporter, Unread } from "./reporter.ts";

export const markdown: Reporter = {
  name: "markdown",
  report: ({ checked, unread }) => [...checked.map(section), ...unread.map(unreadSection)].join("\n\n"),
};

function section({ source, analysis, findings }: Checked): string {
  const title = `### ${markdownText(source.path)}: ${countsText(findings)} (${counted(analysis.rules.length, "rule")})`;
  if (findings.length === 0) return title;
  const rows = findings.map((finding) => {
    const line = source.place(finding.range.start).line + 1;
    const check = `[${finding.check}](${checkAddress(finding.check)})`;
    const help = finding.help ? `<br>**help:** ${markdownText(finding.help)}` : "";
    return `| ${line} | ${finding.severity} | ${check} | ${markdownText(finding.message)}${help} |`;
  });
  return [title, "", "| line | severity | check | finding |", "|---:|---|---|---|", ...rows].join("\n");
}

function unreadSection({ path, reason }: Unread): string {
  return `### ${markdownText(path)}: cannot be read\n\n${markdownText(reason)}`;
}
