/** Lines and columns from 1, as compilers count. */
import type { Range } from "../rubric/rubric.ts";
import type { Source } from "./reporters/reporter.ts";

interface PlaceJson {
  readonly [key: string]: number;
  readonly line: number;
  readonly column: number;
}

export interface RangeJson {
  readonly [key: string]: PlaceJson;
  readonly start: PlaceJson;
  readonly end: PlaceJson;
}

export function rangeJson({ start, end }: Range, source: Source): RangeJson {
  const at = (offset: number) => {
    const { line, column } = source.place(offset);
    return { line: line + 1, column: column + 1 };
  };
  return { start: at(start), end: at(end) };
}
