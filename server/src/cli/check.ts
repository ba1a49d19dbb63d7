/** `encore check`: findings, and an exit code that a pipeline can use. */
import path from "node:path";
import process from "node:process";
import { text as readAll } from "node:stream/consumers";
import { type Command, InvalidArgumentError } from "commander";
import packageJson from "../../../package.json" with { type: "json" };
import type { Finding, Severity } from "../lint/finding.ts";
import { unifiedDiff } from "../report/diff.ts";
import { type Checked, type Results, severities, type Unread } from "../report/reporters/reporter.ts";
import { reporters } from "../report/reporters/reporters.ts";
import { readBaseline, writeBaseline } from "./baseline.ts";
import { checkText, readRubric } from "./check-file.ts";
import { findRubrics, STDIN, shownPath } from "./find-rubrics.ts";
import { fixed } from "./fix.ts";
import { allowOption, checksOption, choiceOption, colorOption, formatOption } from "./options.ts";
import { CannotRun, type ColorChoice, fail, print, printRaw, styleFor, widthOf } from "./output.ts";
import { startProgress } from "./progress.ts";
import { runOnChange } from "./watch-files.ts";
import { writeWhole } from "./write-file.ts";

interface CheckOptions {
  readonly format: string;
  readonly failOn: Severity | "never";
  readonly maxWarnings?: number;
  readonly select?: readonly string[];
  readonly ignore?: readonly string[];
  readonly fix?: boolean;
  readonly fixDryRun?: boolean;
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly watch?: boolean;
  readonly table?: boolean;
  readonly quiet?: boolean;
  readonly color: ColorChoice;
  readonly stdinFilename: string;
  readonly allow: readonly string[];
}

export function defineCheck(command: Command): void {
  command
    .description(
      "Report what is wrong with rubrics. Exit 0: no finding at or over --fail-on; 1: some; 2: something could not be checked.",
    )
    .argument("[path...]", "rubrics, folders, patterns, or - for standard input; by default the present folder")
    .addOption(formatOption(reporters.map(({ name }) => name)))
    .addOption(
      choiceOption("--fail-on <severity>", "the least severity that fails", [...severities, "never"]).default(
        "warning",
      ),
    )
    .option("--max-warnings <count>", "fail on warnings only where there are more", wholeNumber)
    .addOption(checksOption("--select <checks>", "only these checks, with commas between; repeatable"))
    .addOption(checksOption("--ignore <checks>", "all but these checks, with commas between; repeatable"))
    .option("--fix", "apply the fixes that cannot change a weight")
    .option("--fix-dry-run", "print what --fix would change, as a diff")
    .option("--baseline <file>", "do not report the findings that this file lists")
    .option("--write-baseline <file>", "list the present findings in this file, and exit 0")
    .option("--watch", "check again whenever a rubric or a rating file changes")
    .option("--table", "the table of rules after the findings")
    .option("--quiet", "print only findings that fail")
    .addOption(colorOption())
    .option("--stdin-filename <file>", "the name of what comes on standard input", "stdin.rubric.yaml")
    .addOption(allowOption())
    .action(check);
}

async function check(paths: readonly string[], options: CheckOptions): Promise<void> {
  if (options.watch !== true) {
    await checkOnce(paths, options);
    return;
  }
  if (paths.includes(STDIN)) throw new CannotRun("--watch needs files: standard input does not change.");
  await runOnChange(async () => {
    const { checked, unread } = await checkOnce(paths, options);
    const sources = checked.flatMap(({ source, analysis }) =>
      analysis.sources.flatMap(({ files, name }) =>
        [name, ...files].map((file) => path.resolve(path.dirname(source.file), file)),
      ),
    );
    process.stderr.write("Watching for changes. Ctrl+C ends.\n");
    return [...checked.map(({ source }) => source.file), ...unread.map(({ file }) => file), ...sources];
  });
}

