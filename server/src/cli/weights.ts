/** `encore weights`: a rubric's weights, as data or as a module with the reward in it. */
import path from "node:path";
import process from "node:process";
import type { Command } from "commander";
import packageJson from "../../../package.json" with { type: "json" };
import { exported } from "../exchange/export/exported.ts";
import { exporters } from "../exchange/export/exporters.ts";
import { checkFile } from "./check-file.ts";
import { allowOption, formatOption, temperatureOption } from "./options.ts";
import { CannotRun, print, printRaw } from "./output.ts";
import { weightingOption, weightsOf } from "./weighting.ts";
import { writeWhole } from "./write-file.ts";

interface WeightsOptions {
  readonly format: string;
  readonly output?: string;
  readonly weighting?: string;
  readonly temperature?: number;
  readonly allow: readonly string[];
}

export function defineWeights(command: Command): void {
  command
    .description("Print a rubric's weights: as data, for other tools, or as a module with a reward function.")
    .argument("<file>", "a rubric")
    .addOption(formatOption(exporters.map(({ name }) => name)))
    .option("-o, --output <file>", "the file to write")
    .addOption(weightingOption())
    .addOption(temperatureOption())
    .addOption(allowOption())
    .action(weights);
}

async function weights(file: string, { format, output, weighting, temperature, allow }: WeightsOptions): Promise<void> {
  const { analysis } = await checkFile(file, { allow, ...(temperature !== undefined && { options: { temperature } }) });
  const { name, weights: byRule } = weightsOf(analysis, weighting);
  const about = { file: path.basename(file), version: packageJson.version, date: today(), weighting: name };
  const text = exporters.find((one) => one.name === format)?.text(exported(analysis, byRule, about)) ?? "";
  if (output === undefined) {
    printRaw(text);
    return;
  }
  await writeWhole(output, text).catch((error: Error) => {
    throw new CannotRun(`${output} cannot be written: ${error.message}.`);
  });
  print(`Wrote ${output}.`);
}

/** SOURCE_DATE_EPOCH makes what is written the same on every day (https://reproducible-builds.org/specs/source-date-epoch/). */
function today(): string {
  const epoch = process.env.SOURCE_DATE_EPOCH;
  return new Date(epoch === undefined ? Date.now() : Number(epoch) * 1000).toISOString().slice(0, 10);
}
