/** Rules that could be dropped, with the evidence of each in one line; those with a warning first. */
import type { Analysis, RuleAnalysis } from "../analysis/analysis.ts";
import * as show from "../analysis/format.ts";
import { isDefined } from "../statistics/result.ts";

export interface Candidate {
  readonly rule: string;
  readonly evidence: string;
  readonly isUnreliable: boolean;
}

export function candidates({ rules }: Analysis): readonly Candidate[] {
  return rules
    .map((rule) => ({
      rule: rule.id,
      evidence: evidence(rule),
      isUnreliable: isDefined(rule.verdict) && rule.verdict.name === "unreliable",
      hasWarning: isDefined(rule.verdict) && rule.verdict.kind === "warning",
    }))
    .sort((a, b) => Number(b.isUnreliable) - Number(a.isUnreliable) || Number(b.hasWarning) - Number(a.hasWarning))
    .map(({ rule, evidence, isUnreliable }) => ({ rule, evidence, isUnreliable }));
}

function evidence({ n, entropy, weight, verdict, preference }: RuleAnalysis): string {
  if (n === 0) return "no ratings yet";
  const without = isDefined(preference) ? preference.withoutIt : undefined;
  return [
    ...(without && isDefined(without) ? [`without it ${show.points(without.difference)} points`] : []),
    ...(isDefined(verdict) ? [verdict.name] : []),
    ...(isDefined(weight) ? [`w ${show.weight(weight.value)}`] : []),
    ...(isDefined(entropy) ? [`H ${show.entropy(entropy.nats)}`] : []),
    show.counted(n, "rating"),
  ].join(" · ");
}
