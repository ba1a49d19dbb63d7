/** Analysis -> Findings: every check, then severities, then ignore comments, in the order of the document. */
import type { Analysis } from "../analysis/analysis.ts";
import { unusedIgnore, unusedIgnores } from "./checks/unused-ignore.ts";
import type { Finding, Severity } from "./finding.ts";
import { silence } from "./ignores.ts";
import { checks } from "./registry.ts";

export interface LintSettings {
  /** By check; a check that is not named keeps its own severity. */
  readonly checks: Readonly<Record<string, Severity | "off">>;
}

const codes = checks.map(({ code }) => code);

/** Findings that start at one place keep the order of the registry. */
export function lint(analysis: Analysis, settings: LintSettings): readonly Finding[] {
  const isOff = (code: string) => settings.checks[code] === "off";
  const told = checks.flatMap((check) => (isOff(check.code) ? [] : check.find(analysis)));
  const { heard, used } = silence(told, analysis.rubric.ignores);
  const unused = isOff(unusedIgnore.code) ? [] : unusedIgnores(analysis, used, codes, isOff);
  return [...heard, ...silence(unused, analysis.rubric.ignores).heard]
    .map((finding) => withSeverity(finding, settings))
    .sort((a, b) => a.range.start - b.range.start);
}

function withSeverity(finding: Finding, { checks: severities }: LintSettings): Finding {
  const severity = severities[finding.check];
  return severity === undefined || severity === "off" ? finding : { ...finding, severity };
}
