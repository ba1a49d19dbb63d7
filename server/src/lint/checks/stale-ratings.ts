import * as show from "../../analysis/format.ts";
import { isJson, quoted, setRuleKey } from "../../rubric/edit.ts";
import { isDefined } from "../../statistics/result.ts";
import type { Check } from "../finding.ts";
import { fill } from "../message.ts";
import { atRule, ruleOf } from "../tell.ts";

const messages = {
  changed:
    "`{rule}` was rated under other words: its text now has the wording {present}, its ratings were collected for {rated}. They may not hold for the new text.",
  left: "{n} of `{rule}` {were} collected for other words and {are} left out.",
} as const;

const helps = {
  changed: "Rate it again under the new text and then stamp the wording; or take the old text back.",
  left: "Rate the rest again under the present text, or take the old rows out of the file.",
};

export const staleRatings: Check = {
  code: "stale-ratings",
  summary: "A rule's text has changed since its ratings were collected.",
  severity: "warning",
  messages,
  find: ({ rules }) =>
    rules.flatMap((rule) => {
      const { wording } = rule.rule;
      const changed =
        rule.isStale && wording && isDefined(rule.presentWording)
          ? [
              {
                ...atRule(
                  staleRatings,
                  rule,
                  fill(messages.changed, { rule: rule.id, present: rule.presentWording, rated: wording.value }),
                  helps.changed,
                ),
                range: wording.range,
              },
            ]
          : [];
      if (rule.staleRatings === 0) return changed;
      const left = fill(messages.left, {
        rule: rule.id,
        n: show.counted(rule.staleRatings, "rating"),
        ...verbs(rule.staleRatings),
      });
      return [...changed, atRule(staleRatings, rule, left, helps.left)];
    }),
  fixes(finding, analysis) {
    const rule = ruleOf(finding, analysis);
    if (!rule?.isStale || !isDefined(rule.presentWording)) return [];
    const { rubric } = analysis;
    const wording = quoted(rule.presentWording, isJson(rubric.text, rule.rule));
    return [
      {
        title: `Stamp the wording ${rule.presentWording}: its ratings are of the text as it stands`,
        kind: "quickfix",
        edits: setRuleKey(rubric, rule.rule, "wording", wording),
      },
    ];
  },
};

function verbs(count: number) {
  return count === 1 ? { were: "was", are: "is" } : { were: "were", are: "are" };
}
