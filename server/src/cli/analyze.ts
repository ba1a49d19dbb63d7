/** `encore analyze`: the whole Analysis, as a table or as JSON (docs/json.md). */
import process from "node:process";
import type { Command } from "commander";
import { evidenceText } from "../report/evidence-table.ts";
import { analysisJson } from "../report/json.ts";
import { jsonText } from "../report/json-text.ts";
import { rangeJson } from "../report/range-json.ts";
import type { Checked } from "../report/reporters/reporter.ts";
import { checkFile } from "./check-file.ts";
import { allowOption, colorOption, formatOption, temperatureOption } from "./options.ts";
import { type ColorChoice, fail, print, styleFor, widthOf } from "./output.ts";
import { startProgress } from "./progress.ts";

interface AnalyzeOptions {
  readonly format: string;
  readonly temperature?: number;
  readonly color: ColorChoice;
  readonly allow: readonly string[];
}

export function defineAnalyze(command: Command): void {
  command
    .description(
      "Print everything that is known about a rubric. Exit 2 where a source could not be read or no rule has ratings.",
    )
    .argument("<file>", "a rubric")
    .addOption(formatOption(["table", "json"]))
    .addOption(temperatureOption())
    .addOption(colorOption())
    .addOption(allowOption())
    .action(analyzeFile);
}

async function analyzeFile(file: string, { format, temperature, color, allow }: AnalyzeOptions): Promise<void> {
  const progress = startProgress();
  progress.step(`Analysing ${file}`);
  const checked = await checkFile(file, {
    allow,
    ...(temperature !== undefined && { options: { temperature } }),
  }).finally(progress.done);
  const { analysis, findings, source } = checked;
  if (format === "json")
    print(jsonText(analysisJson(analysis, findings, file, ({ range }) => rangeJson(range, source))));
  else print(evidenceText(analysis, styleFor(process.stdout, color), widthOf(process.stdout)));
  reportGaps(checked);
}

/** What could not be analysed, as `encore check` reports it. */
function reportGaps({ analysis, findings, source }: Checked): void {
  for (const { severity, range, message, help } of findings) {
    if (severity !== "error") continue;
    const { line, column } = source.place(range.start);
    fail(`${source.file}:${line + 1}:${column + 1}: ${message}${help ? ` ${help}` : ""}`);
  }
  if (process.exitCode === undefined && analysis.sources.some(({ state }) => state === "failed"))
    fail(`${source.file}: a source could not be read. encore check says which.`);
  if (process.exitCode === undefined && analysis.rules.every(({ n }) => n === 0))
    fail(`${source.file}: no rule has ratings.`);
}
