import type { RuleAnalysis, UnnamedRule } from "../../analysis/analysis.ts";
import * as show from "../../analysis/format.ts";
import { quoted, setRuleKey } from "../../rubric/edit.ts";
import { preferencesNaming } from "../../rubric/preferences-naming.ts";
import type { Check } from "../check.ts";
import type { Fix } from "../finding.ts";
import { fill, someOf, titled } from "../message.ts";
import { atRule } from "../rule-findings.ts";

const messages = {
  misnamed: "`{rule}` has no ratings, but `{file}` has {n} under `{id}`, which is not a rule.",
} as const;

const help = "If they are its ratings, write `rated_as: {id}` in the rule, or rename it.";

interface Misnamed {
  readonly rule: RuleAnalysis;
  readonly rated: UnnamedRule;
}

export const unknownRule: Check<Misnamed> = {
  code: "unknown-rule",
  summary: "A rule has no ratings, but the files have some under a similar id.",
  severity: "warning",
  messages,
  find: ({ unnamed }) => unnamed.flatMap((rated) => (rated.looksLike ? [{ rule: rated.looksLike, rated }] : [])),
  finding: ({ rule, rated: { id, n, files } }) =>
    atRule(
      rule,
      fill(messages.misnamed, { rule: rule.id, file: someOf(files, 1), n: show.counted(n, "rating"), id }),
      fill(help, { id }),
    ),
  fixes: ({ rule: { rule }, rated: { id } }, { rubric }) => {
    const value = quoted(id, rule.style === "json");
    const rated: Fix = {
      title: titled("Write `rated_as:` {rule}, the id in the files", id),
      kind: "quickfix",
      edits: setRuleKey(rubric, rule, "rated_as", value),
      isPreferred: true,
    };
    if (rule.ratedAs) return [rated];
    const places = [rule.id.range, ...preferencesNaming(rubric, rule.id.value)];
    const edits = places.map((range) => ({ range, text: value }));
    return [rated, { title: titled("Rename the rule to {rule}", id), kind: "quickfix", edits }];
  },
};
