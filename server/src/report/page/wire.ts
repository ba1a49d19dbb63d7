/**
 * The Analysis as JSON for the page, and back: JSON has no Map, Set, typed array and infinity, so each is an object
 * with one key that no value of the Analysis has.
 */
import type { Analysis } from "../../analysis/analysis.ts";
import type { Finding } from "../../lint/finding.ts";

/** What the page shows. */
export interface PageData {
  /** The rubric's file, as the reader knows it. */
  readonly file: string;
  readonly version: string;
  readonly analysis: Analysis;
  readonly findings: readonly Finding[];
  readonly isBusy: boolean;
}

const MAP = "$map";
const SET = "$set";
const NUMBERS = "$numbers";
const NUMBER = "$number";

/** `<` is escaped, so that the text is safe in a script element. */
export function toWire(data: PageData): string {
  return JSON.stringify(data, (_, value: unknown) => {
    if (value instanceof Map) return { [MAP]: [...value] };
    if (value instanceof Set) return { [SET]: [...value] };
    if (ArrayBuffer.isView(value) && !(value instanceof DataView))
      return { [NUMBERS]: Array.from(value as Float64Array, finite) };
    return typeof value === "number" ? finite(value) : value;
  }).replaceAll("<", "\\u003c");
}

export function fromWire(text: string): PageData {
  return JSON.parse(text, (_, value: unknown) => {
    if (typeof value !== "object" || value === null) return value;
    if (MAP in value) return new Map(value[MAP] as [unknown, unknown][]);
    if (SET in value) return new Set(value[SET] as unknown[]);
    if (NUMBERS in value) return Float64Array.from(value[NUMBERS] as number[]);
    return NUMBER in value ? Number(value[NUMBER]) : value;
  }) as PageData;
}

function finite(value: number): unknown {
  return Number.isFinite(value) ? value : { [NUMBER]: String(value) };
}
