/** `only` and `except` of a request -> what to keep of one file, found among its columns. */
import type { RowCondition, RowConditions } from "../tallies/store.ts";
import type { SourceProblem } from "../tallies/tallies.ts";
import { listed } from "./near-names.ts";
import { failure } from "./outcome.ts";
import type { ColumnFinder } from "./shape.ts";
import type { Match } from "./sql/conditions.ts";
import { type Relation, type Text, textOf } from "./sql/relations.ts";

/** A condition by the key it is written under, and the column it is about. */
export interface Condition extends RowCondition {
  readonly key: "only" | "except";
}

export function conditionsOf({ only = [], except = [] }: RowConditions): Condition[] {
  return [
    ...only.map((condition): Condition => ({ ...condition, key: "only" })),
    ...except.map((condition): Condition => ({ ...condition, key: "except" })),
  ];
}

/** The matches of a file's rows; `mapped` gives the text of a name that means a mapped column. */
export function matchesOf(
  conditions: readonly Condition[],
  finder: ColumnFinder,
  relation: Relation,
  mapped: ReadonlyMap<string, Text>,
): Match[] {
  return conditions.map(({ key, column, values }) => {
    const text = mapped.get(column);
    return {
      isOnly: key === "only",
      text: text ?? textOf(relation, finder.required(key, column)),
      values,
      isId: text !== undefined && column !== "rating",
    };
  });
}

/**
 * Values that nothing in the source equals are probably typos. `found` has, by file, then by condition, the positions
 * of the values that occurred.
 */
export function unmatchedIn(
  source: string,
  conditions: readonly Condition[],
  found: readonly (readonly ReadonlySet<number>[])[],
): SourceProblem[] {
  return conditions.flatMap(({ key, column, values }, c) => {
    const missing = values.filter((_, at) => !found.some((ofFile) => ofFile[c]?.has(at + 1)));
    if (missing.length === 0) return [];
    const message = `\`${source}\` has no row with ${listed(missing, "or")} in \`${column}\`, which \`${key}:\` names. Correct the value, or remove it.`;
    return [failure("value", key, message).problem];
  });
}

export function allExcluded(file: string, excluded: number): SourceProblem {
  const message = `\`only:\` and \`except:\` exclude all ${excluded} rows of \`${file}\`. Nothing of it counts.`;
  return failure("empty", "file", message).problem;
}
