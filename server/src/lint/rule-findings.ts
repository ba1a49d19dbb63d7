/** Findings about a rule, at its id. */
import type { Analysis, RuleAnalysis, VerdictName } from "../analysis/analysis.ts";
import { isDefined } from "../statistics/result.ts";
import type { Report } from "./finding.ts";

export function atRule({ rule, id }: RuleAnalysis, message: string, help?: string): Report {
  return { rule: id, range: rule.id.range, message, ...(help !== undefined && { help }) };
}

/** The rules of which this is the verdict; none while it is pending. */
export function rulesWithVerdict({ rules }: Analysis, name: VerdictName): readonly RuleAnalysis[] {
  return rules.filter(({ verdict }) => isDefined(verdict) && verdict.name === name);
}
