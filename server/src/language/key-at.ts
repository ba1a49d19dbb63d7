/** The key that an offset is on, with its path in the format: ["rules", 0, "polarity"]. */
import type { Field, Range, Rubric } from "../rubric/rubric.ts";
import { isIn, ruleAt } from "./places.ts";

export type Path = readonly (string | number)[];

export interface KeyAt {
  readonly path: Path;
  readonly range: Range;
}

/** What the values are called in the code, where it is not what the format calls them. */
const written: Readonly<Record<string, string>> = {
  ratedAs: "rated_as",
  urlEnv: "url_env",
  promptText: "prompt_text",
};

export function keyAt(rubric: Rubric, offset: number): KeyAt | undefined {
  const rule = ruleAt(rubric, offset);
  if (rule) return keyOf(rule, ["rules", rubric.rules.indexOf(rule)], offset);
  if (rubric.rulesKey && isIn(offset, rubric.rulesKey)) return { path: ["rules"], range: rubric.rulesKey };
  for (const name of ["ratings", "responses", "preferences", "baselines"] as const) {
    const field = rubric[name];
    const at = field?.value.findIndex(({ range }) => isIn(offset, range)) ?? -1;
    const entry = field?.value[at];
    const found = entry && keyOf(entry, [name, at], offset);
    if (found) return found;
  }
  const { encore } = rubric;
  if (encore && isIn(offset, encore.key)) return { path: ["encore"], range: encore.key };
  return (encore && keyOf(encore, ["encore"], offset)) ?? keyOf(rubric, [], offset);
}

function keyOf(holder: object, path: Path, offset: number): KeyAt | undefined {
  for (const [name, field] of Object.entries(holder))
    if (isField(field) && isIn(offset, field.key)) return { path: [...path, written[name] ?? name], range: field.key };
  return undefined;
}

function isField(part: unknown): part is Field<unknown> {
  return typeof part === "object" && part !== null && "key" in part && "range" in part;
}
