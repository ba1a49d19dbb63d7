import type { RuleAnalysis } from "../../analysis/analysis.ts";
import * as show from "../../analysis/format.ts";
import { isDefined } from "../../statistics/result.ts";
import type { Check } from "../check.ts";
import { fill } from "../message.ts";
import * as numbers from "../numbers.ts";
import { atRule, rulesWithVerdict } from "../rule-findings.ts";
import { dropAll, takeOut } from "../take-out.ts";

const messages = {
  entropy:
    "The ratings of `{rule}` are spread over its whole scale: entropy {entropy}, over the limit of {limit}. This rests on {n} alone: without several raters an item, or preferences, nobody can say whether raters disagree or responses differ.",
  raters:
    "The ratings of `{rule}` are spread over its whole scale: entropy {entropy}, over the limit of {limit}; {noise} of it is raters disagreeing about one response. This rests on {items} with two ratings or more.",
  noise:
    "The ratings of `{rule}` are spread over its whole scale: entropy {entropy}, over the limit of {limit}; and two raters of one response differ as much as ratings of any two. This rests on {items} with two ratings or more.",
  preferences:
    "The ratings of `{rule}` are spread over its whole scale: entropy {entropy}, over the limit of {limit}; and of {decided} that it tells apart it is right in {accuracy}, which may be chance. This rests on your preferences.",
} as const;

const help = "Sharpen its wording or its anchors, or see what dropping it does.";

interface Unreliable {
  readonly rule: RuleAnalysis;
  readonly limit: number;
}

export const highEntropy: Check<Unreliable> = {
  code: "high-entropy",
  summary: "A rule's ratings are spread over its whole scale, and no better evidence clears it (unreliable).",
  severity: "warning",
  readsEvidence: true,
  messages,
  find: (analysis) => rulesWithVerdict(analysis, "unreliable").map((rule) => ({ rule, limit: analysis.options.limit })),
  finding: ({ rule, limit }) => atRule(rule, message(rule, limit), help),
  fixes: ({ rule }, analysis) => [
    ...takeOut(rule, "ratings spread over the whole scale", analysis),
    ...dropAll(analysis.dropUnreliable, "unreliable", analysis),
  ],
};

function message(rule: RuleAnalysis, limit: number): string {
  const known = {
    rule: rule.id,
    entropy: isDefined(rule.entropy) ? numbers.entropy(rule.entropy, rule.levels.length) : "",
    limit: show.percent(limit, 0),
  };
  const basis = isDefined(rule.verdict) ? rule.verdict.basis : "none";
  const pairs = numbers.decidedPairs(rule);
  if (basis === "preferences" && pairs)
    return fill(messages.preferences, {
      ...known,
      decided: show.counted(pairs.decided, "pair"),
      accuracy: numbers.share(pairs.accuracy),
    });
  if (basis === "raters" && isDefined(rule.agreement)) {
    const { noiseShare } = rule.agreement;
    const items = show.counted(rule.agreement.items, "response");
    return isDefined(noiseShare) && noiseShare.value < 1
      ? fill(messages.raters, { ...known, noise: numbers.share(noiseShare), items })
      : fill(messages.noise, { ...known, items });
  }
  return fill(messages.entropy, { ...known, n: show.counted(rule.n, "rating") });
}
