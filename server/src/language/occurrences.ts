/** Everywhere that a tag or a rule's id is used; for references, highlights and renames. */
import { preferencesNaming } from "../rubric/preferences-naming.ts";
import type { Range, Rubric } from "../rubric/rubric.ts";
import { isIn, ruleAt, tagAt, usesOfTag } from "./places.ts";

export function occurrences(rubric: Rubric, offset: number): readonly Range[] {
  const tag = tagAt(rubric, offset);
  if (tag) return usesOfTag(rubric, tag.tag.value).map((use) => use.tag.range);
  const rule = ruleAt(rubric, offset);
  if (!rule || !isIn(offset, rule.id.range)) return [];
  const id = rule.id.value;
  return [
    ...preferencesNaming(rubric, id),
    ...rubric.rules.filter((one) => one.id.value === id).map((one) => one.id.range),
  ];
}
