import type { Analysis, RuleAnalysis } from "../../analysis/analysis.ts";
import * as show from "../../analysis/format.ts";
import { isJson, quoted, removeRuleKey, setRuleKey } from "../../rubric/edit.ts";
import type { Check, Fix } from "../finding.ts";
import { fill } from "../message.ts";
import * as numbers from "../numbers.ts";
import { takeOut } from "../take-out.ts";
import { atRule, ruleOf, rulesWithVerdict } from "../tell.ts";

const messages = {
  wrongWay:
    "`{rule}` points the wrong way: of {decided} that it tells apart it is right in only {accuracy}, worse than chance. This rests on your preferences.",
} as const;

const helps = {
  positive: "If a high rating is bad, write `polarity: negative`; else look at what its raters were asked.",
  negative:
    "If a high rating is good after all, take out `polarity: negative`; else look at what its raters were asked.",
};

export const reversed: Check = {
  code: "reversed",
  summary: "A rule orders your pairs the wrong way, worse than chance.",
  severity: "warning",
  messages,
  find: (analysis) =>
    rulesWithVerdict(analysis, "reversed").flatMap((rule) => {
      const pairs = numbers.decidedPairs(rule);
      if (!pairs) return [];
      const told = fill(messages.wrongWay, {
        rule: rule.id,
        decided: show.counted(pairs.decided, "pair"),
        accuracy: numbers.share(pairs.accuracy),
      });
      return [atRule(reversed, rule, told, helps[rule.rule.polarity?.value ?? "positive"])];
    }),
  fixes(finding, analysis) {
    const rule = ruleOf(finding, analysis);
    if (!rule) return [];
    return [turn(rule, analysis), ...takeOut(rule, "orders the pairs the wrong way", analysis)];
  },
};

function turn({ rule }: RuleAnalysis, { rubric }: Analysis): Fix {
  const { polarity } = rule;
  return polarity?.value === "negative"
    ? {
        title: "Take out `polarity: negative`: a high rating is then good",
        kind: "quickfix",
        edits: removeRuleKey(rubric, rule, polarity),
      }
    : {
        title: "Set `polarity: negative`: a high rating is then bad",
        kind: "quickfix",
        edits: setRuleKey(rubric, rule, "polarity", quoted("negative", isJson(rubric.text, rule))),
      };
}
