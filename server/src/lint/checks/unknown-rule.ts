import type { Analysis, UnnamedRule } from "../../analysis/analysis.ts";
import * as show from "../../analysis/format.ts";
import { isJson, quoted, setRuleKey } from "../../rubric/edit.ts";
import type { TextEdit } from "../../rubric/rubric.ts";
import type { Check, Finding, Fix } from "../finding.ts";
import { code, fill, someOf } from "../message.ts";
import { atRule } from "../tell.ts";

const messages = {
  slip: "`{rule}` has no ratings, but `{file}` has {n} under `{id}`, which is no rule here.",
} as const;

const help = "If they are its ratings, write `rated_as: {id}` under the rule, or give it that id.";

export const unknownRule: Check = {
  code: "unknown-rule",
  summary: "Ratings stand under an id that looks like a slip of a rule without ratings.",
  severity: "warning",
  messages,
  find: (analysis) => slips(analysis).map(({ finding }) => finding),
  fixes: (finding, analysis) =>
    slips(analysis).flatMap((slip) => (slip.finding.message === finding.message ? fixesOf(slip, analysis) : [])),
};

interface Slip {
  readonly finding: Finding;
  readonly unnamed: UnnamedRule;
}

function slips({ unnamed }: Analysis): Slip[] {
  return unnamed.flatMap((one) => {
    const { id, n, files, looksLike } = one;
    if (!looksLike) return [];
    const told = fill(messages.slip, { rule: looksLike.id, file: someOf(files, 1), n: show.counted(n, "rating"), id });
    return [{ finding: atRule(unknownRule, looksLike, told, fill(help, { id })), unnamed: one }];
  });
}

function fixesOf({ unnamed: { id, looksLike } }: Slip, analysis: Analysis): Fix[] {
  if (!looksLike) return [];
  const { rubric } = analysis;
  const { rule } = looksLike;
  const value = quoted(id, isJson(rubric.text, rule));
  const rated: Fix = {
    title: `Write ${code(`rated_as: ${id}`)}: its ratings stand under that id`,
    kind: "quickfix",
    edits: setRuleKey(rubric, rule, "rated_as", value),
    isPreferred: true,
  };
  if (rule.ratedAs) return [rated];
  const renamed: TextEdit[] = [rule.id.range, ...overallOf(analysis, rule.id.value)].map((range) => ({
    range,
    text: value,
  }));
  return [rated, { title: `Rename the rule to ${code(id)}`, kind: "quickfix", edits: renamed }];
}

/** Where preferences name the rule. */
function overallOf({ rubric }: Analysis, id: string) {
  return (rubric.preferences?.value ?? []).flatMap((source) =>
    source.kind === "overall" && source.overall.value === id ? [source.overall.range] : [],
  );
}
