import type { RuleAnalysis } from "../../analysis/analysis.ts";
import { schemeOf } from "../../analysis/weightings/weightings.ts";
import type { WeightingName } from "../../rubric/rubric.ts";
import type { Check } from "../check.ts";
import { dropHelps } from "../effect.ts";
import { fill } from "../message.ts";
import * as numbers from "../numbers.ts";
import { atRule, rulesWithVerdict } from "../rule-findings.ts";
import { takeOut } from "../take-out.ts";

const messages = {
  right:
    "`{rule}`: noisy, but it predicts your preferences: right in {accuracy} of the pairs it decides. Raters disagree on single responses.",
} as const;

const helps = {
  encore: "Keep it: ENCORE already gives it less weight. Clearer anchors would make it more useful.",
  other: "Keep it: its ratings carry information. Clearer anchors would make it more useful.",
  drop: "Clearer anchors would make it more useful. Dropping it helps the present weighting; see the quick fixes.",
} as const;

interface Noisy {
  readonly rule: RuleAnalysis;
  readonly pairs: numbers.Decided;
  readonly weighting: WeightingName;
}

export const noisyButPredictive: Check<Noisy> = {
  code: "noisy-but-predictive",
  summary: "Raters disagree on a rule, but it orders your pairs better than chance.",
  severity: "information",
  readsEvidence: true,
  messages,
  find: (analysis) =>
    rulesWithVerdict(analysis, "noisy-but-predictive").flatMap((rule) => {
      const pairs = numbers.decidedPairs(rule);
      return pairs ? [{ rule, pairs, weighting: analysis.options.weighting }] : [];
    }),
  finding: ({ rule, pairs, weighting }) =>
    atRule(
      rule,
      fill(messages.right, {
        rule: rule.id,
        accuracy: numbers.share(pairs.accuracy),
      }),
      dropHelps(rule) ? helps.drop : schemeOf(weighting).isByEntropy ? helps.encore : helps.other,
    ),
  fixes: ({ rule }, analysis) => (dropHelps(rule) ? takeOut(rule, "dropping it helps", analysis) : []),
};
