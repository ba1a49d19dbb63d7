/** `encore score`: each response's reward, the gates it fails and each rule's share (docs/scores.md). */
import { rename, rm } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import type { Command } from "commander";
import { type ItemScores, scoreItems } from "../analysis/item-scores.ts";
import { csvRow } from "../language/csv.ts";
import { writeParquet } from "../ratings/write-parquet.ts";
import { lessMean, lessOthers, ranksWithin, scaledBySd } from "../statistics/centered.ts";
import { checkFile } from "./check-file.ts";
import { allowOption, choiceOption, temperatureOption } from "./options.ts";
import { CannotRun, print, printRaw } from "./output.ts";
import { weightingOption, weightsOf } from "./weighting.ts";
import { writeWhole } from "./write-file.ts";

interface ScoreOptions {
  readonly output?: string;
  readonly format?: string;
  readonly weighting?: string;
  readonly temperature?: number;
  readonly center?: "prompt" | "batch";
  readonly scale?: "sd";
  readonly rank?: boolean;
  readonly allow: readonly string[];
}

export function defineScore(command: Command): void {
  command
    .description("Print each response's reward, the gates that it fails and each rule's share of the reward.")
    .argument("<file>", "a rubric with rating files that name their items")
    .option("-o, --output <file>", "the file to write: .jsonl, .csv or .parquet")
    .addOption(choiceOption("--format <format>", "how to print, where no file says so", ["jsonl", "csv", "parquet"]))
    .addOption(weightingOption())
    .addOption(temperatureOption())
    .addOption(
      choiceOption("--center <by>", "add rewards less the mean of the prompt's other responses, or of all", [
        "prompt",
        "batch",
      ]),
    )
    .addOption(choiceOption("--scale <by>", "divide the centered rewards by their standard deviation", ["sd"]))
    .option("--rank", "add each response's place within its prompt, 1 the best")
    .addOption(allowOption())
    .action(score);
}

async function score(file: string, options: ScoreOptions): Promise<void> {
  if (options.scale !== undefined && options.center === undefined)
    throw new CannotRun("--scale needs --center: what is not centered is not scaled.");
  const format = formatOf(options);
  const { temperature, allow, weighting } = options;
  const { analysis, input } = await checkFile(file, {
    allow,
    ...(temperature !== undefined && { options: { temperature } }),
  });
  const scores = scoreItems(input, weightsOf(analysis, weighting).weights);
  if (scores.items.length === 0) throw new CannotRun(`${file}: no rating file names the items that it rates.`);
  const table = tableOf(scores, options);
  if (format === "parquet") {
    if (options.output === undefined) throw new CannotRun("Parquet is written to a file. Name one with -o.");
    await writeParquetWhole(path.resolve(options.output), table);
  } else {
    const text = format === "csv" ? csvText(table) : jsonLines(scores, table);
    if (options.output === undefined) {
      printRaw(text);
      return;
    }
    await writeWhole(options.output, text).catch((error: Error) => {
      throw new CannotRun(`${options.output} cannot be written: ${error.message}.`);
    });
  }
  print(`Wrote ${options.output}: ${scores.items.length} items.`);
}

/** By way of a temporary file, as all that is written. */
async function writeParquetWhole(target: string, { columns, rows }: Table): Promise<void> {
  const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.tmp`);
  try {
    const written = await writeParquet(temporary, columns, rows);
    if ("problem" in written) throw new CannotRun(written.problem.message);
    await rename(temporary, target);
  } finally {
    await rm(temporary, { force: true });
  }
}

function formatOf({ output, format }: ScoreOptions): string {
  const ending = /\.(jsonl|csv|parquet)$/i.exec(output ?? "")?.[1]?.toLowerCase();
  if (output !== undefined && ending === undefined && format === undefined)
    throw new CannotRun(`${output} is none of .jsonl, .csv, .parquet. Name the format with --format.`);
  return format ?? ending ?? "jsonl";
}

interface Table {
  readonly columns: readonly { readonly name: string; readonly type: "VARCHAR" | "DOUBLE" }[];
  /** Numbers in full precision; undefined where there is none. */
  readonly rows: readonly (readonly (string | undefined)[])[];
}

/** The columns of rules have a prefix, so that no rule's id is another column's name. */
function tableOf(scores: ItemScores, options: ScoreOptions): Table {
  const { items, prompts, rewards, failedGates, rules, shares } = scores;
  const further = furtherColumns(scores, options);
  const columns = [
    ...["item", "prompt"].map((name) => ({ name, type: "VARCHAR" as const })),
    ...["reward", ...further.map(({ name }) => name)].map((name) => ({ name, type: "DOUBLE" as const })),
    { name: "failed_gates", type: "VARCHAR" as const },
    ...rules.map((id) => ({ name: `rule:${id}`, type: "DOUBLE" as const })),
  ];
  const number = (value: number | undefined) =>
    value === undefined || Number.isNaN(value) ? undefined : String(value);
  const rows = items.map((item, i) => [
    item,
    prompts[i],
    number(rewards[i]),
    ...further.map(({ values }) => number(values[i])),
    (failedGates[i]?.length ?? 0) > 0 ? JSON.stringify(failedGates[i]) : undefined,
    ...shares.map((share) => number(share[i])),
  ]);
  return { columns, rows };
}

function furtherColumns({ rewards, prompts }: ItemScores, { center, scale, rank }: ScoreOptions) {
  const numbers = new Map<string, number>();
  const group = Int32Array.from(prompts, (prompt) => {
    if (prompt === undefined) return -1;
    if (!numbers.has(prompt)) numbers.set(prompt, numbers.size);
    return numbers.get(prompt) ?? -1;
  });
  if (numbers.size === 0 && (center === "prompt" || rank))
    throw new CannotRun(
      "No rating file says which prompt a response answers. Name its column: `prompt:` on the source.",
    );
  const centered = center && (center === "prompt" ? lessOthers(rewards, group) : lessMean(rewards));
  return [
    ...(centered ? [{ name: "centered", values: scale === "sd" ? scaledBySd(centered) : centered }] : []),
    ...(rank ? [{ name: "rank", values: ranksWithin(rewards, group) }] : []),
  ];
}

function csvText({ columns, rows }: Table): string {
  const lines = [columns.map(({ name }) => name), ...rows.map((row) => row.map((cell) => cell ?? ""))];
  return `${lines.map(csvRow).join("\n")}\n`;
}

function jsonLines({ failedGates, rules }: ItemScores, { columns, rows }: Table): string {
  const fixed = columns.length - rules.length - 1;
  return rows
    .map((row, i) => {
      const value = (c: number) =>
        columns[c]?.type === "DOUBLE" && row[c] !== undefined ? Number(row[c]) : (row[c] ?? null);
      const record = Object.fromEntries(columns.slice(0, fixed).map(({ name }, c) => [name, value(c)]));
      const shares = Object.fromEntries(rules.map((id, k) => [id, value(fixed + 1 + k)]));
      return `${JSON.stringify({ ...record, failed_gates: failedGates[i] ?? [], shares })}\n`;
    })
    .join("");
}
