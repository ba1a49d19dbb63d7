import type { Analysis, RuleAnalysis } from "../../analysis/analysis.ts";
import * as show from "../../analysis/format.ts";
import { isDefined } from "../../statistics/result.ts";
import type { Check } from "../check.ts";
import { fill } from "../message.ts";
import { atRule } from "../rule-findings.ts";
import { takeOut } from "../take-out.ts";

const messages = {
  differ:
    "`{rule}`: raters disagree (alpha {alpha}). Different raters read it differently, so its ratings say more about the raters than about the responses.",
  rare: "`{rule}`: raters disagree on when to depart from {level}. They agree on what is common, which hides it in the averages.",
} as const;

const help = "Reword the rule or give it anchors, look at the responses on which raters differ, and rate some again.";

/** A gate can be disputed too, and so can a rule that predicts preferences: then it is information. */
export const disputed: Check<RuleAnalysis> = {
  code: "disputed",
  summary: "Raters disagree on a rule.",
  severity: "warning",
  readsEvidence: true,
  messages,
  find: disputes,
  finding(rule) {
    const { verdict } = rule;
    const isInformation = isDefined(verdict) && verdict.kind === "information";
    return { ...atRule(rule, message(rule), help), ...(isInformation && { severity: "information" as const }) };
  },
  fixes: (rule, analysis) => takeOut(rule, "raters disagree", analysis),
};

function disputes({ rules }: Analysis): readonly RuleAnalysis[] {
  return rules.filter(({ verdict }) => isDefined(verdict) && (verdict.name === "disputed" || verdict.isAlsoDisputed));
}

function message({ id, agreement, rarity }: RuleAnalysis): string {
  if (isDefined(agreement) && isDefined(agreement.alpha.interval))
    return fill(messages.differ, { rule: id, alpha: show.estimate(agreement.alpha.interval) });
  return fill(messages.rare, { rule: id, level: isDefined(rarity) ? `"${rarity.level}"` : "the commonest value" });
}
