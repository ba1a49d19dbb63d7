/** Analysis -> Findings: every check, then severities, then ignore comments, in the order of the document. */
import type { Analysis } from "../analysis/analysis.ts";
import type { LintSettings } from "./check.ts";
import type { Finding, Severity } from "./finding.ts";
import { silence } from "./ignores.ts";
import { checks } from "./registry.ts";

export type { LintSettings } from "./check.ts";

const codes = checks.map(({ code }) => code);

const severities: readonly Severity[] = ["error", "warning", "information", "hint"];

/** Of findings that start at one place the most severe comes first, then the order of the registry holds. */
export function lint(analysis: Analysis, settings: LintSettings): readonly Finding[] {
  const findings: Finding[] = [];
  for (const check of checks)
    if (settings.checks[check.code] !== "off")
      findings.push(...check.findings(analysis, { codes, settings, findings }));
  return silence(findings, analysis.rubric.ignores)
    .heard.map((finding) => withSeverity(finding, settings))
    .sort((a, b) => a.range.start - b.range.start || severities.indexOf(a.severity) - severities.indexOf(b.severity));
}

function withSeverity(finding: Finding, { checks: severities }: LintSettings): Finding {
  const severity = severities[finding.check];
  return severity === undefined || severity === "off" ? finding : { ...finding, severity };
}
