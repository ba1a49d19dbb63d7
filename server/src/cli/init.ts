/** `encore init`: a rubric from the files that are there, and its first check. Overwrites nothing. */
import { existsSync } from "node:fs";
import { readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { createInterface } from "node:readline/promises";
import type { Command } from "commander";
import packageJson from "../../../package.json" with { type: "json" };
import { CannotImport, type FromOptions, newRubricFrom, whatIsRead } from "../engine/new-rubric-from.ts";
import { text } from "../report/reporters/text.ts";
import { checkFile } from "./check-file.ts";
import { CannotRun, print, styleFor, widthOf } from "./output.ts";

interface InitOptions {
  readonly output?: string;
  readonly name?: string;
  readonly item?: string;
  readonly rater?: string;
  readonly prompt?: string;
  readonly rule?: string;
  readonly rating?: string;
}

export function defineInit(command: Command): void {
  command
    .description(`Make a rubric from files of rules and ratings, and check it. ${whatIsRead()}`)
    .argument("[file...]", "files of rules, of ratings, or of both; by default those of this folder")
    .option("-o, --output <file>", "the rubric to write (by default beside the first file)")
    .option("--name <name>", "the rubric's name")
    .option("--item <columns>", "the column of a table that names the response; several with commas between")
    .option("--rater <column>", "the column of a table that names the rater")
    .option("--prompt <column>", "the column of a table that names the prompt")
    .option("--rule <column>", "the column of a table that names the rule, in a table with a rating a row")
    .option("--rating <column>", "the column of a table that holds the rating, in a table with a rating a row")
    .action(init);
}

async function init(named: readonly string[], options: InitOptions): Promise<void> {
  const files = named.length > 0 ? named : await filesHere();
  const [first] = files;
  if (first === undefined) throw new CannotRun(`There is no file to start from here. ${whatIsRead()}`);
  const folder = path.dirname(path.resolve(options.output ?? first));
  const made = await newRubricFrom(files, { ...fromOptions(options), folder }).catch((error: unknown) => {
    throw error instanceof CannotImport ? new CannotRun(error.message) : error;
  });
  const target = options.output ?? path.join(path.dirname(first), made.files[0]?.name ?? "");
  const outputs = made.files.map(({ name, text }, at) => ({
    file: at === 0 ? target : path.join(path.dirname(target), name),
    text,
  }));
  for (const { file } of outputs)
    if (existsSync(file))
      throw new CannotRun(`${file} is there already, and nothing is overwritten. Name another rubric with -o.`);
  for (const { file, text } of outputs)
    await writeFile(file, text, { flag: "wx" }).catch((error: NodeJS.ErrnoException) => {
      throw new CannotRun(`${file} cannot be written: ${error.message}.`);
    });
  print(
    `Wrote ${outputs.map(({ file }) => file).join(", ")}: ${count(made.rules, "rule")}, ${count(made.ratings, "rating")}.`,
  );
  for (const note of made.notes) print(`  ${note}`);
  const allow = [...new Set(files.map((file) => path.dirname(path.resolve(file))))];
  const checked = await checkFile(target, { allow });
  const context = {
    style: styleFor(process.stdout),
    width: widthOf(process.stdout),
    hasTable: false,
    isQuiet: false,
    version: packageJson.version,
    fails: () => false,
  };
  print(`\n${text.report({ checked: [checked], unread: [] }, context)}`);
}

function fromOptions({ output, name, item, rater, prompt, rule, rating }: InitOptions): Omit<FromOptions, "folder"> {
  const stem =
    output === undefined ? undefined : path.basename(output).replace(/\.rubric\.(ya?ml|json)$|\.ya?ml$/i, "");
  const columns = item?.split(",").map((column) => column.trim());
  return {
    ...(stem !== undefined && { stem }),
    ...(name !== undefined && { name }),
    ...(columns && { item: columns }),
    ...(rater !== undefined && { rater }),
    ...(prompt !== undefined && { prompt }),
    ...(rule !== undefined && { rule }),
    ...(rating !== undefined && { rating }),
    ...(process.stdin.isTTY && process.stdout.isTTY && { choose: ask }),
  };
}

async function ask(file: string, options: readonly (readonly string[])[]): Promise<readonly string[]> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  print(`${file}: which columns name a response?`);
  options.forEach((columns, at) => {
    print(`  ${at + 1}. ${columns.join(" and ")}`);
  });
  const answer = await terminal.question("Number [1]: ").finally(() => terminal.close());
  return options[Number(answer.trim() || 1) - 1] ?? options[0] ?? [];
}

/** Rubrics and what a rubric already reads are not starting points. */
async function filesHere(): Promise<string[]> {
  const names = await readdir(".");
  return names
    .filter((name) => /\.(csv|tsv|jsonl|parquet|xlsx|eval)$|promptfooconfig\.(ya?ml|json)$/i.test(name))
    .sort();
}

function count(n: number, noun: string): string {
  return `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;
}
