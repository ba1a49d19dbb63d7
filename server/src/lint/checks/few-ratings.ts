import type { RuleAnalysis } from "../../analysis/analysis.ts";
import * as show from "../../analysis/format.ts";
import { isDefined } from "../../statistics/result.ts";
import type { Check } from "../check.ts";
import { fill } from "../message.ts";
import { atRule, rulesWithVerdict } from "../rule-findings.ts";

const messages = {
  some: "`{rule}`: too few ratings for a verdict ({n}). Its weight may change with the next ratings.",
  more: "`{rule}`: too few ratings for a verdict ({n}). About {more} more would settle its entropy.",
} as const;

const help = "Collect more ratings, or have some responses rated twice, before you rely on its weight.";

export const fewRatings: Check<RuleAnalysis> = {
  code: "few-ratings",
  summary: "A rule has too few ratings for a verdict (unproven).",
  severity: "information",
  readsEvidence: true,
  messages,
  find: (analysis) => rulesWithVerdict(analysis, "unproven"),
  finding(rule) {
    const known = {
      rule: rule.id,
      n: show.count(rule.n),
    };
    const more = isDefined(rule.ratingsWanted) ? rule.ratingsWanted : 0;
    const text = more > 0 ? fill(messages.more, { ...known, more: show.count(more) }) : fill(messages.some, known);
    return atRule(rule, text, help);
  },
};
