/** Which rubrics the paths of a command name: files, folders, patterns, `-` for standard input. */
import { stat } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { findConfig } from "../edge/find-config.ts";
import { filesBelow, isPattern, matches, splitPattern } from "../ratings/glob.ts";

const RUBRICS = "**/*.rubric.{yaml,yml,json}";

export const STDIN = "-";

/** Files as they are named, each once, in the order of the paths; those of a folder by name. */
export async function findRubrics(paths: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const named of paths.length > 0 ? paths : ["."]) for (const file of await rubricsOf(named)) found.add(file);
  return [...found];
}

async function rubricsOf(named: string): Promise<readonly string[]> {
  if (named === STDIN) return [STDIN];
  const state = await stat(named).catch(() => undefined);
  if (state?.isDirectory()) return below(named, RUBRICS);
  const pattern = named.split(path.sep).join("/");
  // A file whose name has the signs of a pattern is that file. What is not there is reported when it is read.
  if (state || !isPattern(pattern)) return [named];
  const { folder, below: rest } = splitPattern(pattern);
  return below(folder, rest);
}

async function below(folder: string, pattern: string): Promise<string[]> {
  const files: string[] = [];
  for await (const file of filesBelow(folder, pattern)) files.push(path.join(folder, file));
  const kept: string[] = [];
  for (const file of files.sort()) if (!(await isIgnored(file))) kept.push(file);
  return kept;
}

/** By the `ignore:` of the config above it. A file that is named is checked all the same. */
async function isIgnored(file: string): Promise<boolean> {
  const whole = path.resolve(file);
  const { file: configFile, config } = await findConfig(path.dirname(whole));
  if (configFile === undefined) return false;
  const relative = path.relative(path.dirname(configFile), whole).split(path.sep).join("/");
  return config.ignore.some((pattern) => matches(pattern, relative) || matches(`${pattern}/**`, relative));
}

/** Relative to the present folder with `/`; absolute for a file outside it. */
export function shownPath(file: string): string {
  const relative = path.relative(process.cwd(), path.resolve(file));
  const isOutside = relative.startsWith("..") || path.isAbsolute(relative);
  return (isOutside ? path.resolve(file) : relative).split(path.sep).join("/");
}
