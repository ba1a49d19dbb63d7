import * as show from "../../analysis/format.ts";
import { TENTATIVE_ALPHA } from "../../analysis/verdict.ts";
import { isDefined } from "../../statistics/result.ts";
import type { Check } from "../finding.ts";
import { fill } from "../message.ts";
import { takeOut } from "../take-out.ts";
import { atRule, ruleOf, rulesWithVerdict } from "../tell.ts";

const messages = {
  differ:
    "Raters do not agree under `{rule}`: on {items} with two ratings or more alpha is {alpha} and AC2 {ac2} (1 is full agreement, 0 is chance), both surely under {bound}, the least from which to draw conclusions.",
} as const;

const help = "Give raters clearer words and anchors, look at the responses they differ on, and rate some again.";

/** A gate can be disputed too. */
export const disputed: Check = {
  code: "disputed",
  summary: "Raters do not agree under a rule, whichever way agreement is measured.",
  severity: "warning",
  messages,
  find: (analysis) =>
    rulesWithVerdict(analysis, "disputed").flatMap((rule) => {
      const { agreement } = rule;
      if (!isDefined(agreement) || !isDefined(agreement.alpha.ordinal) || !isDefined(agreement.ac2)) return [];
      const told = fill(messages.differ, {
        rule: rule.id,
        items: show.counted(agreement.items, "response"),
        alpha: show.estimate(agreement.alpha.ordinal),
        ac2: show.estimate(agreement.ac2),
        bound: String(TENTATIVE_ALPHA),
      });
      return [atRule(disputed, rule, told, help)];
    }),
  fixes(finding, analysis) {
    const rule = ruleOf(finding, analysis);
    return rule ? takeOut(rule, "raters do not agree", analysis) : [];
  },
};
