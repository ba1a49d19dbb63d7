/** Fixes that take rules out of the weighting: dropped from the document, or kept in it for the record. */
import type { Analysis, Drop, RuleAnalysis } from "../analysis/analysis.ts";
import { dropRules, retireRule } from "../rubric/edit.ts";
import type { Rubric } from "../rubric/rubric.ts";
import { isDefined, type Maybe } from "../statistics/result.ts";
import { effectOfDropping } from "./effect.ts";
import type { Fix } from "./finding.ts";
import { titled } from "./message.ts";

/** None where the rule has no weight, or where it is the only one that has. The effect is said once, in the first. */
export function takeOut(rule: RuleAnalysis, reason: string, analysis: Analysis): readonly Fix[] {
  const effect = effectOfDropping(rule.drop, analysis);
  if (effect === undefined) return [];
  const { rubric } = analysis;
  const isHiding = hidesAnother(rule, rubric);
  const retire: Fix = {
    title: isHiding
      ? titled("Retire {rule}: {text}", rule.id, effect)
      : titled("Retire {rule}, kept for the record", rule.id),
    purpose: "retire",
    kind: "quickfix",
    edits: retireRule(rubric, rule.rule, reason),
  };
  if (isHiding) return [retire];
  const title = titled("Drop {rule}: {text}", rule.id, effect);
  return [{ title, purpose: "drop", kind: "quickfix", edits: dropRules(rubric, [rule.rule]) }, retire];
}

/** `what` they are: "unreliable". None for fewer than two. */
export function dropAll(drop: Maybe<Drop>, what: string, analysis: Analysis): readonly Fix[] {
  const { rubric } = analysis;
  const effect = effectOfDropping(drop, analysis);
  if (!isDefined(drop) || effect === undefined) return [];
  const ids = new Set(drop.rules);
  const rules = analysis.rules.filter(({ id }) => ids.has(id));
  if (rules.length < 2 || rules.some((rule) => hidesAnother(rule, rubric))) return [];
  const isMeasured = effect.startsWith("accuracy");
  const title = `Drop all ${rules.length} ${what} rules${isMeasured ? `: ${effect}` : ""}`;
  const edits = dropRules(
    rubric,
    rules.map(({ rule }) => rule),
  );
  return [{ title, purpose: "drop", kind: "quickfix", edits }];
}

/** With the first rule of an id gone, the second one would be analysed in its place. */
function hidesAnother({ rule }: RuleAnalysis, { rules }: Rubric): boolean {
  return rules.some((other) => other !== rule && other.id.value === rule.id.value);
}
