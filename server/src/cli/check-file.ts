/** One rubric file -> its Analysis and findings, with all the evidence there is. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Options } from "../analysis/analysis.ts";
import { analyze } from "../analysis/analyze.ts";
import { immediateEvidence } from "../analysis/evidence.ts";
import type { AnalysisInput } from "../analysis/input.ts";
import { findConfig } from "../edge/find-config.ts";
import { readSources } from "../engine/read-sources.ts";
import { lint } from "../lint/lint.ts";
import { createSources } from "../ratings/sources.ts";
import type { Checked, Source } from "../report/reporters/reporter.ts";
import { parse } from "../rubric/parse.ts";
import { shownPath } from "./find-rubrics.ts";
import { CannotRun } from "./output.ts";

export interface CheckSettings {
  /** Further folders whose rating files may be read. */
  readonly allow: readonly string[];
  /** From the command line: they win over the config, and the rubric's own win over them. */
  readonly options?: Partial<Options>;
}

/** What an Analysis was made of, beside it. */
export interface CheckedWithInput extends Checked {
  readonly input: AnalysisInput;
}

/** For commands of one rubric: what keeps it from being read names the file. */
export async function checkFile(file: string, settings: CheckSettings): Promise<CheckedWithInput> {
  try {
    return await checkText(file, await readRubric(file), settings);
  } catch (error) {
    throw error instanceof CannotRun ? new CannotRun(`${file} cannot be read: ${error.message}.`) : error;
  }
}

export async function readRubric(file: string): Promise<string> {
  return readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new CannotRun(reasonOf(error));
  });
}

/** `file` names the text: rating files are relative to it, and so is the config. */
export async function checkText(
  file: string,
  text: string,
  { allow, options }: CheckSettings,
): Promise<CheckedWithInput> {
  const base = path.dirname(path.resolve(file));
  const { config, file: configFile, problems } = await findConfig(base);
  const [problem] = problems;
  if (problem) throw new CannotRun(`${shownPath(configFile ?? "")}:${problem.line}: ${problem.message}`);
  const folders = [base, process.cwd(), ...allow.map((folder) => path.resolve(folder))];
  const rubric = parse(text);
  const sources = await readSources(
    rubric,
    createSources({ base, allowed: folders, howToAllow: "name its folder with `--allow`" }),
  );
  const input = { rubric, settings: { ...config.options, ...options }, ...sources };
  const analysis = analyze(input, immediateEvidence());
  return { input, analysis, findings: lint(analysis, { checks: config.checks }), source: sourceOf(file, text) };
}

function sourceOf(file: string, text: string): Source {
  const document = TextDocument.create(file, "rubric", 0, text);
  const place = (offset: number) => {
    const { line, character } = document.positionAt(offset);
    return { line, column: character };
  };
  return { file, path: shownPath(file), text, place };
}

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  return code === "ENOENT" ? "there is no such file" : code === "EISDIR" ? "it is a directory" : message;
}
