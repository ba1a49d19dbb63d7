/** Writes a table as Parquet, by an engine that may open that one file and nothing else. */
import { type EngineOptions, withEngine } from "./engine.ts";
import type { Outcome } from "./outcome.ts";
import { copyToParquet, createTable, insertRows, type WrittenColumn } from "./sql/write-table.ts";

/** Values in one statement. */
const BATCH = 2000;

/** `file` is absolute. A cell is undefined where there is no value; of a DOUBLE it is the number in decimal. */
export async function writeParquet(
  file: string,
  columns: readonly WrittenColumn[],
  rows: readonly (readonly (string | undefined)[])[],
  options: EngineOptions = {},
): Promise<Outcome<true>> {
  return withEngine([file], options, undefined, async (engine) => {
    await engine.run(createTable(columns));
    const step = Math.max(1, Math.floor(BATCH / Math.max(1, columns.length)));
    for (let at = 0; at < rows.length; at += step) await engine.run(insertRows(rows.slice(at, at + step)));
    await engine.run(copyToParquet(file));
    return { value: true };
  });
}
