/** `encore report`: the whole Analysis as one HTML file, or as Markdown for a pull request. */
import path from "node:path";
import process from "node:process";
import type { Command } from "commander";
import packageJson from "../../../package.json" with { type: "json" };
import { pageAssets } from "../edge/page-assets.ts";
import { contentNonce } from "../report/content-nonce.ts";
import { toWire } from "../report/page/wire.ts";
import { reportMarkdown } from "../report/report-markdown.ts";
import { htmlPage } from "../report/static-page.ts";
import { checkFile } from "./check-file.ts";
import { allowOption, formatOption } from "./options.ts";
import { CannotRun, print } from "./output.ts";
import { writeWhole } from "./write-file.ts";

interface ReportOptions {
  readonly output?: string;
  readonly format: string;
  readonly allow: readonly string[];
}

export function defineReport(command: Command): void {
  command
    .description("Write a rubric's report: one HTML file that opens anywhere, or Markdown for a pull request.")
    .argument("<file>", "a rubric")
    .option("-o, --output <file>", "the file to write (HTML by default beside the rubric, Markdown to the terminal)")
    .addOption(formatOption(["html", "markdown"]))
    .addOption(allowOption())
    .action(report);
}

async function report(file: string, { output, format, allow }: ReportOptions): Promise<void> {
  const { analysis, findings } = await checkFile(file, { allow });
  const shown = path.basename(file);
  if (format === "markdown") {
    const text = reportMarkdown(analysis, findings, shown);
    if (output === undefined) process.stdout.write(text);
    else await write(output, text);
    return;
  }
  const data = toWire({ file: shown, version: packageJson.version, analysis, findings, isBusy: false });
  const title = analysis.rubric.name?.value ?? shown;
  const target = output ?? `${file.replace(/(\.rubric)?\.(ya?ml|json)$/i, "")}.report.html`;
  const assets = await pageAssets();
  await write(target, htmlPage({ title, data, ...assets }, contentNonce(assets.script + data)));
  print(`Wrote ${target}.`);
}

async function write(target: string, text: string): Promise<void> {
  await writeWhole(target, text).catch((error: Error) => {
    throw new CannotRun(`${target} cannot be written: ${error.message}.`);
  });
}
