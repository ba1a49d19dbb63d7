/** The rating store over files. Each request has an engine of its own, locked to the files of that request. */

import type { RatingStore, Read } from "../tallies/store.ts";
import { findFiles, standsFor } from "./files.ts";
import { failed } from "./outcome.ts";
import { type FileOptions, readFiles } from "./read-files.ts";
import { readPairs } from "./read-pairs.ts";
import { type Preview, readPreview } from "./read-preview.ts";
import { readScores } from "./read-scores.ts";
import { readTallies } from "./read-tallies.ts";

export type DuckDbOptions = FileOptions;

export interface FileStore extends RatingStore {
  /** The columns of a file (the first that a pattern matches), for completion; also where no mapping fits them. */
  columnsOf(file: string, signal?: AbortSignal): Promise<Read<readonly string[]>>;
  /** The first rows of a file (the first that a pattern matches), up to `most`. */
  preview(file: string, most: number, signal?: AbortSignal): Promise<Read<Preview>>;
  /** The state of the files that a name means; undefined where they may not or cannot be read. */
  stamp(file: string, signal?: AbortSignal): Promise<Stamp | undefined>;
  /** Whether a file at this absolute path, changed, come or gone, changes what is read by the name `file`. */
  dependsOn(file: string, changed: string): boolean;
}

export interface Stamp {
  /** Names and real paths. */
  readonly paths: string;
  /** Sizes and times of change. */
  readonly state: string;
}

export function createDuckDbStore(options: DuckDbOptions): FileStore {
  return {
    tally: (request, signal) => readTallies(request, options, signal),
    pairs: (request, signal) => readPairs(request, options, signal),
    scores: (request, signal) => readScores(request, options, signal),
    columnsOf: (file, signal) => readColumns(file, options, signal),
    preview: (file, most, signal) => readPreview(file, most, options, signal),
    stamp: (file, signal) => stampOf(file, options, signal),
    dependsOn: (file, changed) => standsFor(file, options.base, changed),
  };
}

async function stampOf(
  file: string,
  options: FileOptions,
  signal: AbortSignal | undefined,
): Promise<Stamp | undefined> {
  const found = await findFiles(file, options, signal);
  if ("problem" in found) return undefined;
  return {
    paths: JSON.stringify(found.value.map(({ name, path }) => [name, path])),
    state: JSON.stringify(found.value.map(({ size, changed }) => [size, changed])),
  };
}

async function readColumns(
  file: string,
  options: FileOptions,
  signal: AbortSignal | undefined,
): Promise<Read<readonly string[]>> {
  const read = await readFiles(file, options, signal, [], async () => ({ value: undefined }));
  return "problem" in read ? failed(read.problem) : { value: read.value.columns, problems: [] };
}
