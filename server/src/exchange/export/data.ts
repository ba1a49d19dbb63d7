/** Weights as plain data. */
import { stringify } from "yaml";
import { type ExportedWeights, type Exporter, headline, weighed } from "./exported.ts";

export const json: Exporter = { name: "json", text: (weights) => `${JSON.stringify(plain(weights), null, 2)}\n` };

export const yaml: Exporter = {
  name: "yaml",
  text: (weights) => `# ${headline(weights)}\n${stringify(plain(weights))}`,
};

export const csv: Exporter = {
  name: "csv",
  text: (weights) =>
    ["rule,weight", ...weighed(weights).map(({ id, weight }) => `${cell(id)},${weight}`), ""].join("\n"),
};

function plain(weights: ExportedWeights) {
  const { rubric, file, version, date, weighting, temperature } = weights;
  const byRule = Object.fromEntries(weighed(weights).map(({ id, weight }) => [id, weight]));
  return { rubric, file, encore: version, date, weighting, temperature, weights: byRule };
}

/** A cell that a spreadsheet would take for a formula is quoted like any other: what it does with that is its setting. */
function cell(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
