/**
 * Every SQL text there is. Names of files and keys of JSON objects go in as parameters; names of columns only through
 * `identifier`. Behind the first table everything is called by names of our own, so no later text holds a user's.
 */

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
