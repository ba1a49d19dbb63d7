import type { RuleAnalysis } from "../../analysis/analysis.ts";
import * as show from "../../analysis/format.ts";
import { RATINGS_PER_LEVEL_WANTED, RATINGS_WANTED } from "../../analysis/verdict.ts";
import { isDefined } from "../../statistics/result.ts";
import type { Check } from "../check.ts";
import { fill } from "../message.ts";
import { atRule, rulesWithVerdict } from "../rule-findings.ts";

const messages = {
  some: "`{rule}` has {n}, too few for a verdict: one takes {wanted}, or raters or preferences to compare.",
  more: "`{rule}` has {n}, too few for a verdict: one takes {wanted}, or raters or preferences to compare. About {more} more would make its entropy known to within a tenth of the most that the scale allows.",
} as const;

const help = "Collect more ratings before you rely on its weight.";

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
      n: show.counted(rule.n, "rating"),
      wanted: show.count(Math.max(RATINGS_WANTED, RATINGS_PER_LEVEL_WANTED * rule.levels.length)),
    };
    const more = isDefined(rule.ratingsWanted) ? rule.ratingsWanted : 0;
    const text = more > 0 ? fill(messages.more, { ...known, more: show.count(more) }) : fill(messages.some, known);
    return atRule(rule, text, help);
  },
};
