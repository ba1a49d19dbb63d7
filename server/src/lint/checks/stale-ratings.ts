import type { RuleAnalysis } from "../../analysis/analysis.ts";
import * as show from "../../analysis/format.ts";
import { quoted, setRuleKey } from "../../rubric/edit.ts";
import type { Field } from "../../rubric/rubric.ts";
import { isDefined } from "../../statistics/result.ts";
import type { Check } from "../check.ts";
import { fill } from "../message.ts";
import { atRule } from "../rule-findings.ts";

const messages = {
  changed:
    "`{rule}`: the text has changed since it was rated. Its ratings were collected for wording {rated}, the text has {present}, so they may no longer hold.",
  left: "`{rule}`: {n} {were} collected for another wording and {are} excluded.",
} as const;

const helps = {
  changed: "Rate it again with the new text and stamp the wording, or restore the old text.",
  left: "Rate the rest again with the present text, or remove the old rows from the file.",
};

interface Changed {
  readonly rule: RuleAnalysis;
  /** The wording that was rated, as the rubric writes it. */
  readonly rated: Field<string>;
  readonly present: string;
}

type Case = Changed | { readonly rule: RuleAnalysis };

export const staleRatings: Check<Case> = {
  code: "stale-ratings",
  summary: "A rule's text has changed since its ratings were collected.",
  severity: "warning",
  messages,
  find: ({ rules }) =>
    rules.flatMap((rule): Case[] => [...changed(rule), ...(rule.staleRatings > 0 ? [{ rule }] : [])]),
  finding(found) {
    const { rule } = found;
    if ("present" in found) {
      const { present, rated } = found;
      const text = fill(messages.changed, { rule: rule.id, present, rated: rated.value });
      return { ...atRule(rule, text, helps.changed), range: rated.range };
    }
    const n = show.counted(rule.staleRatings, "rating");
    return atRule(rule, fill(messages.left, { rule: rule.id, n, ...verbs(rule.staleRatings) }), helps.left);
  },
  fixes(found, { rubric }) {
    if (!("present" in found)) return [];
    const { rule, present } = found;
    return [
      {
        title: `Stamp the wording ${present}: the ratings are of the present text`,
        kind: "quickfix",
        edits: setRuleKey(rubric, rule.rule, "wording", quoted(present, rule.rule.style === "json")),
      },
    ];
  },
};

function changed(rule: RuleAnalysis): Changed[] {
  const { wording } = rule.rule;
  if (!rule.isStale || !wording || !isDefined(rule.presentWording)) return [];
  return [{ rule, rated: wording, present: rule.presentWording }];
}

function verbs(count: number) {
  return count === 1 ? { were: "was", are: "is" } : { were: "were", are: "are" };
}
