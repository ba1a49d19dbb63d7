import type { Analysis, Redundancy, RuleAnalysis } from "../../analysis/analysis.ts";
import * as show from "../../analysis/format.ts";
import { isDefined } from "../../statistics/result.ts";
import type { Check } from "../check.ts";
import { code, fill } from "../message.ts";
import * as numbers from "../numbers.ts";
import { atRule } from "../rule-findings.ts";
import { takeOut } from "../take-out.ts";

const messages = {
  same: "`{rule}` gets nearly the same ratings as `{other}` (correlation {rho}). Together they count twice for one thing.",
} as const;

interface Ranked extends Redundancy {
  readonly weaker: RuleAnalysis;
  readonly stronger: RuleAnalysis;
}

/** Reported at the weaker of the two. */
export const redundant: Check<Ranked> = {
  code: "redundant",
  summary: "Two rules get nearly the same ratings for every response.",
  severity: "warning",
  readsEvidence: true,
  messages,
  find: redundancies,
  finding: ({ weaker, stronger, rho }) =>
    atRule(
      weaker,
      fill(messages.same, {
        rule: weaker.id,
        other: stronger.id,
        rho: show.estimate(rho),
      }),
      `Retire one of them; the evidence for ${code(weaker.id)} is weaker.`,
    ),
  fixes: ({ weaker, stronger }, analysis) => takeOut(weaker, `same ratings as ${stronger.id}`, analysis),
};

function redundancies({ redundancy, rules }: Analysis): Ranked[] {
  if (!isDefined(redundancy) || redundancy.length === 0) return [];
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  return redundancy.flatMap((pair) => {
    const first = byId.get(pair.first);
    const second = byId.get(pair.second);
    if (!first || !second) return [];
    return [
      isWeaker(first, second)
        ? { ...pair, weaker: first, stronger: second }
        : { ...pair, weaker: second, stronger: first },
    ];
  });
}

/** On the best evidence that both have: decided accuracy, then raters' agreement, then the weight. */
function isWeaker(first: RuleAnalysis, second: RuleAnalysis): boolean {
  for (const evidence of [accuracy, agreement, weight]) {
    const [a, b] = [evidence(first), evidence(second)];
    if (a !== undefined && b !== undefined && a !== b) return a < b;
  }
  return false;
}

function accuracy(rule: RuleAnalysis): number | undefined {
  return numbers.decidedPairs(rule)?.accuracy.value;
}

function agreement({ agreement }: RuleAnalysis): number | undefined {
  return isDefined(agreement) && isDefined(agreement.alpha.interval) ? agreement.alpha.interval.value : undefined;
}

function weight({ weight }: RuleAnalysis): number | undefined {
  return isDefined(weight) ? weight.value : undefined;
}
