/** The fix that makes a rule a hard limit. */
import type { Analysis, RuleAnalysis } from "../analysis/analysis.ts";
import { setRuleKey } from "../rubric/edit.ts";
import { isDefined } from "../statistics/result.ts";
import type { Fix } from "./finding.ts";
import { titled } from "./message.ts";
import { commonest } from "./numbers.ts";

/** None where most responses would fail it, or no other rule would have a weight. */
export function gateFix(rule: RuleAnalysis, analysis: Analysis): readonly Fix[] {
  const limit = limitOf(rule);
  if (!limit || !isDefined(rule.drop)) return [];
  return [
    {
      title: titled("Make {rule} a gate at {text}: a response rated worse fails", rule.id, limit.label),
      purpose: "weighting",
      kind: "quickfix",
      edits: setRuleKey(analysis.rubric, rule.rule, "gate", String(limit.value)),
    },
  ];
}

/** The better level of two, the middle one of more: the author's to move. */
function limitOf(rule: RuleAnalysis): { readonly value: number; readonly label: string } | undefined {
  const { levels } = rule;
  const isHighBad = rule.rule.polarity?.value === "negative";
  const bestFirst = isHighBad ? levels : levels.toReversed();
  const limit = bestFirst[Math.ceil(levels.length / 2) - 1];
  const most = commonest(rule);
  if (levels.length < 2 || !limit || !most) return undefined;
  const isFailed = isHighBad ? most.value > limit.value : most.value < limit.value;
  return isFailed ? undefined : limit;
}
