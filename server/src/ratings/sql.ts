/**
 * Every SQL text there is. Names of files and keys of JSON objects go in as parameters; names of columns only through
 * `identifier`. Behind the first table everything is called by names of our own, so no later text holds a user's.
 */
import { missingWords } from "./rating-text.ts";

/** A FROM clause with its parameters, and for each column of the file the expression of its text. */
export interface Relation {
  readonly from: string;
  readonly parameters: readonly string[];
  readonly columns: readonly RelationColumn[];
}

export interface RelationColumn {
  readonly name: string;
  /** Null or empty where there is nothing. */
  readonly text: string;
  readonly isObject: boolean;
}

/** A column of the table that a file is read into, and the expression that fills it. */
export type Filling = readonly [column: string, expression: string];

export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** The files that may be opened, then the doors shut, then the key thrown away. The order matters. */
export function lockDown(files: readonly string[]): readonly string[] {
  return [
    `SET allowed_paths = [${files.map(literal).join(", ")}]`,
    "SET enable_external_access = false",
    "SET lock_configuration = true",
  ];
}

/** Columns are named by position; what the header calls them is the caller's business. */
export function delimitedRelation(
  path: string,
  columns: readonly string[],
  delimiter: string,
  gzip: boolean,
): Relation {
  const types = columns.map((_, at) => `c${at}: 'VARCHAR'`).join(", ");
  return {
    from: `read_csv($1, auto_detect = false, header = true, delim = ${literal(delimiter)}, quote = '"', escape = '"', compression = '${gzip ? "gzip" : "none"}', strict_mode = true, columns = {${types}})`,
    parameters: [path],
    columns: columns.map((name, at) => ({ name, text: `c${at}`, isObject: false })),
  };
}

const DOCUMENTS = "documents";

export type JsonLayout = "newline_delimited" | "array" | "unstructured";

/** Reads the JSON values of a file into a table, so that they are parsed once for each column and not read again. */
export function loadDocuments(layout: JsonLayout, gzip: boolean): string {
  return `CREATE OR REPLACE TEMP TABLE ${DOCUMENTS} AS SELECT json FROM read_json_objects($1, format = '${layout}', compression = '${gzip ? "gzip" : "uncompressed"}')`;
}

/** The first value that is no object, counted from 1, and its type. */
export const firstNoObject = `SELECT rowid + 1, json_type(json) FROM ${DOCUMENTS} WHERE json_type(json) <> 'OBJECT' ORDER BY rowid LIMIT 1`;

/** Distinct lists of keys, in the order in which they first come. */
export const documentKeys = `SELECT json_keys(json) FROM ${DOCUMENTS} GROUP BY 1 ORDER BY min(rowid)`;

/** Whether a key, as a JSON pointer, holds an object anywhere. */
export const holdsObject = `SELECT count(*) > 0 FROM ${DOCUMENTS} WHERE json_type(json, $1) = 'OBJECT'`;

export function documentsRelation(keys: readonly string[], isObject: (key: string) => boolean): Relation {
  return {
    from: DOCUMENTS,
    parameters: keys.map(pointer),
    columns: keys.map((name, at) => ({
      name,
      text: `json_extract_string(json, $${at + 1})`,
      isObject: isObject(name),
    })),
  };
}

