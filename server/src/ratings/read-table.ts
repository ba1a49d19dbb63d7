/** Files with one row for each pair or score -> their columns, all files as one. */

import type { RowConditions } from "../tallies/store.ts";
import type { SourceProblem } from "../tallies/tallies.ts";
import { type CodedColumn, joinColumns } from "./coded.ts";
import type { Engine } from "./engine.ts";
import type { NamedPath } from "./file-start.ts";
import { itemsOf } from "./list-items.ts";
import { failure, type Outcome } from "./outcome.ts";
import { type CodedTable, readCoded } from "./read-coded.ts";
import { type FileOptions, readFiles } from "./read-files.ts";
import { allExcluded, type Condition, conditionsOf, matchesOf, unmatchedIn } from "./row-filter.ts";
import { ColumnFinder } from "./shape.ts";
import { type Relation, textOf } from "./sql/relations.ts";
import { type Filling, fill, itemText, keep, matchCounts } from "./sql/tables.ts";

export interface Table {
  readonly rows: number;
  readonly files: readonly string[];
  readonly columns: readonly string[];
  /** By row: -1 where the column says nothing or is not there. */
  column(name: string, keep: (text: string) => string | undefined): CodedColumn;
  /** Where a row is: an index into `files`, and the data row there, from 1. */
  origin(row: number): { readonly file: number; readonly row: number };
  /** The same, as a user reads it. */
  place(row: number): string;
  /** Rows that `only` and `except` exclude. */
  readonly excluded: number;
  /** Of the conditions, and of a table without rows. */
  readonly problems: readonly SourceProblem[];
}

/** Our name for a column, and the columns of the file that make it up (several for an item). */
export type TableColumn = readonly [name: string, columns: readonly number[]];

const asIs = "file";
const table = "pairs_or_scores";

export async function readTable(
  request: RowConditions & { readonly file: string },
  options: FileOptions,
  signal: AbortSignal | undefined,
  named: readonly (string | undefined)[],
  find: (finder: ColumnFinder) => readonly TableColumn[],
): Promise<Outcome<Table>> {
  const conditions = conditionsOf(request);
  const names = [...named, ...conditions.map(({ column }) => column)].filter((name) => name !== undefined);
  const read = await readFiles(request.file, options, signal, names, (engine, file, relation) =>
    readPart(engine, file, relation, find, conditions),
  );
  if ("problem" in read) return read;
  const { parts, files, columns } = read.value;
  const rows = parts.reduce((total, { coded }) => total + coded.rows, 0);
  const excluded = parts.reduce((total, part) => total + part.excluded, 0);
  const origin = originIn(parts);
  return {
    value: {
      rows,
      files,
      columns,
      column: (column, keep) =>
        joinColumns(
          parts.map(({ coded }) => coded.texts.get(column) ?? { length: coded.rows }),
          keep,
        ),
      origin,
      place: (at) => {
        const { file, row } = origin(at);
        return `\`${files[file] ?? ""}\`, row ${row}`;
      },
      excluded,
      problems: [
        ...unmatchedIn(
          request.file,
          conditions,
          parts.map((part) => part.matched),
        ),
        ...(rows > 0
          ? []
          : excluded > 0
            ? [allExcluded(request.file, excluded)]
            : [failure("empty", "file", `\`${request.file}\` has columns and no rows.`).problem]),
      ],
    },
  };
}

/** The columns that conditions mean by our names. */
function isMapped([column]: Filling): boolean {
  return column === "item" || column === "rater";
}

interface Part {
  readonly coded: CodedTable;
  /** The data rows of what is kept; undefined for all. */
  readonly row: Int32Array | undefined;
  readonly excluded: number;
  /** By condition: the positions of the values that occurred. */
  readonly matched: readonly ReadonlySet<number>[];
}

async function readPart(
  engine: Engine,
  file: NamedPath,
  relation: Relation,
  find: (finder: ColumnFinder) => readonly TableColumn[],
  conditions: readonly Condition[],
): Promise<Outcome<Part>> {
  const finder = new ColumnFinder(
    file.name,
    relation.columns.map((column) => column.name),
  );
  const found = finder.build(() => {
    const filling = find(finder).map(
      ([column, parts]): Filling => [column, itemText(parts.map((at) => textOf(relation, at)))],
    );
    return { filling, matches: matchesOf(conditions, finder, relation, new Map(filling.filter(isMapped))) };
  });
  if ("problem" in found) return found;
  const { filling, matches } = found.value;
  const columns = filling.map(([column]) => column);
  if (matches.length === 0) {
    await engine.run(fill(table, filling, relation));
    return { value: { coded: await readCoded(engine, table, columns), row: undefined, excluded: 0, matched: [] } };
  }
  await engine.run(fill(asIs, filling, relation, matches));
  const [[excluded, ...positions] = []] = await engine.rows(matchCounts(asIs, matches));
  await engine.run(keep(table, asIs, columns, matches));
  const coded = await readCoded(engine, table, columns, ["source_row"]);
  const matched = positions.map((list) => new Set(itemsOf(list).map(Number)));
  return { value: { coded, row: coded.integers[0], excluded: Number(excluded), matched } };
}

function originIn(parts: readonly Part[]): Table["origin"] {
  return (at) => {
    let before = 0;
    const file = parts.findIndex(({ coded }) => {
      if (at < before + coded.rows) return true;
      before += coded.rows;
      return false;
    });
    return { file, row: parts[file]?.row?.[at - before] ?? at - before + 1 };
  };
}
