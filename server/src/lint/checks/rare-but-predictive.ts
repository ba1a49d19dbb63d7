import type { Level, RuleAnalysis } from "../../analysis/analysis.ts";
import * as show from "../../analysis/format.ts";
import type { Check } from "../check.ts";
import { gateFix } from "../gate-fix.ts";
import { fill } from "../message.ts";
import * as numbers from "../numbers.ts";
import { atRule, rulesWithVerdict } from "../rule-findings.ts";

const messages = {
  right:
    "`{rule}` gets {label} in {most} of {n}, so it seldom speaks; but of {pairs} it tells {decided} apart and is right in {accuracy} of those, better than chance.",
} as const;

interface Rare {
  readonly rule: RuleAnalysis;
  readonly most: Level;
  readonly pairs: numbers.Decided;
}

export const rareButPredictive: Check<Rare> = {
  code: "rare-but-predictive",
  summary: "A rule seldom speaks, but is right when it does: keep it.",
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
        label: most.label,
        most: show.percent(most.count / rule.n),
        n: show.counted(rule.n, "rating"),
        pairs: show.counted(pairs.pairs, "pair"),
        decided: show.count(pairs.decided),
        accuracy: numbers.share(pairs.accuracy),
      }),
      "Keep it; where it is a hard limit, a `gate:` says so.",
    ),
  fixes: ({ rule }, analysis) => gateFix(rule, analysis),
};
