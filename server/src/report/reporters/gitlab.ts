/** GitLab's Code Quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
import type { Severity } from "../../lint/finding.ts";
import { fingerprints, hash } from "../fingerprint.ts";
import { jsonText } from "../json-text.ts";
import type { Checked, Reporter, Unread } from "./reporter.ts";

const severityNames: Record<Severity, "info" | "minor" | "major" | "critical"> = {
  error: "critical",
  warning: "major",
  information: "minor",
  hint: "info",
};

export const gitlab: Reporter = {
  name: "gitlab",
  report: ({ checked, unread }) => jsonText([...checked.flatMap(issuesOf), ...unread.map(unreadIssue)]),
};

function issuesOf(checked: Checked) {
  const { source, findings } = checked;
  const names = fingerprints(checked);
  return findings.map((finding) => ({
    description: finding.help ? `${finding.message} ${finding.help}` : finding.message,
    check_name: finding.check,
    fingerprint: hash(`${source.path} ${names.get(finding)}`),
    severity: severityNames[finding.severity],
    location: {
      path: source.path,
      lines: { begin: source.place(finding.range.start).line + 1, end: source.place(finding.range.end).line + 1 },
    },
  }));
}

function unreadIssue({ path, reason }: Unread) {
  return {
    description: `The rubric cannot be read: ${reason}.`,
    check_name: "unreadable",
    fingerprint: hash(`${path} unreadable`),
    severity: "blocker",
    location: { path, lines: { begin: 1 } },
  };
}
