/** `encore analyze`: the whole Analysis, as a table or as JSON (docs/json.md). */
import process from "node:process";
import type { Command } from "commander";
import { evidenceText } from "../report/evidence-table.ts";
import { analysisJson } from "../report/json.ts";
import { rangeJson } from "../report/range-json.ts";
import { checkFile } from "./check-file.ts";
import { allowOption, formatOption, temperatureOption } from "./options.ts";
import { print, styleFor } from "./output.ts";

interface AnalyzeOptions {
  readonly format: string;
  readonly temperature?: number;
  readonly allow: readonly string[];
}

export function defineAnalyze(command: Command): void {
  command
    .argument("<file>", "a rubric")
    .addOption(formatOption(["table", "json"]))
    .addOption(temperatureOption())
    .addOption(allowOption())
    .action(analyzeFile);
}

async function analyzeFile(file: string, { format, temperature, allow }: AnalyzeOptions): Promise<void> {
  const settings = temperature === undefined ? {} : { temperature };
  const { analysis, findings, source } = await checkFile(file, allow, settings);
  if (format === "table") print(evidenceText(analysis, styleFor(process.stdout)));
  else {
    const json = analysisJson(analysis, findings, file, ({ range }) => rangeJson(range, source));
    print(JSON.stringify(json, null, 2));
  }
}
