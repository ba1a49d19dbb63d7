/** What a step of reading gives: a value, or the problem that ends the reading. */
import type { Read } from "../tallies/store.ts";
import type { SourceProblem } from "../tallies/tallies.ts";

export type Outcome<T> = { readonly value: T } | { readonly problem: SourceProblem };

export function failure(
  code: SourceProblem["code"],
  field: SourceProblem["field"],
  message: string,
  replacements: readonly string[] = [],
): { readonly problem: SourceProblem } {
  return { problem: { code, field, message, ...(replacements.length > 0 && { replacements }) } };
}

export function failed(...problems: readonly SourceProblem[]): Read<never> {
  return { value: undefined, problems };
}
