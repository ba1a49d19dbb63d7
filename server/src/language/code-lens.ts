/** Over `rules:`: how many rules count, how many findings there are. */
import type { Analysis } from "../analysis/analysis.ts";
import * as show from "../analysis/format.ts";
import type { Finding } from "../lint/finding.ts";
import { isDefined } from "../statistics/result.ts";
import type { CodeLens } from "./types.ts";

export function codeLenses(analysis: Analysis, findings: readonly Finding[]): readonly CodeLens[] {
  const { rulesKey } = analysis.rubric;
  if (!rulesKey) return [];
  return [{ range: rulesKey, title: summary(analysis, findings) }];
}

export function summary({ effectiveRules, rules }: Analysis, findings: readonly Finding[]): string {
  const weighed = rules.filter(({ weight }) => isDefined(weight)).length;
  const effective = isDefined(effectiveRules)
    ? `${show.decimal(effectiveRules, 1)} effective rules of ${weighed}`
    : `${show.counted(rules.length, "rule")}, ${effectiveRules.unavailable}`;
  const problems = findings.filter(({ severity }) => severity === "error" || severity === "warning").length;
  const told =
    findings.length === 0
      ? "no findings"
      : `${show.counted(findings.length, "finding")}${problems > 0 ? ` (${show.counted(problems, "problem")})` : ""}`;
  return `${effective} · ${told}`;
}
