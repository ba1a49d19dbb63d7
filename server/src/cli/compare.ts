/** `encore compare`: what changed between two versions of a rubric, over the present rating files. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { type Command, InvalidArgumentError } from "commander";
import { accuracyBetween } from "../analysis/accuracy-between.ts";
import { type Comparison, compare, type RuleChange } from "../analysis/compare.ts";
import * as show from "../analysis/format.ts";
import { jsonText } from "../report/json-text.ts";
import { markdownText } from "../report/markdown-text.ts";
import { table } from "../report/table.ts";
import { isDefined } from "../statistics/result.ts";
import { type CheckedWithInput, checkFile, checkText } from "./check-file.ts";
import { allowOption, formatOption } from "./options.ts";
import { CannotRun, print, widthOf } from "./output.ts";

interface CompareOptions {
  readonly format: string;
  readonly tolerance: number;
  readonly allow: readonly string[];
}

export function defineCompare(command: Command): void {
  command
    .description("Print what changed. Exit 1 where the accuracy is surely lower, by more than --tolerance.")
    .argument("<old>", "a rubric, or REV:path, as git names an earlier one")
    .argument("<new>", "a rubric, or REV:path")
    .addOption(formatOption(["text", "json", "markdown"]))
    .option("--tolerance <points>", "how many points of accuracy may be lost", points, 0)
    .addOption(allowOption())
    .action(compareFiles);
}

async function compareFiles(old: string, now: string, { format, tolerance, allow }: CompareOptions): Promise<void> {
  const before = await version(old, allow);
  const after = await version(now, allow);
  const comparison = compare(before.analysis, after.analysis);
  const accuracy = accuracyBetween(before, after);
  const rows = comparison.rules.filter(({ kind }) => kind !== "same").map(cells);
  const summary = isDefined(accuracy)
    ? `Accuracy ${show.percent(accuracy.change.before)} -> ${show.percent(accuracy.change.after)}: ${show.points(accuracy.change.difference)} points; ${show.counted(accuracy.gained, "pair")} gained, ${accuracy.lost} lost.`
    : `Accuracy is not compared: ${accuracy.unavailable}.`;
  if (format === "json")
    print(jsonText({ rules: comparison.rules, before: comparison.before, after: comparison.after, accuracy }));
  else if (format === "markdown") print(markdown(rows, summary, comparison));
  else
    print(
      [...(rows.length > 0 ? table(columns, rows, widthOf(process.stdout)) : ["No rule changed."]), "", summary].join(
        "\n",
      ),
    );
  if (!isDefined(accuracy)) return;
  const { interval } = accuracy.change.difference;
  if (isDefined(interval) && interval.high < -tolerance / 100) process.exitCode = 1;
}

const columns = [
  { title: "rule" },
  { title: "change" },
  { title: "weight" },
  { title: "H (nats)", dropped: 1 },
  { title: "verdict" },
];

function cells({ kind, before, after, isReworded, staleRatings }: RuleChange): string[] {
  const pair = (of: (side: NonNullable<RuleChange["before"]>) => string) =>
    [before, after].map((side) => (side ? of(side) : "-")).join(" -> ");
  const stale = staleRatings > 0 ? `, ${show.counted(staleRatings, "rating")} stale` : "";
  return [
    (after ?? before)?.id ?? "",
    `${kind}${isReworded ? `, reworded${stale}` : ""}`,
    pair(({ weight }) => (isDefined(weight) ? show.weight(weight) : "none")),
    pair(({ entropy }) => (isDefined(entropy) ? show.entropy(entropy) : "none")),
    pair(({ verdict }) => (isDefined(verdict) ? verdict : "none")),
  ];
}

function markdown(rows: readonly (readonly string[])[], summary: string, { isSame }: Comparison): string {
  if (isSame && rows.length === 0) return `No rule changed. ${markdownText(summary)}`;
  const line = (row: readonly string[]) => `| ${row.join(" | ")} |`;
  return [
    line(columns.map(({ title }) => title)),
    line(columns.map(() => "---")),
    ...rows.map((row) => line(row.map(markdownText))),
    "",
    markdownText(summary),
  ].join("\n");
}

async function version(named: string, allow: readonly string[]): Promise<CheckedWithInput> {
  const [, revision, file] = /^([^:]{2,}):(.+)$/.exec(named) ?? [];
  if (existsSync(named) || revision === undefined || file === undefined) return checkFile(named, { allow });
  if (revision.startsWith("-")) throw new CannotRun(`${revision} is no revision.`);
  // Without a shell, and never an option: the path is relative to the present folder, as the rating files are.
  const object = `${revision}:./${path.relative(process.cwd(), path.resolve(file)).split(path.sep).join("/")}`;
  const { stdout } = await promisify(execFile)("git", ["show", "--end-of-options", object], { maxBuffer: 1e8 }).catch(
    (error: Error) => {
      throw new CannotRun(`${named} cannot be read by git: ${error.message.split("\n")[1] ?? error.message}`);
    },
  );
  return checkText(file, stdout, { allow });
}

function points(text: string): number {
  const value = Number(text);
  if (!(value >= 0)) throw new InvalidArgumentError("Points are a number of 0 or more.");
  return value;
}
