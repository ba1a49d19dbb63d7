/** `encore`: the same engine at a terminal. Exit codes: 0 nothing at or over --fail-on, 1 something, 2 could not run. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import packageJson from "../../package.json" with { type: "json" };
import type { Analysis, Options } from "./analysis/analysis.ts";
import { analyze } from "./analysis/analyze.ts";
import { immediateEvidence } from "./analysis/evidence.ts";
import * as show from "./analysis/format.ts";
import { checkPageFile } from "./edge/docs.ts";
import { readSources } from "./engine/read-sources.ts";
import type { Finding, Severity } from "./lint/finding.ts";
import { lint } from "./lint/lint.ts";
import { checks } from "./lint/registry.ts";
import { createDuckDbStore } from "./ratings/duckdb.ts";
import { evidenceText, rulesText } from "./report/evidence-table.ts";
import { findingsText, type Source } from "./report/findings-text.ts";
import { analysisJson, findingJson } from "./report/json.ts";
import { pageText } from "./report/page-text.ts";
import { type Style, terminalStyle } from "./report/terminal.ts";
import { parse } from "./rubric/parse.ts";
import { startServer } from "./server.ts";

/** The order of severities, worst first. */
const severities: readonly Severity[] = ["error", "warning", "information", "hint"];

interface Checked {
  readonly analysis: Analysis;
  readonly findings: readonly Finding[];
  readonly source: Source;
}

/** What keeps a command from running: told in one line, exit 2. */
class CannotRun extends Error {}

async function main(): Promise<void> {
  const program = new Command("encore")
    .description("A statistical linter for safety rubrics.")
    .version(packageJson.version)
    .exitOverride()
    .showHelpAfterError("(encore --help tells more)");

  program
    .command("check")
    .description("Tell what is wrong with rubrics; exit 1 where a finding is at or over --fail-on.")
    .argument("<file...>", "rubrics: *.rubric.yaml, *.rubric.json")
    .addOption(formatOption(["text", "json"]))
    .addOption(
      new Option("--fail-on <severity>", "the least severity that fails")
        .choices([...severities, "never"])
        .default("warning"),
    )
    .option("--table", "the table of rules after the findings")
    .addOption(allowOption())
    .action(check);

  program
    .command("analyze")
    .description("Print everything that is known about a rubric.")
    .argument("<file>", "a rubric")
    .addOption(formatOption(["table", "json"]))
    .option("--temperature <nats>", "temperature of the weights, for a rubric that names none", positive)
    .addOption(allowOption())
    .action(analyzeCommand);

  program
    .command("explain")
    .description("Explain a check.")
    .argument("[check]", "its name, as in a finding; all names where none is given")
    .action(explain);

  program
    .command("server")
    .description("Run the language server, for any editor.")
    .option("--stdio", "speak over standard input and output")
    .option("--node-ipc", "speak over the channel of a Node.js parent process")
    .allowUnknownOption()
    .allowExcessArguments()
    .action(startLanguageServer);

  try {
    await program.parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
    else if (error instanceof CannotRun) fail(error.message);
    else fail(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

async function check(
  files: readonly string[],
  options: { format: string; failOn: string; table?: boolean; allow: string[] },
): Promise<void> {
  const style = styleFor(process.stdout);
  const results = await Promise.all(files.map((file) => checkFile(file, options.allow)));
  if (options.format === "json")
    print(
      JSON.stringify(
        results.map(({ source, findings }) => checkJson(source, findings)),
        null,
        2,
      ),
    );
  else print(results.map((result) => checkText(result, options.table === true, style)).join("\n\n"));
  const worst = severities.indexOf(options.failOn as Severity);
  const isOver = (finding: Finding) => severities.indexOf(finding.severity) <= worst;
  if (results.some(({ findings }) => findings.some(isOver))) process.exitCode = 1;
}

async function analyzeCommand(
  file: string,
  options: { format: string; temperature?: number; allow: string[] },
): Promise<void> {
  const settings = options.temperature === undefined ? {} : { temperature: options.temperature };
  const { analysis, findings, source } = await checkFile(file, options.allow, settings);
  if (options.format === "json")
    print(
      JSON.stringify(
        analysisJson(analysis, findings, file, (finding) => rangeJson(finding, source)),
        null,
        2,
      ),
    );
  else print(evidenceText(analysis, styleFor(process.stdout)));
}

async function explain(name: string | undefined): Promise<void> {
  const style = styleFor(process.stdout);
  if (name === undefined) {
    print(checks.map(({ code, summary }) => `${style.bold(code)}  ${summary}`).join("\n"));
    return;
  }
  if (!checks.some(({ code }) => code === name))
    throw new CannotRun(`There is no check "${name}". encore explain lists them all.`);
  print(pageText(await readFile(checkPageFile(name), "utf8"), style));
}

/** The connection reads its way of speaking from the arguments by itself. */
function startLanguageServer(): void {
  startServer(createConnection(ProposedFeatures.all));
}

async function checkFile(file: string, allowed: readonly string[], settings: Partial<Options> = {}): Promise<Checked> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    const reason =
      error.code === "ENOENT" ? "there is no such file" : error.code === "EISDIR" ? "it is a directory" : error.message;
    throw new CannotRun(`${file} cannot be read: ${reason}. Name a rubric (*.rubric.yaml).`);
  });
  const base = path.dirname(path.resolve(file));
  const folders = [base, process.cwd(), ...allowed.map((folder) => path.resolve(folder))];
  const store = createDuckDbStore({ base, allowed: folders });
  const rubric = parse(text);
  const analysis = analyze({ rubric, settings, ...(await readSources(rubric, store)) }, immediateEvidence());
  const document = TextDocument.create(file, "rubric", 0, text);
  const place = (offset: number) => {
    const { line, character } = document.positionAt(offset);
    return { line, column: character };
  };
  return { analysis, findings: lint(analysis, { checks: {} }), source: { file, text, place } };
}

