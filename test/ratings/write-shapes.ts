/** The same ratings written in every shape and format. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";

/** By rater and item, then by rule: each rated every rule, null where a rating is missing. */
export interface Row {
  readonly item: string;
  readonly rater: string;
  readonly ratings: Readonly<Record<string, number | null>>;
}

export const shapes = [
  "long.csv",
  "long.tsv",
  "wide.csv",
  "nested.jsonl",
  "nested.json",
  "long.parquet",
  "wide.parquet",
  "nested.parquet",
];

export async function writeShapes(folder: string, rows: readonly Row[]): Promise<void> {
  const rules = Object.keys(rows[0]?.ratings ?? {});
  const long = rows.flatMap(({ item, rater, ratings }) =>
    rules.map((rule) => [item, rule, rater, ratings[rule] ?? null]),
  );
  const wide = rows.map(({ item, rater, ratings }) => [item, rater, ...rules.map((rule) => ratings[rule] ?? null)]);
  const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
  write("long.csv", delimited([["item", "rule", "rater", "rating"], ...long], ","));
  write("long.tsv", delimited([["item", "rule", "rater", "rating"], ...long], "\t"));
  write("wide.csv", delimited([["item", "rater", ...rules], ...wide], ","));
  write("nested.jsonl", rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  write("nested.json", JSON.stringify(rows, undefined, 1));

  const file = (name: string) => path.join(folder, name).replaceAll("'", "''");
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  const names = rules.map((rule) => `"${rule.replaceAll('"', '""')}"`);
  const columns = rules.map((rule) => `'${rule.replaceAll("'", "''")}'`);
  await connection.run(
    `CREATE TABLE long AS SELECT * FROM read_csv('${file("long.csv")}', auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', columns = {item: 'VARCHAR', rule: 'VARCHAR', rater: 'VARCHAR', rating: 'DOUBLE'})`,
  );
  await connection.run(
    `CREATE TABLE wide AS SELECT * FROM read_csv('${file("wide.csv")}', auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', columns = {${["item: 'VARCHAR'", "rater: 'VARCHAR'", ...columns.map((column) => `${column}: 'DOUBLE'`)].join(", ")}})`,
  );
  const struct = columns.map((column, at) => `${column}: ${names[at]}`).join(", ");
  await connection.run(`COPY long TO '${file("long.parquet")}'`);
  await connection.run(`COPY wide TO '${file("wide.parquet")}'`);
  await connection.run(`COPY (SELECT item, rater, {${struct}} AS ratings FROM wide) TO '${file("nested.parquet")}'`);
  connection.closeSync();
  instance.closeSync();
}

function delimited(rows: readonly (readonly (string | number | null)[])[], delimiter: string): string {
  const field = (value: string | number | null) =>
    typeof value === "string" ? `"${value.replaceAll('"', '""')}"` : String(value ?? "");
  return rows.map((row) => `${row.map(field).join(delimiter)}\n`).join("");
}
