/** A table of texts and numbers into one Parquet file. */
import { identifier, literal, plain, type Query } from "./query.ts";

export interface WrittenColumn {
  readonly name: string;
  readonly type: "VARCHAR" | "DOUBLE";
}

export function createTable(columns: readonly WrittenColumn[]): Query {
  return plain(`CREATE TABLE written (${columns.map(({ name, type }) => `${identifier(name)} ${type}`).join(", ")})`);
}

/** Values as texts, undefined for NULL; numbers are cast by the table. */
export function insertRows(rows: readonly (readonly (string | undefined)[])[]): Query {
  const parameters: string[] = [];
  const cell = (value: string | undefined) => (value === undefined ? "NULL" : `$${parameters.push(value)}`);
  const tuples = rows.map((row) => `(${row.map(cell).join(", ")})`);
  return { text: `INSERT INTO written VALUES ${tuples.join(", ")}`, parameters };
}

export function copyToParquet(file: string): Query {
  return plain(`COPY written TO ${literal(file)} (FORMAT parquet, COMPRESSION zstd)`);
}
