/** Renames of a rule's id (its ratings stay attached) and of a tag (everywhere). */
import { quoted, renameRule } from "../rubric/edit.ts";
import type { Range, Rubric, TextEdit } from "../rubric/rubric.ts";
import { isIn, ruleAt, tagAt, usesOfTag } from "./places.ts";

export function prepareRename(rubric: Rubric, offset: number): { range: Range; placeholder: string } | undefined {
  const tag = tagAt(rubric, offset)?.tag;
  if (tag) return { range: tag.range, placeholder: tag.value };
  const id = ruleAt(rubric, offset)?.id;
  return id && isIn(offset, id.range) ? { range: id.range, placeholder: id.value } : undefined;
}

/** The edits, or why there are none. */
export function rename(
  rubric: Rubric,
  offset: number,
  name: string,
): { readonly edits: readonly TextEdit[] } | { readonly refused: string } {
  const wanted = name.trim();
  if (wanted === "") return { refused: "A name has one letter or more." };
  const tag = tagAt(rubric, offset)?.tag;
  if (tag)
    return {
      edits: usesOfTag(rubric, tag.value).map((use) => ({
        range: use.tag.range,
        text: quoted(wanted, use.rule.style === "json"),
      })),
    };
  const rule = ruleAt(rubric, offset);
  if (!rule || !isIn(offset, rule.id.range)) return { refused: "Only ids of rules and tags can be renamed." };
  if (wanted === rule.id.value) return { edits: [] };
  if (rubric.rules.some(({ id }) => id.value === wanted)) return { refused: `There is a rule "${wanted}" already.` };
  return { edits: renameRule(rubric, rule, wanted) };
}