function checkText({ analysis, findings, source }: Checked, withTable: boolean, style: Style): string {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const told = severities
    .filter((severity) => count(severity) > 0)
    .map((severity) => show.counted(count(severity), severity, severity === "information" ? severity : `${severity}s`));
  const summary = `${source.file}: ${told.length > 0 ? told.join(", ") : "no findings"} (${show.counted(analysis.rules.length, "rule")}).`;
  return [
    ...(findings.length > 0 ? [findingsText(findings, source, style)] : []),
    ...(withTable ? [rulesText(analysis, style)] : []),
    style.bold(summary),
  ].join("\n\n");
}

function checkJson(source: Source, findings: readonly Finding[]) {
  return {
    file: source.file,
    findings: findings.map((finding) => findingJson(finding, (one) => rangeJson(one, source))),
  };
}

/** Lines and columns from 1, as compilers count. */
function rangeJson({ range }: Finding, source: Source) {
  const at = (offset: number) => {
    const { line, column } = source.place(offset);
    return { line: line + 1, column: column + 1 };
  };
  return { start: at(range.start), end: at(range.end) };
}

function formatOption(formats: readonly [string, ...string[]]): Option {
  return new Option("--format <format>", "how to print").choices(formats).default(formats[0]);
}

function allowOption(): Option {
  const collect = (folder: string, before: string[]) => [...before, folder];
  return new Option(
    "--allow <folder>",
    "a further folder whose rating files may be read; may be repeated (by default: the rubric's folder and the present one)",
  )
    .argParser(collect)
    .default([], "none");
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError("A temperature is a number over 0.");
  return value;
}

function styleFor(stream: NodeJS.WriteStream): Style {
  return terminalStyle(stream.isTTY === true && !process.env.NO_COLOR);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function fail(message: string): void {
  process.stderr.write(`encore: ${message}\n`);
  process.exitCode = 2;
}

// A reader that closes early (encore check … | head) is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit();
  throw error;
});

await main();
