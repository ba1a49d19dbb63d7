import type { Level, RuleAnalysis } from "../../analysis/analysis.ts";
import type { Check } from "../check.ts";
import { dropHelps } from "../effect.ts";
import { gateFix } from "../gate-fix.ts";
import { fill, quote } from "../message.ts";
import * as numbers from "../numbers.ts";
import { atRule, rulesWithVerdict } from "../rule-findings.ts";
import { takeOut } from "../take-out.ts";

const messages = {
  right:
    "`{rule}` rarely departs from {label}, but is right when it does: in {accuracy} of the pairs it decides. Ties make it look like a coin toss over all pairs.",
} as const;

const helps = {
  keep: "Keep it; if it is a hard limit, make it a `gate:`.",
  drop: "If it is a hard limit, make it a `gate:`. Dropping it helps the present weighting; see the quick fixes.",
} as const;

interface Rare {
  readonly rule: RuleAnalysis;
  readonly most: Level;
  readonly pairs: numbers.Decided;
}

export const rareButPredictive: Check<Rare> = {
  code: "rare-but-predictive",
  summary: "A rule nearly always has one value, but is right when it departs from it.",
  severity: "information",
  readsEvidence: true,
  messages,
  find: (analysis) =>
    rulesWithVerdict(analysis, "rare-but-predictive").flatMap((rule) => {
      const most = numbers.commonest(rule);
      const pairs = numbers.decidedPairs(rule);
      return most && pairs ? [{ rule, most, pairs }] : [];
    }),
  finding: ({ rule, most, pairs }) =>
    atRule(
      rule,
      fill(messages.right, {
        rule: rule.id,
        label: quote(most.label),
        accuracy: numbers.share(pairs.accuracy),
      }),
      dropHelps(rule) ? helps.drop : helps.keep,
    ),
  fixes: ({ rule }, analysis) => [
    ...gateFix(rule, analysis),
    ...(dropHelps(rule) ? takeOut(rule, "dropping it helps", analysis) : []),
  ],
};
