import type { RuleAnalysis, UnnamedRule } from "../../analysis/analysis.ts";
import * as show from "../../analysis/format.ts";
import { quoted, setRuleKey } from "../../rubric/edit.ts";
import { preferencesNaming } from "../../rubric/preferences-naming.ts";
import type { Check } from "../check.ts";
import type { Fix } from "../finding.ts";
import { code, fill, someOf } from "../message.ts";
import { atRule } from "../rule-findings.ts";

const messages = {
  slip: "`{rule}` has no ratings, but `{file}` has {n} under `{id}`, which is no rule here.",
} as const;

const help = "If they are its ratings, write `rated_as: {id}` under the rule, or give it that id.";

interface Misnamed {
  readonly rule: RuleAnalysis;
  readonly rated: UnnamedRule;
}

export const unknownRule: Check<Misnamed> = {
  code: "unknown-rule",
  summary: "Ratings stand under an id that looks like a slip of a rule without ratings.",
  severity: "warning",
  messages,
  find: ({ unnamed }) => unnamed.flatMap((rated) => (rated.looksLike ? [{ rule: rated.looksLike, rated }] : [])),
  finding: ({ rule, rated: { id, n, files } }) =>
    atRule(
      rule,
      fill(messages.slip, { rule: rule.id, file: someOf(files, 1), n: show.counted(n, "rating"), id }),
      fill(help, { id }),
    ),
  fixes: ({ rule: { rule }, rated: { id } }, { rubric }) => {
    const value = quoted(id, rule.style === "json");
    const rated: Fix = {
      title: `Write ${code(`rated_as: ${id}`)}: its ratings stand under that id`,
      kind: "quickfix",
      edits: setRuleKey(rubric, rule, "rated_as", value),
      isPreferred: true,
    };
    if (rule.ratedAs) return [rated];
    const places = [rule.id.range, ...preferencesNaming(rubric, rule.id.value)];
    const edits = places.map((range) => ({ range, text: value }));
    return [rated, { title: `Rename the rule to ${code(id)}`, kind: "quickfix", edits }];
  },
};
