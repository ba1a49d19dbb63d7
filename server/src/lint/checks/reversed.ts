import type { Analysis, RuleAnalysis } from "../../analysis/analysis.ts";
import { quoted, removeRuleKey, setRuleKey } from "../../rubric/edit.ts";
import type { Check } from "../check.ts";
import type { Fix } from "../finding.ts";
import { fill } from "../message.ts";
import * as numbers from "../numbers.ts";
import { atRule, rulesWithVerdict } from "../rule-findings.ts";
import { takeOut } from "../take-out.ts";

const messages = {
  wrongWay: "`{rule}` points the wrong way: right in {accuracy} of the pairs it decides, worse than chance.",
} as const;

const helps = {
  positive: "If a high rating is bad, write `polarity: negative`; otherwise check what its raters were asked.",
  negative:
    "If a high rating is good after all, remove `polarity: negative`; otherwise check what its raters were asked.",
};

interface Reversed {
  readonly rule: RuleAnalysis;
  readonly pairs: numbers.Decided;
}

export const reversed: Check<Reversed> = {
  code: "reversed",
  summary: "A rule orders your pairs the wrong way, worse than chance.",
  severity: "warning",
  readsEvidence: true,
  messages,
  find: (analysis) =>
    rulesWithVerdict(analysis, "reversed").flatMap((rule) => {
      const pairs = numbers.decidedPairs(rule);
      return pairs ? [{ rule, pairs }] : [];
    }),
  finding: ({ rule, pairs }) =>
    atRule(
      rule,
      fill(messages.wrongWay, {
        rule: rule.id,
        accuracy: numbers.share(pairs.accuracy),
      }),
      helps[rule.rule.polarity?.value ?? "positive"],
    ),
  fixes: ({ rule }, analysis) => [turn(rule, analysis), ...takeOut(rule, "points the wrong way", analysis)],
};

function turn({ rule }: RuleAnalysis, { rubric }: Analysis): Fix {
  const { polarity } = rule;
  return polarity?.value === "negative"
    ? {
        title: "Remove `polarity: negative`: a high rating is then good",
        purpose: "weighting",
        kind: "quickfix",
        edits: removeRuleKey(rubric, rule, polarity),
      }
    : {
        title: "Set `polarity: negative`: a high rating is then bad",
        purpose: "weighting",
        kind: "quickfix",
        edits: setRuleKey(rubric, rule, "polarity", quoted("negative", rule.style === "json")),
      };
}
