/** How a file of each format is read: a FROM clause, and for each column of the file an expression of its text. */
import { bound, identifier, literal, plain, type Query } from "./query.ts";

/** Makes a value a parameter of the query that is being written, and gives its place-holder. */
export type Bind = (value: string) => string;

/** An expression that gives a text; null or empty where there is nothing. */
export type Text = (bind: Bind) => string;

export interface Relation {
  /** Whether columns are keys of JSON objects. */
  readonly isJson?: boolean;
  readonly from: Text;
  readonly columns: readonly RelationColumn[];
}

export interface RelationColumn {
  readonly name: string;
  readonly text: Text;
  /** Its JSON, NULL where it is none. */
  readonly json: Text;
  /** Whether it holds objects; undefined where it was not looked. */
  readonly isObject: boolean | undefined;
}

/** A column that holds JSON as text, or not. */
function jsonIn(text: Text): Text {
  return (bind) => {
    const value = text(bind);
    return `CASE WHEN json_valid(${value}) THEN CAST(${value} AS JSON) END`;
  };
}

/** What a column holds under these keys, one below the other. */
export function pathColumn(name: string, column: RelationColumn, keys: readonly string[]): RelationColumn {
  const path = keys.map(pointer).join("");
  return {
    name,
    text: (bind) => `json_extract_string(${column.json(bind)}, ${bind(path)})`,
    json: (bind) => `json_extract(${column.json(bind)}, ${bind(path)})`,
    isObject: undefined,
  };
}

/** A row where the column is there, even null. */
export function firstValue(relation: Relation, column: RelationColumn): Query {
  return firstRow(relation, (bind) => `${column.json(bind)} IS NOT NULL`);
}

export function firstObject(relation: Relation, column: RelationColumn): Query {
  return firstRow(relation, (bind) => `json_type(${column.json(bind)}) = 'OBJECT'`);
}

function firstRow(relation: Relation, condition: Text): Query {
  return bound((bind) => `SELECT 1 FROM ${relation.from(bind)} WHERE ${condition(bind)} LIMIT 1`);
}

export function textOf(relation: Relation, column: number): Text {
  return relation.columns[column]?.text ?? (() => "NULL");
}

export interface Delimited {
  readonly columns: readonly string[];
  readonly delimiter: string;
  /** Lines before the header. */
  readonly skipped: number;
  readonly gzip: boolean;
  readonly isStrict: boolean;
}

/** As long as a JSON value may be; the buffer is the engine's own default, which else grows with the line. */
const LONGEST_LINE = 16_000_000;
const BUFFER = 2 * LONGEST_LINE;

/** Columns are named by position; what the header calls them is nothing to the engine. */
export function delimitedRelation(path: string, { columns, delimiter, skipped, gzip, isStrict }: Delimited): Relation {
  const types = columns.map((_, at) => `c${at}: 'VARCHAR'`).join(", ");
  return {
    from: (bind) =>
      `read_csv(${bind(path)}, auto_detect = false, header = true, skip = ${skipped}, delim = ${literal(delimiter)}, quote = '"', escape = '"', compression = '${gzip ? "gzip" : "none"}', strict_mode = ${isStrict}, max_line_size = ${LONGEST_LINE}, buffer_size = ${BUFFER}, columns = {${types}})`,
    columns: columns.map((name, at) => {
      const text = () => `c${at}`;
      return { name, text, json: jsonIn(text), isObject: false };
    }),
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

/** The first value that is not an object, counted from 1, and its type. */
export const firstNoObject = plain(
  `SELECT rowid + 1, json_type(json) FROM ${DOCUMENTS} WHERE json_type(json) <> 'OBJECT' ORDER BY rowid LIMIT 1`,
);

/** Distinct lists of keys, in the order in which they first come. */
export const documentKeys = plain(`SELECT json_keys(json) FROM ${DOCUMENTS} GROUP BY 1 ORDER BY min(rowid)`);

export function documentsRelation(keys: readonly string[]): Relation {
  return {
    isJson: true,
    from: () => DOCUMENTS,
    columns: keys.map((name) => ({
      name,
      text: (bind) => `json_extract_string(json, ${bind(pointer(name))})`,
      json: (bind) => `json_extract(json, ${bind(pointer(name))})`,
      isObject: undefined,
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

/** `columns` as DESCRIBE names them. */
export function parquetRelation(path: string, columns: readonly { name: string; type: string }[]): Relation {
  return {
    from: (bind) => `read_parquet(${bind(path)})`,
    columns: columns.map(({ name, type }) => ({ name, ...parquetColumn(identifier(name), type) })),
  };
}

function parquetColumn(column: string, type: string): Pick<RelationColumn, "text" | "json" | "isObject"> {
  if (/^(STRUCT|MAP)\(.*\)$/s.test(type)) {
    const json = () => `to_json(${column})`;
    return { text: () => `CAST(to_json(${column}) AS VARCHAR)`, json, isObject: true };
  }
  const written = `CAST(${column} AS VARCHAR)`;
  // Ids that a table kept as floating-point numbers are whole: 5, not 5.0.
  const isFloating = type === "DOUBLE" || type === "FLOAT";
  const text = () => (isFloating ? `regexp_replace(${written}, '\\.0$', '')` : written);
  return { text, json: jsonIn(() => written), isObject: type === "JSON" };
}
