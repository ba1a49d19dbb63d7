/** A table of the engine -> columns of codes in row order. */
import type { CodedColumn } from "./coded.ts";
import type { Engine } from "./engine.ts";
import { codes, countRows, number, numberedTexts } from "./sql/tables.ts";

export interface CodedTable {
  readonly rows: number;
  /** By name. */
  readonly texts: ReadonlyMap<string, CodedColumn>;
  /** Columns that are INTEGER in the table, in the order asked for. */
  readonly integers: readonly Int32Array[];
}

/**
 * The engine numbers the distinct texts and hands over integers: a text at a time over the border takes ten times as
 * long as everything else.
 * `typed` are columns that are numbered already.
 */
export async function readCoded(
  engine: Engine,
  table: string,
  textColumns: readonly string[],
  integerColumns: readonly string[] = [],
  typed: ReadonlySet<string> = new Set(),
): Promise<CodedTable> {
  const rows = Number((await engine.rows(countRows(table)))[0]?.[0] ?? 0);
  const dictionaries: string[][] = [];
  for (const column of textColumns) {
    if (rows === 0) break;
    if (!typed.has(column)) for (const query of number(table, column)) await engine.run(query);
    dictionaries.push((await engine.rows(numberedTexts(table, column))).map(([text]) => String(text)));
  }
  const columns = rows === 0 ? [] : await engine.integers(codes(table, textColumns, integerColumns));
  const none = new Int32Array();
  return {
    rows,
    texts: new Map(
      textColumns.map((name, at) => [name, { texts: dictionaries[at] ?? [], codes: columns[at] ?? none }]),
    ),
    integers: integerColumns.map((_, at) => columns[textColumns.length + at] ?? none),
  };
}
