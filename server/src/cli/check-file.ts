/** One rubric file -> its Analysis and findings, with all the evidence there is. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Options } from "../analysis/analysis.ts";
import { analyze } from "../analysis/analyze.ts";
import { immediateEvidence } from "../analysis/evidence.ts";
import { readSources } from "../engine/read-sources.ts";
import { lint } from "../lint/lint.ts";
import { createSources } from "../ratings/sources.ts";
import type { Checked } from "../report/reporters/reporter.ts";
import { parse } from "../rubric/parse.ts";
import { CannotRun } from "./output.ts";

export async function checkFile(
  file: string,
  allowed: readonly string[],
  settings: Partial<Options> = {},
): Promise<Checked> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new CannotRun(`${file} cannot be read: ${reasonOf(error)}. Name a rubric (*.rubric.yaml).`);
  });
  const base = path.dirname(path.resolve(file));
  const folders = [base, process.cwd(), ...allowed.map((folder) => path.resolve(folder))];
  const store = createSources({ base, allowed: folders });
  const rubric = parse(text);
  const analysis = analyze({ rubric, settings, ...(await readSources(rubric, store)) }, immediateEvidence());
  const document = TextDocument.create(file, "rubric", 0, text);
  const place = (offset: number) => {
    const { line, character } = document.positionAt(offset);
    return { line, column: character };
  };
  return { analysis, findings: lint(analysis, { checks: {} }), source: { file, text, place } };
}

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  return code === "ENOENT" ? "there is no such file" : code === "EISDIR" ? "it is a directory" : message;
}
