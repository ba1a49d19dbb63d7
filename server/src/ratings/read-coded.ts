/** A table of the engine -> columns of codes in row order. */
import type { CodedColumn } from "./coded.ts";
import type { Engine } from "./engine.ts";
import { codes, number, numberedTexts } from "./sql/tables.ts";

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
 */
export async function readCoded(
  engine: Engine,
  table: string,
  textColumns: readonly string[],
  integerColumns: readonly string[] = [],
): Promise<CodedTable> {
  const dictionaries: string[][] = [];
  for (const column of textColumns) {
    await engine.run(number(table, column));
    const texts: string[] = [];
    for (const [text, code] of await engine.rows(numberedTexts(table, column))) texts[Number(code)] = String(text);
    dictionaries.push(texts);
  }
  const [position = new Int32Array(), ...columns] = await engine.integers(codes(table, textColumns, integerColumns));
  const inOrder = columns.map((values) => scatter(values, position));
  return {
    rows: position.length,
    texts: new Map(
      textColumns.map((name, at) => [name, { texts: dictionaries[at] ?? [], codes: inOrder[at] ?? new Int32Array() }]),
    ),
    integers: inOrder.slice(textColumns.length),
  };
}

function scatter(values: Int32Array, position: Int32Array): Int32Array {
  const ordered = new Int32Array(values.length);
  for (let i = 0; i < values.length; i++) ordered[position[i] ?? 0] = values[i] ?? 0;
  return ordered;
}
