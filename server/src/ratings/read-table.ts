/** Files with one row for each pair or score -> their columns, all files as one. */

import type { SourceProblem } from "../tallies/tallies.ts";
import { type CodedColumn, joinColumns } from "./coded.ts";
import { failure, type Outcome } from "./outcome.ts";
import { readCoded } from "./read-coded.ts";
import { type FileOptions, readFiles } from "./read-files.ts";
import { ColumnFinder } from "./shape.ts";
import { textOf } from "./sql/relations.ts";
import { type Filling, fill, itemText } from "./sql/tables.ts";

export interface Table {
  readonly rows: number;
  readonly files: readonly string[];
  readonly columns: readonly string[];
  /** By row: -1 where the column says nothing or is not there. */
  column(name: string, keep: (text: string) => string | undefined): CodedColumn;
  /** Where a row stands, as a user reads it. */
  place(row: number): string;
  /** Of a table without rows. */
  readonly problems: readonly SourceProblem[];
}

/** Our name for a column, and the columns of the file that make it up (several for an item). */
export type TableColumn = readonly [name: string, columns: readonly number[]];

const table = "pairs_or_scores";

export async function readTable(
  name: string,
  options: FileOptions,
  signal: AbortSignal | undefined,
  find: (finder: ColumnFinder) => readonly TableColumn[],
): Promise<Outcome<Table>> {
  const read = await readFiles(name, options, signal, async (engine, file, relation) => {
    const names = relation.columns.map((column) => column.name);
    const finder = new ColumnFinder(file.name, names);
    const found = finder.build(() => find(finder));
    if ("problem" in found) return found;
    const filling = found.value.map(
      ([column, parts]): Filling => [column, itemText(parts.map((at) => textOf(relation, at)))],
    );
    await engine.run(fill(table, filling, relation));
    const columns = filling.map(([column]) => column);
    return { value: await readCoded(engine, table, columns) };
  });
  if ("problem" in read) return read;
  const { parts, files, columns } = read.value;
  const rows = parts.reduce((total, part) => total + part.rows, 0);
  return {
    value: {
      rows,
      files,
      columns,
      column: (column, keep) =>
        joinColumns(
          parts.map((part) => part.texts.get(column) ?? { length: part.rows }),
          keep,
        ),
      place: placesIn(parts, files),
      problems: rows > 0 ? [] : [failure("empty", "file", `\`${name}\` has columns and no rows.`).problem],
    },
  };
}

function placesIn(parts: readonly { readonly rows: number }[], files: readonly string[]): (row: number) => string {
  return (row) => {
    let before = 0;
    const file = parts.findIndex((part) => {
      if (row < before + part.rows) return true;
      before += part.rows;
      return false;
    });
    return `\`${files[file] ?? ""}\`, row ${row - before + 1}`;
  };
}
