/** All files of one request, one after the other, by an engine that is locked to them. */
import { type Engine, EngineError, type EngineOptions, withEngine } from "./engine.ts";
import { explainEngineError, isConfused, isRefused } from "./engine-errors.ts";
import { lineOfOtherEnding, type NamedPath } from "./file-start.ts";
import { type Folders, findFiles, type RatingFile } from "./files.ts";
import { formatOf } from "./format.ts";
import { FileChanged, type OpenFile, openFile } from "./open-file.ts";
import { failure, type Outcome } from "./outcome.ts";
import { relationOf } from "./relation.ts";
import type { Relation } from "./sql/relations.ts";

export type FileOptions = Folders & EngineOptions;

export interface FilesRead<T> {
  /** By file. */
  readonly parts: readonly T[];
  readonly files: readonly string[];
  /** Of the first file. */
  readonly columns: readonly string[];
}

export type ReadFile<T> = (engine: Engine, file: NamedPath, relation: Relation) => Promise<Outcome<T>>;

/** A file that changes while it is read is read again, this often. */
const MOST_ATTEMPTS = 4;

/** `named` are the columns that the request names. */
export async function readFiles<T>(
  name: string,
  options: FileOptions,
  signal: AbortSignal | undefined,
  named: readonly string[],
  read: ReadFile<T>,
): Promise<Outcome<FilesRead<T>>> {
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
    signal?.throwIfAborted();
    const found = await findFiles(name, options, signal);
    if ("problem" in found) return found;
    try {
      return await readFound(found.value, options, signal, named, read);
    } catch (error) {
      if (!(error instanceof FileChanged)) throw error;
    }
  }
  const message = `\`${name}\` changes all the time, so it cannot be read. It is read again when it changes next.`;
  return failure("unreadable", "file", message);
}

async function readFound<T>(
  files: readonly RatingFile[],
  options: FileOptions,
  signal: AbortSignal | undefined,
  named: readonly string[],
  read: ReadFile<T>,
): Promise<Outcome<FilesRead<T>>> {
  const paths = files.map((file) => file.path);
  return withEngine(paths, options, signal, async (engine) => {
    const parts: T[] = [];
    let columns: readonly string[] | undefined;
    for (const found of files) {
      const file = await openFile(found, signal);
      try {
        const part = await readOpen(engine, file, named, async (relation) => {
          columns ??= relation.columns.map((column) => column.name);
          return read(engine, file, relation);
        });
        if ("problem" in part) return part;
        parts.push(part.value);
      } finally {
        await file.close();
      }
    }
    return { value: { parts, files: files.map((file) => file.name), columns: columns ?? [] } };
  });
}

async function readOpen<T>(
  engine: Engine,
  file: OpenFile,
  named: readonly string[],
  read: (relation: Relation) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const outcome = await readWhole(engine, file, named, read);
  // What is wrong with a file may be wrong because it was being written.
  const isFinal = file.isPinned && "value" in outcome;
  if (!isFinal && (await file.hasChanged())) throw new FileChanged();
  return outcome;
}

async function readWhole<T>(
  engine: Engine,
  file: OpenFile,
  named: readonly string[],
  read: (relation: Relation) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const attempt = async (isStrict: boolean): Promise<Outcome<T>> => {
    const relation = await relationOf(file, engine, named, isStrict);
    return "problem" in relation ? relation : await read(relation.value);
  };
  try {
    try {
      return await attempt(true);
    } catch (error) {
      if (error instanceof EngineError && (await hasMixedEndings(file, error.message))) return await attempt(false);
      throw error;
    }
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    // The engine follows the open file to its present name, which is no longer the one that it may read.
    if (isRefused(error.message)) throw new FileChanged();
    return explainEngineError(file, error.message);
  }
}

/** The engine reads LF and CRLF mixed only where it forgives other faults too, so only such files are read that way. */
async function hasMixedEndings(file: OpenFile, message: string): Promise<boolean> {
  const format = formatOf(file.name);
  return (
    format?.kind === "delimited" && isConfused(message) && (await lineOfOtherEnding(file, format.gzip)) !== undefined
  );
}
