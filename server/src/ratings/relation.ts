/** A rating file -> how DuckDB reads it and what columns it has. */
import type { Engine } from "./engine.ts";
import { checkGzip, magicOf, readStart } from "./file-start.ts";
import type { RatingFile } from "./files.ts";
import { type Format, formatOf, knownEndings } from "./format.ts";
import { readHeader } from "./header.ts";
import { failure, type Outcome } from "./outcome.ts";
import * as sql from "./sql/relations.ts";

export async function relationOf(file: RatingFile, engine: Engine): Promise<Outcome<sql.Relation>> {
  const format = formatOf(file.name);
  if (format === undefined)
    return failure("kind", "file", `\`${file.name}\` is of no known kind. Rating files end in ${knownEndings}.`);
  if (format.kind === "parquet") return parquet(file, engine);
  if (format.gzip) {
    const whole = await checkGzip(file);
    if ("problem" in whole) return whole;
  }
  return format.kind === "json" ? json(file, format, engine) : delimited(file, format);
}

async function delimited(file: RatingFile, format: Format & { kind: "delimited" }): Promise<Outcome<sql.Relation>> {
  const header = await readHeader(file, format.gzip, format.delimiter);
  if ("problem" in header) return header;
  const { columns, delimiter } = header.value;
  return { value: sql.delimitedRelation(file.path, columns, delimiter, format.gzip) };
}

async function json(
  file: RatingFile,
  format: Format & { kind: "json" },
  engine: Engine,
): Promise<Outcome<sql.Relation>> {
  const start = await readStart(file, format.gzip, (text) => text.trim() !== "");
  if ("problem" in start) return start;
  const opening = start.value.trim()[0];
  if (opening === undefined) return failure("empty", "file", `\`${file.name}\` is empty: it holds no JSON.`);
  if (opening !== "[" && opening !== "{")
    return failure(
      "kind",
      "file",
      `\`${file.name}\` begins with \`${opening}\`. JSON Lines begin with \`{\` (an object a line), a JSON array with \`[\`.`,
    );
  const layout = opening === "[" ? "array" : format.isLines ? "newline_delimited" : "unstructured";
  await engine.run(sql.loadDocuments(file.path, layout, format.gzip));
  const [other] = await engine.rows(sql.firstNoObject);
  if (other)
    return failure(
      "torn",
      "file",
      `\`${file.name}\`, record ${other[0]} is ${jsonKind(String(other[1]))} where an object \`{...}\` is expected, one for each row.`,
    );
  const keys = new Set<string>();
  for (const [list] of await engine.rows(sql.documentKeys)) for (const key of itemsOf(list)) keys.add(String(key));
  if (keys.size === 0) return failure("empty", "file", `\`${file.name}\` is empty: its objects have no keys.`);
  const [nested] = await engine.rows(sql.holdsObject("ratings"));
  return { value: sql.documentsRelation([...keys], (key) => key === "ratings" && nested?.[0] === true) };
}

async function parquet(file: RatingFile, engine: Engine): Promise<Outcome<sql.Relation>> {
  const magic = await magicOf(file);
  if ("problem" in magic) return magic;
  if (magic.value !== "PAR1") return failure("kind", "file", `\`${file.name}\` is no Parquet file.`);
  const described = await engine.rows(sql.describeParquet(file.path));
  const columns = described.map(([name, type]) => ({ name: String(name), type: String(type) }));
  return { value: sql.parquetRelation(file.path, columns) };
}

function jsonKind(type: string): string {
  const kinds: Readonly<Record<string, string>> = {
    ARRAY: "an array",
    VARCHAR: "a text",
    BOOLEAN: "a truth value",
    NULL: "null",
  };
  return kinds[type] ?? "a number";
}

function itemsOf(list: unknown): readonly unknown[] {
  return typeof list === "object" && list !== null && "items" in list && Array.isArray(list.items) ? list.items : [];
}
