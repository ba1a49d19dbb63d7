import type { Entropy, Options, RuleAnalysis } from "../../analysis/analysis.ts";
import * as show from "../../analysis/format.ts";
import { schemeOf } from "../../analysis/weightings/weightings.ts";
import { isDefined } from "../../statistics/result.ts";
import type { Check } from "../check.ts";
import { fill } from "../message.ts";
import * as numbers from "../numbers.ts";
import { atRule, rulesWithVerdict } from "../rule-findings.ts";

const messages = {
  right:
    "The ratings of `{rule}` are spread over its whole scale (entropy {entropy}, over the limit of {limit}), yet of {decided} that it tells apart it is right in {accuracy}, better than chance.",
} as const;

interface Noisy {
  readonly rule: RuleAnalysis;
  readonly entropy: Entropy;
  readonly pairs: numbers.Decided;
  readonly options: Options;
}

export const noisyButPredictive: Check<Noisy> = {
  code: "noisy-but-predictive",
  summary: "A rule's ratings are spread over its whole scale, but it orders your pairs better than chance: keep it.",
  severity: "information",
  readsEvidence: true,
  messages,
  find: (analysis) =>
    rulesWithVerdict(analysis, "noisy-but-predictive").flatMap((rule) => {
      const pairs = numbers.decidedPairs(rule);
      const { entropy } = rule;
      return pairs && isDefined(entropy) ? [{ rule, entropy, pairs, options: analysis.options }] : [];
    }),
  finding: ({ rule, entropy, pairs, options }) =>
    atRule(
      rule,
      fill(messages.right, {
        rule: rule.id,
        entropy: numbers.entropy(entropy, rule.levels.length),
        limit: show.percent(options.limit, 0),
        decided: show.counted(pairs.decided, "pair"),
        accuracy: numbers.share(pairs.accuracy),
      }),
      schemeOf(options.weighting).isByEntropy
        ? "Keep it: ENCORE already weighs it down."
        : "Keep it: its ratings say something.",
    ),
};
