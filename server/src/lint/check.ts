/** A check carries its own case from what it found to its fixes: nothing searches for a finding again. */
import type { Analysis } from "../analysis/analysis.ts";
import type { Finding, Fix, Report, Severity } from "./finding.ts";

export interface LintSettings {
  /** By check; a check that is not named keeps its own severity. */
  readonly checks: Readonly<Record<string, Severity | "off">>;
}

/** What a check may know about the others. Those after it in the registry have not run. */
export interface Others {
  readonly codes: readonly string[];
  readonly findings: readonly Finding[];
  readonly settings: LintSettings;
}

/** One check: a file of lint/checks/ exports one, lint/registry.ts lists them all. */
export interface Check<Case> {
  /** As it is written in diagnostics, ignore comments, settings and the docs page's name. */
  readonly code: string;
  /** One line: for the README's table, settings and completion. */
  readonly summary: string;
  readonly severity: Severity;
  /** Messages with named placeholders: "{rule} has {n} ratings". */
  readonly messages: Readonly<Record<string, string>>;
  /** All that the finding and the fixes need to know of each place where something is wrong. */
  readonly find: (analysis: Analysis, others: Others) => readonly Case[];
  readonly finding: (found: Case) => Report;
  /** Preferred first. */
  readonly fixes?: (found: Case, analysis: Analysis) => readonly Fix[];
  /** The fix may be applied automatically on save, because it can change no weight. */
  readonly isSafe?: boolean;
  /** It reads what takes longer than a keystroke, so while that is computed again its findings may be missing. */
  readonly readsEvidence?: boolean;
}

/** A check whose kind of case nobody else needs to know. */
export interface RegisteredCheck extends Omit<Check<never>, "find" | "finding" | "fixes"> {
  readonly findings: (analysis: Analysis, others: Others) => readonly Finding[];
}

export function registered<Case>({ find, finding, fixes, ...check }: Check<Case>): RegisteredCheck {
  const findings = (analysis: Analysis, others: Others) =>
    find(analysis, others).map(
      (found): Finding => ({
        check: check.code,
        severity: check.severity,
        ...finding(found),
        fixes: () => fixes?.(found, analysis) ?? [],
      }),
    );
  return { ...check, findings };
}
