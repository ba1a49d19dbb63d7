/** `encore check`: findings, and an exit code that a pipeline can use. */
import process from "node:process";
import { type Command, Option } from "commander";
import type { Finding, Severity } from "../lint/finding.ts";
import { severities } from "../report/reporters/reporter.ts";
import { reporters } from "../report/reporters/reporters.ts";
import { checkFile } from "./check-file.ts";
import { allowOption, formatOption } from "./options.ts";
import { print, styleFor } from "./output.ts";

interface CheckOptions {
  readonly format: string;
  readonly failOn: Severity | "never";
  readonly table?: boolean;
  readonly allow: readonly string[];
}

export function defineCheck(command: Command): void {
  command
    .description("Report what is wrong with rubrics; exit 1 where a finding is at or over --fail-on.")
    .argument("<file...>", "rubrics: *.rubric.yaml, *.rubric.json")
    .addOption(formatOption(reporters.map(({ name }) => name)))
    .addOption(
      new Option("--fail-on <severity>", "the least severity that fails")
        .choices([...severities, "never"])
        .default("warning"),
    )
    .option("--table", "the table of rules after the findings")
    .addOption(allowOption())
    .action(check);
}

async function check(files: readonly string[], options: CheckOptions): Promise<void> {
  const results = await Promise.all(files.map((file) => checkFile(file, options.allow)));
  const reporter = reporters.find(({ name }) => name === options.format);
  const context = { style: styleFor(process.stdout), hasTable: options.table === true };
  print(reporter?.report(results, context) ?? "");
  if (results.some(({ findings }) => findings.some(failsOn(options.failOn)))) process.exitCode = 1;
}

function failsOn(least: Severity | "never"): (finding: Finding) => boolean {
  return ({ severity }) => least !== "never" && severities.indexOf(severity) <= severities.indexOf(least);
}
