import type { RuleAnalysis } from "../../analysis/analysis.ts";
import * as show from "../../analysis/format.ts";
import { schemeOf } from "../../analysis/weightings/weightings.ts";
import type { WeightingName } from "../../rubric/rubric.ts";
import { isDefined } from "../../statistics/result.ts";
import type { Check } from "../check.ts";
import { gateFix } from "../gate-fix.ts";
import { fill } from "../message.ts";
import * as numbers from "../numbers.ts";
import { atRule, rulesWithVerdict } from "../rule-findings.ts";
import { takeOut } from "../take-out.ts";

const messages = {
  constant: "`{rule}` gets {label} in all of {n}: it tells no response from another{weight}.",
  rare: "`{rule}` gets {label} in {share} of {n}: it says anything else in {others} of 100 ratings{weight}.",
  encore: ", yet its low entropy gives it the weight {weight}, rank {rank}",
  weight: ", yet it has the weight {weight}, rank {rank}",
  preferences: " Of {pairs} it tells {decided} apart, and is right in {accuracy} of those, which may be chance.",
  entropy: " This rests on the ratings alone.",
} as const;

const help =
  "Where it is a hard limit, make it a `gate:` (it then needs no weight); else reword it so that it tells responses apart, or retire it.";

interface Uninformative {
  readonly rule: RuleAnalysis;
  readonly weighting: WeightingName;
}

export const uninformative: Check<Uninformative> = {
  code: "uninformative",
  summary: "A rule has one value in 95% of its ratings or more: a high weight for next to nothing.",
  severity: "warning",
  readsEvidence: true,
  messages,
  find: (analysis) =>
    rulesWithVerdict(analysis, "uninformative").map((rule) => ({ rule, weighting: analysis.options.weighting })),
  finding: ({ rule, weighting }) => atRule(rule, message(rule, weighting), help),
  fixes: ({ rule }, analysis) => [
    ...gateFix(rule, analysis),
    ...takeOut(rule, "one value in nearly all ratings", analysis),
  ],
};

function message(rule: RuleAnalysis, weighting: WeightingName): string {
  const most = numbers.commonest(rule);
  const others = rule.n - (most?.count ?? 0);
  const known = {
    rule: rule.id,
    label: most?.label ?? "",
    n: show.counted(rule.n, "rating"),
    weight: isDefined(rule.weight)
      ? fill(schemeOf(weighting).isByEntropy ? messages.encore : messages.weight, {
          weight: show.weight(rule.weight.value),
          rank: show.count(rule.weight.rank),
        })
      : "",
  };
  const share = { share: show.percent(1 - others / rule.n), others: show.decimal((100 * others) / rule.n, 1) };
  const spread = others === 0 ? fill(messages.constant, known) : fill(messages.rare, { ...known, ...share });
  return spread + evidence(rule);
}

function evidence(rule: RuleAnalysis): string {
  const pairs = numbers.decidedPairs(rule);
  if (!pairs || !isDefined(rule.verdict) || rule.verdict.basis !== "preferences") return messages.entropy;
  return fill(messages.preferences, {
    pairs: show.counted(pairs.pairs, "pair"),
    decided: show.count(pairs.decided),
    accuracy: numbers.share(pairs.accuracy),
  });
}
