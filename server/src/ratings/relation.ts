/** A rating file -> how DuckDB reads it and what columns it has. */
import type { Engine } from "./engine.ts";
import { checkGzip, magicOf, readStart } from "./file-start.ts";
import { type Format, formatOf, knownEndings } from "./format.ts";
import { readHeader } from "./header.ts";
import { itemsOf } from "./list-items.ts";
import type { OpenFile } from "./open-file.ts";
import { failure, type Outcome } from "./outcome.ts";
import * as sql from "./sql/relations.ts";

/**
 * `named` are columns that the rubric names: paths into nested ones become columns of their own. A CSV file that is not read
 * strictly may have mixed line endings.
 */
export async function relationOf(
  file: OpenFile,
  engine: Engine,
  named: readonly string[],
  isStrict: boolean,
): Promise<Outcome<sql.Relation>> {
  const relation = await wholeColumns(file, engine, isStrict);
  return "problem" in relation ? relation : { value: await withPaths(relation.value, engine, named) };
}

async function wholeColumns(file: OpenFile, engine: Engine, isStrict: boolean): Promise<Outcome<sql.Relation>> {
  const format = formatOf(file.name);
  if (format === undefined)
    return failure("kind", "file", `\`${file.name}\` has an unknown ending. Rating files end in ${knownEndings}.`);
  if (format.kind === "parquet") return parquet(file, engine);
  if (format.gzip) {
    const whole = await checkGzip(file);
    if ("problem" in whole) return whole;
  }
  return format.kind === "json" ? json(file, format, engine) : delimited(file, format, isStrict);
}

async function delimited(
  file: OpenFile,
  format: Format & { kind: "delimited" },
  isStrict: boolean,
): Promise<Outcome<sql.Relation>> {
  const header = await readHeader(file, format.gzip, format.delimiter);
  if ("problem" in header) return header;
  return { value: sql.delimitedRelation(file.pattern, { ...header.value, gzip: format.gzip, isStrict }) };
}

async function json(file: OpenFile, format: Format & { kind: "json" }, engine: Engine): Promise<Outcome<sql.Relation>> {
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
  await engine.run(sql.loadDocuments(file.pattern, layout, format.gzip));
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
  return { value: sql.documentsRelation([...keys]) };
}

async function parquet(file: OpenFile, engine: Engine): Promise<Outcome<sql.Relation>> {
  const magic = await magicOf(file);
  if ("problem" in magic) return magic;
  if (magic.value !== "PAR1") return failure("kind", "file", `\`${file.name}\` is not a Parquet file.`);
  const described = await engine.rows(sql.describeParquet(file.pattern));
  const columns = described.map(([name, type]) => ({ name: String(name), type: String(type) }));
  return { value: sql.parquetRelation(file.pattern, columns) };
}

/** The column of ratings in nested files, by default. */
const RATINGS = "ratings";

/**
 * Adds a column for each name that is no column but a path into one (`meta.id`), and looks which of the columns that
 * are named, or go by the name of nested ratings, hold objects.
 */
async function withPaths(relation: sql.Relation, engine: Engine, named: readonly string[]): Promise<sql.Relation> {
  const columns = [...relation.columns];
  for (const name of new Set(named)) {
    if (columns.some((column) => column.name === name)) continue;
    for (const path of pathsOf(name, relation.columns)) {
      const [found] = await engine.rows(sql.firstValue(relation, path));
      if (!found) continue;
      columns.push(path);
      break;
    }
  }
  const isAsked = new Set([...named, RATINGS]);
  for (const [at, column] of columns.entries()) {
    if (column.isObject !== undefined || !isAsked.has(column.name)) continue;
    const [found] = await engine.rows(sql.firstObject(relation, column));
    columns[at] = { ...column, isObject: found !== undefined };
  }
  return { ...relation, columns };
}

/** A name with more dots than this is no path. */
const MOST_STEPS = 8;

/** The columns that a dotted name may mean, those with the longest names first. */
function pathsOf(name: string, columns: readonly sql.RelationColumn[]): sql.RelationColumn[] {
  const steps = name.split(".");
  if (steps.length > MOST_STEPS) return [];
  return waysToJoin(steps).flatMap(([first = "", ...keys]) => {
    const column = keys.length > 0 ? columns.find((one) => one.name === first) : undefined;
    return column ? [sql.pathColumn(name, column, keys)] : [];
  });
}

/** All ways to read dots as parts of keys or as steps; fewer and longer keys first. */
function waysToJoin([first = "", ...rest]: readonly string[]): string[][] {
  if (rest.length === 0) return [[first]];
  const [second = "", ...others] = rest;
  return [...waysToJoin([`${first}.${second}`, ...others]), ...waysToJoin(rest).map((keys) => [first, ...keys])];
}

function jsonKind(type: string): string {
  const kinds: Readonly<Record<string, string>> = {
    ARRAY: "an array",
    VARCHAR: "a text",
    BOOLEAN: "true or false",
    NULL: "null",
  };
  return kinds[type] ?? "a number";
}