async function checkOnce(paths: readonly string[], options: CheckOptions): Promise<Results> {
  const results = await checkAll(paths, options);
  for (const { file, reason } of results.unread) fail(`${file} cannot be checked: ${reason}.`);
  if (options.writeBaseline !== undefined) {
    const count = await writeBaseline(options.writeBaseline, results.checked);
    print(`Wrote ${options.writeBaseline}: ${count} finding${count === 1 ? "" : "s"}.`);
    return results;
  }
  if (options.fixDryRun === true) return results;
  const findings = results.checked.flatMap((checked) => checked.findings);
  report(options.quiet === true ? onlyFailing(results, failsWith(options, findings)) : results, options, findings);
  if (findings.some(failsWith(options, findings)) && process.exitCode === undefined) process.exitCode = 1;
  return results;
}

async function checkAll(paths: readonly string[], options: CheckOptions): Promise<Results> {
  const files = await findRubrics(paths);
  if (files.length === 0)
    throw new CannotRun(
      `There is no rubric (*.rubric.yaml, .yml, .json) in ${paths.length > 0 ? paths.join(", ") : "this folder"}. encore init makes one.`,
    );
  const known = options.baseline === undefined ? undefined : await readBaseline(options.baseline);
  const checked: Checked[] = [];
  const unread: Unread[] = [];
  const progress = startProgress();
  for (const [at, file] of files.entries()) {
    progress.step(`Checking ${file} (${at + 1} of ${files.length})`);
    try {
      const one = selected(await checkOne(file, options), options);
      checked.push(known ? known(one) : one);
    } catch (error) {
      // One unreadable rubric does not keep the others from being checked.
      if (!(error instanceof CannotRun)) throw error;
      unread.push({ file, path: shownPath(file), reason: error.message });
    }
  }
  progress.done();
  return { checked, unread };
}

async function checkOne(file: string, options: CheckOptions): Promise<Checked> {
  const isStdin = file === STDIN;
  const text = isStdin ? await readAll(process.stdin) : await readRubric(file);
  const checked = await checkText(isStdin ? options.stdinFilename : file, text, options);
  if (options.fix !== true && options.fixDryRun !== true) return checked;
  const after = await fixed(checked, options);
  if (options.fixDryRun === true) {
    const diff = unifiedDiff(after.source.path, text, after.source.text);
    if (diff !== "") print(diff);
  } else if (isStdin) printRaw(after.source.text);
  else if (after.source.text !== text) await writeWhole(file, after.source.text);
  return after;
}

/** With standard input, --fix prints the rubric on stdout: the report goes beside it. */
function report(results: Results, options: CheckOptions, findings: readonly Finding[]): void {
  const reporter = reporters.find(({ name }) => name === options.format);
  const isBeside = options.fix === true && results.checked.some(({ source }) => source.file === options.stdinFilename);
  const stream = isBeside ? process.stderr : process.stdout;
  const text = reporter?.report(results, {
    style: styleFor(stream, options.color),
    width: widthOf(stream),
    hasTable: options.table === true,
    isQuiet: options.quiet === true,
    version: packageJson.version,
    fails: failsWith(options, findings),
  });
  if (text === undefined || text === "") return;
  if (isBeside) process.stderr.write(`${text}\n`);
  else if (reporter?.hasCommands) printRaw(text);
  else print(text);
}

function selected(checked: Checked, { select, ignore }: CheckOptions): Checked {
  const isIn = ({ check: code }: Finding) => (!select || select.includes(code)) && !ignore?.includes(code);
  return { ...checked, findings: checked.findings.filter(isIn) };
}

function onlyFailing({ checked, unread }: Results, fails: (finding: Finding) => boolean): Results {
  return { checked: checked.map((one) => ({ ...one, findings: one.findings.filter(fails) })), unread };
}

/** With --max-warnings, warnings fail together or not at all, and errors always. */
function failsWith({ failOn, maxWarnings }: CheckOptions, all: readonly Finding[]): (finding: Finding) => boolean {
  const warnings = all.filter(({ severity }) => severity === "warning").length;
  return ({ severity }) => {
    if (failOn === "never") return false;
    if (severity === "warning" && maxWarnings !== undefined) return warnings > maxWarnings;
    return severities.indexOf(severity) <= severities.indexOf(failOn);
  };
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError("A count is a whole number.");
  return value;
}
