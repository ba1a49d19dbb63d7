/** What a module with a `reward` function holds of each rule, as JSON in ASCII on one line a rule. */
import type { ExportedWeights } from "./exported.ts";

export function rulesData({ rules }: ExportedWeights): string {
  const used = rules.filter(({ weight, gate }) => weight > 0 || gate !== null);
  const lines = used.map(({ id, weight, polarity, min, max, words, gate }) =>
    JSON.stringify({ id, weight, negative: polarity === "negative", min, max, words, gate }).replace(
      /[\u007f-\uffff]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
    ),
  );
  return `[\n${lines.map((line) => `  ${line}`).join(",\n")}\n]`;
}
