/** Which rows or ratings of a file `only` and `except` keep, in the engine's words. Values go in as parameters. */
import type { Text } from "./relations.ts";

/** A text of a row and the values to compare it with. */
export interface Match {
  readonly isOnly: boolean;
  readonly text: Text;
  readonly values: readonly string[];
  /** Ids are compared as written, other texts that are numbers as numbers. */
  readonly isId: boolean;
}

/** The position of the first value that the text equals, from 1; 0 for none. */
export function positionOf({ text, values, isId }: Match): Text {
  return (bind) => {
    const spelled = isId ? trimmed : shortest;
    return `coalesce(list_position([${values.map((value) => spelled(bind(value))).join(", ")}], ${spelled(text(bind))}), 0)::INTEGER`;
  };
}

/** Whether a row is kept, given the position in each of these matches. */
export function isKept(matches: readonly Match[], position: (at: number, match: Match) => Text): Text {
  return (bind) =>
    matches.map((match, at) => `${position(at, match)(bind)} ${match.isOnly ? ">" : "="} 0`).join(" AND ") || "true";
}

function trimmed(text: string): string {
  return `trim(coalesce(${text}, ''))`;
}

/** Longer numbers could lose digits. */
const LONGEST_NUMBER = 15;

function shortest(text: string): string {
  const plain = trimmed(text);
  return `CASE WHEN length(${plain}) <= ${LONGEST_NUMBER} AND TRY_CAST(${plain} AS DOUBLE) IS NOT NULL THEN CAST(TRY_CAST(${plain} AS DOUBLE) AS VARCHAR) ELSE ${plain} END`;
}
