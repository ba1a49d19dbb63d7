import type { RuleAnalysis } from "../../analysis/analysis.ts";
import * as show from "../../analysis/format.ts";
import { TENTATIVE_ALPHA } from "../../analysis/verdict.ts";
import { type Estimate, isDefined } from "../../statistics/result.ts";
import type { Check } from "../check.ts";
import { fill } from "../message.ts";
import { atRule, rulesWithVerdict } from "../rule-findings.ts";
import { takeOut } from "../take-out.ts";

const messages = {
  differ:
    "Raters do not agree under `{rule}`: on {items} with two ratings or more alpha is {alpha} and AC2 {ac2} (1 is full agreement, 0 is chance), both surely under {bound}, the least from which to draw conclusions.",
} as const;

const help = "Give raters clearer words and anchors, look at the responses they differ on, and rate some again.";

interface Disputed {
  readonly rule: RuleAnalysis;
  readonly items: number;
  readonly alpha: Estimate;
  readonly ac2: Estimate;
}

/** A gate can be disputed too. */
export const disputed: Check<Disputed> = {
  code: "disputed",
  summary: "Raters do not agree under a rule, whichever way agreement is measured.",
  severity: "warning",
  readsEvidence: true,
  messages,
  find: (analysis) =>
    rulesWithVerdict(analysis, "disputed").flatMap((rule) => {
      const { agreement } = rule;
      if (!isDefined(agreement) || !isDefined(agreement.alpha.ordinal) || !isDefined(agreement.ac2)) return [];
      return [{ rule, items: agreement.items, alpha: agreement.alpha.ordinal, ac2: agreement.ac2 }];
    }),
  finding: ({ rule, items, alpha, ac2 }) =>
    atRule(
      rule,
      fill(messages.differ, {
        rule: rule.id,
        items: show.counted(items, "response"),
        alpha: show.estimate(alpha),
        ac2: show.estimate(ac2),
        bound: String(TENTATIVE_ALPHA),
      }),
      help,
    ),
  fixes: ({ rule }, analysis) => takeOut(rule, "raters do not agree", analysis),
};