/** A JSON pointer takes any key; in a JSON path some characters would speak. */
export function pointer(key: string): string {
  return `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

export const describeParquet = "DESCRIBE SELECT * FROM read_parquet($1)";

/** `columns` as DESCRIBE tells them. */
export function parquetRelation(path: string, columns: readonly { name: string; type: string }[]): Relation {
  return {
    from: "read_parquet($1)",
    parameters: [path],
    columns: columns.map(({ name, type }) => ({ name, ...parquetColumn(identifier(name), type) })),
  };
}

function parquetColumn(column: string, type: string): Pick<RelationColumn, "text" | "isObject"> {
  if (/^(STRUCT|MAP)\(.*\)$/s.test(type)) return { text: `CAST(to_json(${column}) AS VARCHAR)`, isObject: true };
  const text = `CAST(${column} AS VARCHAR)`;
  // Ids that a table kept as floating-point numbers are whole: 5, not 5.0.
  const isFloating = type === "DOUBLE" || type === "FLOAT";
  return { text: isFloating ? `regexp_replace(${text}, '\\.0$', '')` : text, isObject: type === "JSON" };
}

/** The item, of several columns joined by "/"; empty where a part is. */
export function itemText(parts: readonly string[]): string {
  if (parts.length === 1) return parts[0] ?? "''";
  const isWhole = parts.map((part) => `trim(coalesce(${part}, '')) <> ''`).join(" AND ");
  return `CASE WHEN ${isWhole} THEN ${parts.map((part) => `trim(${part})`).join(" || '/' || ")} ELSE '' END`;
}

/** Reads a file into a table of texts, rows in file order. */
export function fill(table: string, columns: readonly Filling[], relation: Relation): string {
  const filled = columns.map(([name, expression]) => `coalesce(${expression}, '') AS ${name}`).join(", ");
  return `CREATE OR REPLACE TEMP TABLE ${table} AS SELECT ${filled} FROM ${relation.from}`;
}

/** Turns a table with columns of ratings into one with a row for each rating; `rule` is the column's name. */
export function unpivot(to: string, from: string, kept: readonly string[], rules: readonly string[]): string {
  const columns = ["row", ...kept, "rule", "rating"].join(", ");
  return `CREATE OR REPLACE TEMP TABLE ${to} AS SELECT ${columns} FROM (SELECT (rowid + 1)::INTEGER AS row, * FROM ${from}) UNPIVOT (rating FOR rule IN (${rules.join(", ")})) ORDER BY row`;
}

/** For each column: its name, how many distinct ratings it has, how many, and how many of them look like ratings. */
export function columnValues(table: string, columns: readonly string[], words: readonly string[]): string {
  const list = (texts: readonly string[]) => texts.map(literal).join(", ");
  const looksLikeRating = `(TRY_CAST(rating AS DOUBLE) IS NOT NULL OR lower(rating) IN (${list(words)}))`;
  return `SELECT rule, count(*)::INTEGER, sum(n)::DOUBLE, coalesce(sum(n) FILTER (${looksLikeRating}), 0)::DOUBLE FROM (SELECT rule, trim(rating) AS rating, count(*) AS n FROM (SELECT * FROM ${table}) UNPIVOT (rating FOR rule IN (${columns.join(", ")})) GROUP BY ALL) WHERE lower(rating) NOT IN (${list(missingWords)}) GROUP BY rule`;
}

/** As `unpivot` for a column \`ratings\` of JSON objects; where a key comes twice in an object, in its order. */
export function unnest(to: string, from: string, kept: readonly string[]): string {
  const columns = ["(source.rowid + 1)::INTEGER AS row", ...kept.map((column) => `source.${column}`)].join(", ");
  const isObject = "json_valid(source.ratings) AND json_type(source.ratings) = 'OBJECT'";
  return `CREATE OR REPLACE TEMP TABLE ${to} AS SELECT ${columns}, entry.key AS rule, coalesce(json_extract_string(entry.value, '$'), '') AS rating FROM ${from} AS source, json_each(CASE WHEN ${isObject} THEN source.ratings::JSON END) AS entry ORDER BY source.rowid, entry.id`;
}

/** How many rows have something else than an object for ratings, and the first of them. */
export function noObjects(table: string): string {
  return `SELECT count(*)::INTEGER, coalesce(min(rowid) + 1, 0)::INTEGER FROM ${table} WHERE ratings NOT IN ('', 'null') AND NOT (json_valid(ratings) AND json_type(ratings) = 'OBJECT')`;
}

/** Numbers the distinct texts of a column. */
export function number(table: string, column: string): string {
  return `CREATE OR REPLACE TEMP TABLE ${table}_${column} AS SELECT text, (row_number() OVER () - 1)::INTEGER AS code FROM (SELECT DISTINCT ${column} AS text FROM ${table})`;
}

export function texts(table: string, column: string): string {
  return `SELECT text, code FROM ${table}_${column}`;
}

/** For each row, in no order: its position, then the code of each numbered column and each of the other columns. */
export function codes(table: string, numbered: readonly string[], others: readonly string[]): string {
  const coded = numbered.map((column) => `${table}_${column}.code`);
  const joins = numbered.map((column) => `JOIN ${table}_${column} ON ${table}.${column} = ${table}_${column}.text`);
  const plain = others.map((column) => `${table}.${column}`);
  return `SELECT ${[`${table}.rowid::INTEGER`, ...coded, ...plain].join(", ")} FROM ${table} ${joins.join(" ")}`;
}

export function count(table: string): string {
  return `SELECT count(*)::INTEGER FROM ${table}`;
}
