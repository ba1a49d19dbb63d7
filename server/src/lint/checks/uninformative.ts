import type { RuleAnalysis } from "../../analysis/analysis.ts";
import * as show from "../../analysis/format.ts";
import { isDefined } from "../../statistics/result.ts";
import type { Check } from "../check.ts";
import { gateFix } from "../gate-fix.ts";
import { fill, quote } from "../message.ts";
import * as numbers from "../numbers.ts";
import { atRule, rulesWithVerdict } from "../rule-findings.ts";
import { takeOut } from "../take-out.ts";

const messages = {
  constant: "`{rule}`: all {n} are {label}. It separates no responses{weight}.",
  rare: "`{rule}`: {share} of {n} are {label}. It separates almost no responses{weight}.",
  weight: ", yet it has rank {rank} by weight",
} as const;

const help =
  "If it is a hard limit, make it a `gate:` (which needs no weight); otherwise reword it so that it separates responses, or retire it.";

export const uninformative: Check<RuleAnalysis> = {
  code: "uninformative",
  summary: "A rule gives one value to more than 99% of the responses, so it separates almost none.",
  severity: "warning",
  readsEvidence: true,
  messages,
  find: (analysis) => rulesWithVerdict(analysis, "uninformative"),
  finding: (rule) => atRule(rule, message(rule), help),
  fixes: (rule, analysis) => [
    ...gateFix(rule, analysis),
    ...takeOut(rule, "one value in nearly all ratings", analysis),
  ],
};

function message(rule: RuleAnalysis): string {
  const most = numbers.commonest(rule);
  const count = most?.count ?? 0;
  const known = {
    rule: rule.id,
    label: quote(most?.label ?? ""),
    n: show.counted(rule.n, "rating"),
    weight:
      isDefined(rule.weight) && count === rule.n ? fill(messages.weight, { rank: show.count(rule.weight.rank) }) : "",
  };
  return count === rule.n
    ? fill(messages.constant, known)
    : fill(messages.rare, { ...known, share: show.percent(count / rule.n) });
}
