/** Fixes that take rules out of the weighting: dropped from the document, or kept in it for the record. */
import type { Analysis, RuleAnalysis } from "../analysis/analysis.ts";
import { dropRules, retireRule } from "../rubric/edit.ts";
import { effectOfDropping } from "./effect.ts";
import type { Fix } from "./finding.ts";
import { code } from "./message.ts";

/** None where the rule has no weight, or where it is the only one that has. */
export function takeOut(rule: RuleAnalysis, reason: string, analysis: Analysis): readonly Fix[] {
  const effect = effectOfDropping([rule], analysis);
  if (effect === undefined) return [];
  const { rubric } = analysis;
  return [
    { title: `Drop ${code(rule.id)}: ${effect}`, kind: "quickfix", edits: dropRules(rubric, [rule.rule]) },
    {
      title: `Retire ${code(rule.id)}, kept for the record: ${effect}`,
      kind: "quickfix",
      edits: retireRule(rubric, rule.rule, reason),
    },
  ];
}

/** `what` they are: "unreliable". None for fewer than two. */
export function dropAll(rules: readonly RuleAnalysis[], what: string, analysis: Analysis): readonly Fix[] {
  if (rules.length < 2) return [];
  const effect = effectOfDropping(rules, analysis);
  if (effect === undefined) return [];
  const edits = dropRules(
    analysis.rubric,
    rules.map(({ rule }) => rule),
  );
  return [{ title: `Drop all ${rules.length} ${what} rules: ${effect}`, kind: "quickfix", edits }];
}
