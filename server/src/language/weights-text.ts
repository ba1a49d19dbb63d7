/** A rubric's weights as text to use elsewhere. */
import { stringify } from "yaml";
import type { Analysis } from "../analysis/analysis.ts";
import { isDefined } from "../statistics/result.ts";
import { csvRow } from "./csv.ts";

export type WeightsFormat = "csv" | "json" | "yaml";

const formats: Readonly<Record<WeightsFormat, (weights: readonly (readonly [string, number])[]) => string>> = {
  csv: (weights) => ["rule,weight", ...weights.map(([id, weight]) => csvRow([id, String(weight)])), ""].join("\n"),
  json: (weights) => `${JSON.stringify(Object.fromEntries(weights), null, 2)}\n`,
  yaml: (weights) => stringify(Object.fromEntries(weights)),
};

/** In full precision, in the order of the document; rules without a weight are excluded. */
export function weightsText({ rules }: Analysis, format: WeightsFormat): string {
  return formats[format](rules.flatMap(({ id, weight }) => (isDefined(weight) ? [[id, weight.value] as const] : [])));
}
