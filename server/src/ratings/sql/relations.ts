/** How a file of each format is read: a FROM clause, and for each column of the file an expression of its text. */
import { identifier, literal, plain, type Query } from "./query.ts";

/** Makes a value a parameter of the query that is being written, and gives its place-holder. */
export type Bind = (value: string) => string;

/** An expression that gives a text; null or empty where there is nothing. */
export type Text = (bind: Bind) => string;

export interface Relation {
  readonly from: Text;
  readonly columns: readonly RelationColumn[];
}

export interface RelationColumn {
  readonly name: string;
  readonly text: Text;
  /** Whether it holds objects {rule: rating}, written as JSON. */
  readonly isObject: boolean;
}

export function textOf(relation: Relation, column: number): Text {
  return relation.columns[column]?.text ?? (() => "NULL");
}

/** Columns are named by position; what the header calls them is nothing to the engine. */
export function delimitedRelation(
  path: string,
  columns: readonly string[],
  delimiter: string,
  gzip: boolean,
): Relation {
  const types = columns.map((_, at) => `c${at}: 'VARCHAR'`).join(", ");
  return {
    from: (bind) =>
      `read_csv(${bind(path)}, auto_detect = false, header = true, delim = ${literal(delimiter)}, quote = '"', escape = '"', compression = '${gzip ? "gzip" : "none"}', strict_mode = true, columns = {${types}})`,
    columns: columns.map((name, at) => ({ name, text: () => `c${at}`, isObject: false })),
  };
}

const DOCUMENTS = "documents";

export type JsonLayout = "newline_delimited" | "array" | "unstructured";

/** Reads the JSON values of a file into a table, so that the file is read once, however often they are asked. */
export function loadDocuments(path: string, layout: JsonLayout, gzip: boolean): Query {
  const compression = gzip ? "gzip" : "uncompressed";
  return {
    text: `CREATE OR REPLACE TEMP TABLE ${DOCUMENTS} AS SELECT json FROM read_json_objects($1, format = '${layout}', compression = '${compression}')`,
    parameters: [path],
  };
}

/** The first value that is no object, counted from 1, and its type. */
export const firstNoObject = plain(
  `SELECT rowid + 1, json_type(json) FROM ${DOCUMENTS} WHERE json_type(json) <> 'OBJECT' ORDER BY rowid LIMIT 1`,
);

/** Distinct lists of keys, in the order in which they first come. */
export const documentKeys = plain(`SELECT json_keys(json) FROM ${DOCUMENTS} GROUP BY 1 ORDER BY min(rowid)`);

/** Whether a key holds an object anywhere. */
export function holdsObject(key: string): Query {
  const text = `SELECT count(*) > 0 FROM ${DOCUMENTS} WHERE json_type(json, $1) = 'OBJECT'`;
  return { text, parameters: [pointer(key)] };
}

export function documentsRelation(keys: readonly string[], isObject: (key: string) => boolean): Relation {
  return {
    from: () => DOCUMENTS,
    columns: keys.map((name) => ({
      name,
      text: (bind) => `json_extract_string(json, ${bind(pointer(name))})`,
      isObject: isObject(name),
    })),
  };
}

/** A JSON pointer takes any key; in a JSON path some characters would speak. */
function pointer(key: string): string {
  return `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

export function describeParquet(path: string): Query {
  return { text: "DESCRIBE SELECT * FROM read_parquet($1)", parameters: [path] };
}

/** `columns` as DESCRIBE tells them. */
export function parquetRelation(path: string, columns: readonly { name: string; type: string }[]): Relation {
  return {
    from: (bind) => `read_parquet(${bind(path)})`,
    columns: columns.map(({ name, type }) => ({ name, ...parquetColumn(identifier(name), type) })),
  };
}

function parquetColumn(column: string, type: string): Pick<RelationColumn, "text" | "isObject"> {
  if (/^(STRUCT|MAP)\(.*\)$/s.test(type)) return { text: () => `CAST(to_json(${column}) AS VARCHAR)`, isObject: true };
  const text = `CAST(${column} AS VARCHAR)`;
  // Ids that a table kept as floating-point numbers are whole: 5, not 5.0.
  const isFloating = type === "DOUBLE" || type === "FLOAT";
  return { text: () => (isFloating ? `regexp_replace(${text}, '\\.0$', '')` : text), isObject: type === "JSON" };
}
