/** Fixes that take rules out of the weighting: dropped from the document, or kept in it for the record. */
import type { Analysis, Drop, RuleAnalysis } from "../analysis/analysis.ts";
import { dropRules, retireRule } from "../rubric/edit.ts";
import type { Rubric } from "../rubric/rubric.ts";
import { isDefined, type Maybe } from "../statistics/result.ts";
import { effectOfDropping } from "./effect.ts";
import type { Fix } from "./finding.ts";
import { code } from "./message.ts";

/** None where the rule has no weight, or where it is the only one that has. */
export function takeOut(rule: RuleAnalysis, reason: string, analysis: Analysis): readonly Fix[] {
  const effect = effectOfDropping(rule.drop, analysis);
  if (effect === undefined) return [];
  const { rubric } = analysis;
  const retire: Fix = {
    title: `Retire ${code(rule.id)}, kept for the record: ${effect}`,
    kind: "quickfix",
    edits: retireRule(rubric, rule.rule, reason),
  };
  if (hidesAnother(rule, rubric)) return [retire];
  const drop = { title: `Drop ${code(rule.id)}: ${effect}`, kind: retire.kind, edits: dropRules(rubric, [rule.rule]) };
  return [drop, retire];
}

/** `what` they are: "unreliable". None for fewer than two. */
export function dropAll(drop: Maybe<Drop>, what: string, analysis: Analysis): readonly Fix[] {
  const { rubric } = analysis;
  const effect = effectOfDropping(drop, analysis);
  if (!isDefined(drop) || effect === undefined) return [];
  const ids = new Set(drop.rules);
  const rules = analysis.rules.filter(({ id }) => ids.has(id));
  if (rules.length < 2 || rules.some((rule) => hidesAnother(rule, rubric))) return [];
  const dropped = rules.map(({ rule }) => rule);
  return [
    { title: `Drop all ${rules.length} ${what} rules: ${effect}`, kind: "quickfix", edits: dropRules(rubric, dropped) },
  ];
}

/** With the first rule of an id gone, the second one would be analysed in its place. */
function hidesAnother({ rule }: RuleAnalysis, { rules }: Rubric): boolean {
  return rules.some((other) => other !== rule && other.id.value === rule.id.value);
}
