/** Rules that could be dropped, with the evidence of each in one line; those told as problems first. */
import type { Analysis, RuleAnalysis, VerdictName } from "../analysis/analysis.ts";
import * as show from "../analysis/format.ts";
import { isDefined } from "../statistics/result.ts";

export interface Candidate {
  readonly rule: string;
  readonly evidence: string;
  readonly isUnreliable: boolean;
}

const unreliable: ReadonlySet<VerdictName> = new Set(["reversed", "unreliable", "uninformative", "disputed"]);

export function candidates({ rules }: Analysis): readonly Candidate[] {
  return rules
    .map((rule) => ({
      rule: rule.id,
      evidence: evidence(rule),
      isUnreliable: isDefined(rule.verdict) && rule.verdict.name === "unreliable",
      isTold: isDefined(rule.verdict) && unreliable.has(rule.verdict.name),
    }))
    .sort((a, b) => Number(b.isUnreliable) - Number(a.isUnreliable) || Number(b.isTold) - Number(a.isTold))
    .map(({ rule, evidence, isUnreliable }) => ({ rule, evidence, isUnreliable }));
}

function evidence({ n, entropy, weight, verdict, preference }: RuleAnalysis): string {
  if (n === 0) return "no ratings yet";
  const without = isDefined(preference) ? preference.withoutIt : undefined;
  return [
    ...(isDefined(verdict) ? [verdict.name] : []),
    ...(isDefined(weight) ? [`w ${show.weight(weight.value)}`] : []),
    ...(isDefined(entropy) ? [`H ${show.entropy(entropy.nats)}`] : []),
    show.counted(n, "rating"),
    ...(without && isDefined(without) ? [`without it ${show.points(without.difference)} points`] : []),
  ].join(" · ");
}
