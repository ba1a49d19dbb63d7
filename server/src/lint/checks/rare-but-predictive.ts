import * as show from "../../analysis/format.ts";
import type { Check } from "../finding.ts";
import { gateFix } from "../gate-fix.ts";
import { fill } from "../message.ts";
import * as numbers from "../numbers.ts";
import { atRule, ruleOf, rulesWithVerdict } from "../tell.ts";

const messages = {
  right:
    "`{rule}` gets {label} in {most} of {n}, so it seldom speaks; but of {pairs} it tells {decided} apart and is right in {accuracy} of those, better than chance.",
} as const;

export const rareButPredictive: Check = {
  code: "rare-but-predictive",
  summary: "A rule seldom speaks, but is right when it does: keep it.",
  severity: "information",
  messages,
  find: (analysis) =>
    rulesWithVerdict(analysis, "rare-but-predictive").flatMap((rule) => {
      const most = numbers.commonest(rule);
      const pairs = numbers.decidedPairs(rule);
      if (!most || !pairs) return [];
      const told = fill(messages.right, {
        rule: rule.id,
        label: most.label,
        most: show.percent(most.count / rule.n),
        n: show.counted(rule.n, "rating"),
        pairs: show.counted(pairs.pairs, "pair"),
        decided: show.count(pairs.decided),
        accuracy: numbers.share(pairs.accuracy),
      });
      return [atRule(rareButPredictive, rule, told, "Keep it; where it is a hard limit, a `gate:` says so.")];
    }),
  fixes(finding, analysis) {
    const rule = ruleOf(finding, analysis);
    return rule ? gateFix(rule, analysis) : [];
  },
};
