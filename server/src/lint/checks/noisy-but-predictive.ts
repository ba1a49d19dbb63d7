import * as show from "../../analysis/format.ts";
import { isDefined } from "../../statistics/result.ts";
import type { Check } from "../finding.ts";
import { fill } from "../message.ts";
import * as numbers from "../numbers.ts";
import { atRule, rulesWithVerdict } from "../tell.ts";

const messages = {
  right:
    "The ratings of `{rule}` are spread over its whole scale (entropy {entropy}, over the limit of {limit}), yet of {decided} that it tells apart it is right in {accuracy}, better than chance.",
} as const;

export const noisyButPredictive: Check = {
  code: "noisy-but-predictive",
  summary: "A rule's ratings are spread over its whole scale, but it orders your pairs better than chance: keep it.",
  severity: "information",
  messages,
  find: (analysis) => {
    const help =
      analysis.options.weighting === "encore"
        ? "Keep it: ENCORE already weighs it down."
        : "Keep it: its ratings say something.";
    return rulesWithVerdict(analysis, "noisy-but-predictive").flatMap((rule) => {
      const pairs = numbers.decidedPairs(rule);
      if (!pairs || !isDefined(rule.entropy)) return [];
      const told = fill(messages.right, {
        rule: rule.id,
        entropy: numbers.entropy(rule.entropy, rule.levels.length),
        limit: show.percent(analysis.options.limit, 0),
        decided: show.counted(pairs.decided, "pair"),
        accuracy: numbers.share(pairs.accuracy),
      });
      return [atRule(noisyButPredictive, rule, told, help)];
    });
  },
};
