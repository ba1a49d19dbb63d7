/** The name that a rubric writes -> the files that may be read, each by its real path. */
import type { Stats } from "node:fs";
import { access, constants, readdir, stat } from "node:fs/promises";
import path from "node:path";
import { nearest } from "../rubric/nearest.ts";
import { isInside, realPathInside } from "./allowed.ts";
import { filesBelow, isPattern, matches, splitPattern } from "./glob.ts";
import { listed } from "./near-names.ts";
import { failure, type Outcome } from "./outcome.ts";

export interface Folders {
  /** Of the rubric: relative names start here. */
  readonly base: string;
  /** Absolute; workspace folders and those that the user allowed. Nothing outside is read. */
  readonly allowed: readonly string[];
  /** How the user allows another folder, in words that go on after "or". */
  readonly howToAllow?: string;
}

export interface RatingFile {
  /** As a user knows it: relative to the rubric, with `/`; absolute where the rubric names it so. */
  readonly name: string;
  /** Symbolic links resolved. */
  readonly path: string;
  readonly size: number;
  /** Time of the last change in milliseconds. */
  readonly changed: number;
}

/** A pattern that matches more than this is taken for a typo. */
const MOST_FILES = 10_000;

/** One file, or those of a pattern sorted by name. */
export async function findFiles(name: string, folders: Folders, signal?: AbortSignal): Promise<Outcome<RatingFile[]>> {
  if (name.trim() === "")
    return failure("missing", "file", "The file has no name. Write a path relative to the rubric.");
  if (name.includes("\0")) return failure("missing", "file", "A file name holds no NUL character.");
  if (isPattern(name) && !(await exists(name, folders))) return expand(name, folders, signal);
  const file = await findFile(name, folders);
  return "problem" in file ? file : { value: [file.value] };
}

/** Whether the name a rubric writes means the file at this absolute path. */
export function standsFor(name: string, base: string, file: string): boolean {
  if (path.resolve(base, name) === file) return true;
  if (!isPattern(name)) return false;
  const { folder, below } = splitPattern(name);
  const start = path.resolve(base, folder);
  return isInside(start, file) && matches(below, slashed(path.relative(start, file)));
}

async function expand(pattern: string, folders: Folders, signal?: AbortSignal): Promise<Outcome<RatingFile[]>> {
  const { folder, below } = splitPattern(pattern);
  if (below.split("/").includes(".."))
    return failure("outside", "file", `\`${pattern}\` has \`..\` after a wildcard. Start it from the folder itself.`);
  const start = await realPathInside(path.resolve(folders.base, folder), folders.allowed).catch(() => undefined);
  if (start === "outside") return outside(pattern, folders);

  const names: string[] = [];
  for await (const found of start === undefined ? [] : filesBelow(start, below, signal)) {
    names.push(slashed(path.join(folder, found)));
    if (names.length > MOST_FILES)
      return failure("kind", "file", `\`${pattern}\` matches more than ${MOST_FILES} files. Narrow it.`);
  }
  if (names.length === 0)
    return failure(
      "missing",
      "file",
      `No file matches \`${pattern}\`. Wildcards are \`*\`, \`**\`, \`?\`, \`[abc]\` and \`{a,b}\`.`,
    );

  const files: RatingFile[] = [];
  for (const name of names.sort()) {
    const file = await findFile(name, folders);
    if ("problem" in file) return file;
    files.push(file.value);
  }
  return { value: files };
}

async function findFile(name: string, folders: Folders): Promise<Outcome<RatingFile>> {
  const written = path.resolve(folders.base, name);
  let real: string;
  let stats: Stats;
  try {
    real = await realPathInside(written, folders.allowed);
    if (real === "outside") return outside(name, folders);
    stats = await stat(real);
  } catch (error) {
    return lookFailed(error, name, folders);
  }
  if (stats.isDirectory())
    return failure(
      "directory",
      "file",
      `\`${name}\` is a folder. Name a file in it, or all of a kind: \`${slashed(path.join(name, "*.csv"))}\`.`,
    );
  if (!stats.isFile()) return failure("kind", "file", `\`${name}\` is not a regular file.`);
  if (stats.size === 0) return failure("empty", "file", `\`${name}\` is empty: 0 bytes.`);
  try {
    await access(real, constants.R_OK);
  } catch (error) {
    return lookFailed(error, name, folders);
  }
  return { value: { name: slashed(name), path: real, size: stats.size, changed: stats.mtimeMs } };
}

async function lookFailed(error: unknown, name: string, folders: Folders): Promise<Outcome<never>> {
  const code = errorCode(error);
  if (code === "ENOENT" || code === "ENOTDIR") return missing(name, folders);
  if (code === "EACCES" || code === "EPERM")
    return failure(
      "unreadable",
      "file",
      `\`${name}\` may not be read: ${code}. Check the permissions of the file and its folders.`,
    );
  return failure("unreadable", "file", `\`${name}\` cannot be read: ${error instanceof Error ? error.message : code}.`);
}

export function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** Names of other files are suggested from the folder only where that is allowed, links followed. */
async function missing(name: string, folders: Folders): Promise<Outcome<never>> {
  const written = path.resolve(folders.base, name);
  const folder = await realPathInside(path.dirname(written), folders.allowed).catch(() => "outside");
  const names = folder === "outside" ? undefined : await readdir(folder).catch(() => undefined);
  if (!names) {
    const shown = slashed(path.dirname(name));
    return failure(
      "missing",
      "file",
      `There is no folder \`${shown}\`, so no file \`${name}\`. Paths are relative to the rubric.`,
    );
  }
  const near = nearest(path.basename(written), names).map((other) => slashed(path.join(path.dirname(name), other)));
  const help = near.length > 0 ? `Did you mean ${listed(near, "or")}?` : "Paths are relative to the rubric.";
  return failure("missing", "file", `There is no file \`${name}\`. ${help}`, near);
}

function outside(name: string, { howToAllow }: Folders): Outcome<never> {
  const other = howToAllow ?? "add its folder to the setting `encore.allowedFolders`";
  return failure(
    "outside",
    "file",
    `\`${name}\` lies outside the workspace (symbolic links followed), so it is not read. Move it into the workspace, or ${other}.`,
  );
}

async function exists(name: string, folders: Folders): Promise<boolean> {
  return realPathInside(path.resolve(folders.base, name), folders.allowed).then(
    (real) => real !== "outside",
    () => false,
  );
}

function slashed(name: string): string {
  return name.split(path.sep).join("/");
}
