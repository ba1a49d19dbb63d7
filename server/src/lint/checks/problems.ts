/** What the parser found wrong, as cases of the check that reports it. */
import type { Analysis } from "../../analysis/analysis.ts";
import type { Problem } from "../../rubric/rubric.ts";
import type { Report } from "../finding.ts";

export function problemsOf({ rubric }: Analysis, code: Problem["check"]): readonly Problem[] {
  return rubric.problems.filter(({ check }) => check === code);
}

export function problemReport({ range, message, rule, replacements }: Problem): Report {
  return { range, message, ...(rule !== undefined && { rule }), ...(replacements && { replacements }) };
}
