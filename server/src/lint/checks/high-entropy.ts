import type { Analysis, RuleAnalysis } from "../../analysis/analysis.ts";
import * as show from "../../analysis/format.ts";
import type { Range } from "../../rubric/rubric.ts";
import { isDefined } from "../../statistics/result.ts";
import type { Check } from "../check.ts";
import { fill } from "../message.ts";
import { atRule, rulesWithVerdict } from "../rule-findings.ts";
import { dropAll, takeOut } from "../take-out.ts";

const messages = {
  unreliable:
    "`{rule}`: raters disagree and ratings are spread over the whole scale (entropy {entropy} of the maximum). Its ratings are mostly noise.",
  uncertain: "`{rule}`: high entropy ({entropy} of the maximum), one rating per response: noise or information?",
  rubric:
    "{n} of {rules} rules have high entropy and one rating per response. Noise and information look the same there, and ENCORE gives both less weight.",
} as const;

const helps = {
  unreliable: "Reword the rule or sharpen its anchors, or see what dropping it does.",
  uncertain: "Have 30 responses rated a second time: that separates noise from information.",
} as const;

type Case =
  | { readonly kind: "unreliable" | "uncertain"; readonly rule: RuleAnalysis }
  | { readonly kind: "rubric"; readonly at: Range; readonly uncertain: number; readonly rules: number };

export const highEntropy: Check<Case> = {
  code: "high-entropy",
  summary: "A rule's ratings are spread over its whole scale, and nothing shows that this is information.",
  severity: "warning",
  readsEvidence: true,
  messages,
  find(analysis) {
    const uncertain = rulesWithVerdict(analysis, "uncertain");
    return [
      ...rulesWithVerdict(analysis, "unreliable").map((rule): Case => ({ kind: "unreliable", rule })),
      ...uncertain.map((rule): Case => ({ kind: "uncertain", rule })),
      ...wholeRubric(analysis, uncertain.length),
    ];
  },
  finding(found) {
    if (found.kind === "rubric") {
      const message = fill(messages.rubric, { n: show.count(found.uncertain), rules: show.count(found.rules) });
      return { range: found.at, message, help: helps.uncertain };
    }
    const { kind, rule } = found;
    const text = fill(messages[kind], { rule: rule.id, entropy: normalized(rule) });
    return { ...atRule(rule, text, helps[kind]), ...(kind === "uncertain" && { severity: "information" as const }) };
  },
  fixes(found, analysis) {
    if (found.kind === "rubric") return [];
    const fixes = takeOut(found.rule, "ratings spread over the whole scale", analysis);
    return found.kind === "uncertain" ? fixes : [...fixes, ...dropAll(analysis.dropUnreliable, "unreliable", analysis)];
  },
};

/** One warning for all rules that are uncertain, where their ratings come from. */
function wholeRubric({ rubric, rules }: Analysis, uncertain: number): Case[] {
  const at = rubric.ratings?.key ?? rubric.rulesKey;
  return uncertain > 0 && at ? [{ kind: "rubric", at, uncertain, rules: rules.length }] : [];
}

function normalized({ entropy }: RuleAnalysis): string {
  return isDefined(entropy) && isDefined(entropy.normalized) ? show.percent(entropy.normalized, 0) : "";
}
