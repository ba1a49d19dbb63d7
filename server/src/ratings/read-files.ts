/** All files of one request, one behind the other, by an engine that is locked to them. */
import { type Engine, EngineError, type EngineOptions, withEngine } from "./engine.ts";
import { explainEngineError } from "./engine-errors.ts";
import { lineOfOtherEnding } from "./file-start.ts";
import { type Folders, findFiles, type RatingFile } from "./files.ts";
import { formatOf } from "./format.ts";
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

export type ReadFile<T> = (engine: Engine, file: RatingFile, relation: Relation) => Promise<Outcome<T>>;

/** `named` are the columns that the request names. */
export async function readFiles<T>(
  name: string,
  options: FileOptions,
  signal: AbortSignal | undefined,
  named: readonly string[],
  read: ReadFile<T>,
): Promise<Outcome<FilesRead<T>>> {
  const found = await findFiles(name, options, signal);
  if ("problem" in found) return found;
  const paths = found.value.map((file) => file.path);
  return withEngine(paths, options, signal, async (engine) => {
    const parts: T[] = [];
    let columns: readonly string[] | undefined;
    for (const file of found.value) {
      const part = await readOne(engine, file, named, async (relation) => {
        columns ??= relation.columns.map((column) => column.name);
        return read(engine, file, relation);
      });
      if ("problem" in part) return part;
      parts.push(part.value);
    }
    return { value: { parts, files: found.value.map((file) => file.name), columns: columns ?? [] } };
  });
}

async function readOne<T>(
  engine: Engine,
  file: RatingFile,
  named: readonly string[],
  read: (relation: Relation) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  try {
    const relation = await relationOf(file, engine, named);
    return "problem" in relation ? relation : await read(relation.value);
  } catch (error) {
    if (error instanceof EngineError) return explain(file, error.message);
    throw error;
  }
}

/** The engine gives no line where line endings are mixed. */
async function explain(file: RatingFile, message: string): Promise<Outcome<never>> {
  const explained = explainEngineError(file, message);
  const format = formatOf(file.name);
  if (explained.problem.code !== "torn" || format?.kind !== "delimited" || / line \d/.test(explained.problem.message))
    return explained;
  const line = await lineOfOtherEnding(file, format.gzip);
  if (line === undefined) return explained;
  const told = `\`${file.name}\`, line ${line} ends otherwise than the lines before (LF and CRLF are mixed). Save it with one kind of line ending.`;
  return failure("torn", "file", told);
}
