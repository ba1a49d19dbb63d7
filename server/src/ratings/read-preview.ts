/** The first rows of a file, as texts: to guess its columns from, and to show before it is attached. */

import type { Read } from "../tallies/store.ts";
import { failed } from "./outcome.ts";
import { type FileOptions, readFiles } from "./read-files.ts";
import { textOf } from "./sql/relations.ts";
import { firstRows } from "./sql/tables.ts";

export interface Preview {
  readonly columns: readonly string[];
  /** By row, by column; empty where there is nothing. */
  readonly rows: readonly (readonly string[])[];
}

/** Of the first file that the name means. */
export async function readPreview(
  file: string,
  most: number,
  options: FileOptions,
  signal: AbortSignal | undefined,
): Promise<Read<Preview>> {
  const read = await readFiles(file, options, signal, [], async (engine, _, relation) => {
    const columns = relation.columns.map((_column, at) => textOf(relation, at));
    return { value: await engine.rows(firstRows(columns, relation, most)) };
  });
  if ("problem" in read) return failed(read.problem);
  const { parts, columns } = read.value;
  const rows = (parts[0] ?? []).map((row) => row.map((cell) => String(cell ?? "")));
  return { value: { columns, rows }, problems: [] };
}
