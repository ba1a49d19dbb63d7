import type { Rarity, RuleAnalysis } from "../../analysis/analysis.ts";
import * as show from "../../analysis/format.ts";
import { isDefined } from "../../statistics/result.ts";
import type { Check } from "../check.ts";
import { gateFix } from "../gate-fix.ts";
import { fill, quote } from "../message.ts";
import { atRule, rulesWithVerdict } from "../rule-findings.ts";

const messages = {
  alone: "`{rule}` departs from {level} in only {departing} of {responses} responses.",
  agreed: "`{rule}` departs from {level} in only {departing} of {responses} responses. Raters agree on which.",
} as const;

const help = "If it is a hard limit, make it a `gate:`; otherwise rate more responses to which it applies.";

interface Rare {
  readonly rule: RuleAnalysis;
  readonly rarity: Rarity;
}

/** Of the other raters of a departing rating, so many or more depart too: they agree when. */
const AGREED = 0.5;

export const rare: Check<Rare> = {
  code: "rare",
  summary: "A rule has one value in 95% of its ratings or more, and is seldom decisive.",
  severity: "information",
  readsEvidence: true,
  messages,
  find: (analysis) =>
    rulesWithVerdict(analysis, "rare").flatMap((rule) =>
      isDefined(rule.rarity) ? [{ rule, rarity: rule.rarity }] : [],
    ),
  finding({ rule, rarity }) {
    const { level, departing, responses, specificAgreement } = rarity;
    const isAgreed = isDefined(specificAgreement) && specificAgreement >= AGREED;
    const known = {
      rule: rule.id,
      level: quote(level),
      departing: show.count(departing),
      responses: show.count(responses),
    };
    return atRule(rule, fill(isAgreed ? messages.agreed : messages.alone, known), help);
  },
  fixes: ({ rule }, analysis) => gateFix(rule, analysis),
};
