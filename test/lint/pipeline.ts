/** Texts through the real pipeline: parse, read the files through DuckDB, analyze, lint. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Analysis } from "../../server/src/analysis/analysis.ts";
import { analyze } from "../../server/src/analysis/analyze.ts";
import { immediateEvidence } from "../../server/src/analysis/evidence.ts";
import { readSources } from "../../server/src/engine/read-sources.ts";
import type { Finding } from "../../server/src/lint/finding.ts";
import { type LintSettings, lint } from "../../server/src/lint/lint.ts";
import { createSources } from "../../server/src/ratings/sources.ts";
import { parse } from "../../server/src/rubric/parse.ts";
import { dedent, findingsShown, marked } from "../marked.ts";

/** Texts by file name, relative to the rubric. */
export type Files = Readonly<Record<string, string>>;

export interface Linted {
  readonly text: string;
  readonly analysis: Analysis;
  readonly findings: readonly Finding[];
}

export async function linted(
  text: string,
  files: Files = {},
  settings: LintSettings = { checks: {} },
): Promise<Linted> {
  const base = await mkdtemp(path.join(tmpdir(), "encore-lint-"));
  try {
    for (const [name, content] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(base, name)), { recursive: true });
      await writeFile(path.join(base, name), content);
    }
    return await lintedIn(base, text, settings);
  } finally {
    await rm(base, { recursive: true });
  }
}

/** A text as if it stood in that folder. */
export async function lintedIn(base: string, text: string, settings: LintSettings = { checks: {} }): Promise<Linted> {
  const rubric = parse(text);
  const sources = await readSources(rubric, createSources({ base, allowed: [base] }));
  const analysis = analyze({ rubric, settings: {}, ...sources }, immediateEvidence());
  return { text, analysis, findings: lint(analysis, settings) };
}

/** The marked text as it would be drawn with the findings there are. */
export async function drawn(source: string, files: Files = {}, settings?: LintSettings): Promise<string> {
  const { text, findings } = await linted(marked(source).text, files, settings);
  return findingsShown(text, findings);
}

/** The findings of one check. */
export async function told(check: string, text: string, files: Files = {}): Promise<readonly Finding[]> {
  const { findings } = await linted(dedent(text), files);
  return findings.filter((finding) => finding.check === check);
}

/** The message of a check's only finding. */
export async function message(check: string, text: string, files: Files = {}): Promise<string> {
  const [only, ...others] = await told(check, text, files);
  if (!only || others.length > 0) throw new Error(`${only ? others.length + 1 : 0} findings of ${check}, not one`);
  return only.message;
}

export function csv(columns: readonly string[], rows: Iterable<readonly (string | number)[]>): string {
  return [columns, ...rows].map((row) => `${row.join(",")}\n`).join("");
}

/** Whole numbers from `start` up to before `end`. */
export function range(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, at) => start + at);
}
