/** ClickHouse's SQL, for servers since 18.16: they have no query parameters, so values go through `quoted`. */
import type { Condition } from "../row-filter.ts";

/** A text value. */
function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'").replaceAll("\0", "\\0")}'`;
}

function identifier(name: string): string {
  return `\`${name.replaceAll("\\", "\\\\").replaceAll("`", "\\`")}\``;
}

/** `table` or `database.table`, as the rubric writes it. */
function tableName(name: string): string {
  return name.split(".").map(identifier).join(".");
}

/** A column as text, empty where it is null. */
export function textOf(column: string): string {
  return `ifNull(toString(${identifier(column)}), '')`;
}

function trimmed(text: string): string {
  return `replaceRegexpAll(${text}, '^\\\\s+|\\\\s+$', '')`;
}

/** The item, of several columns joined by "/"; empty where a part is. */
export function itemOf(columns: readonly string[]): string {
  const texts = columns.map((column) => trimmed(textOf(column)));
  if (texts.length === 1) return texts[0] ?? "''";
  return `if(${texts.map((text) => `${text} = ''`).join(" OR ")}, '', concat(${texts.join(", '/', ")}))`;
}

/** Rows that meet all of `only` and none of `except`; `texts` are the mapped columns by our names. */
export function whereOf(conditions: readonly Condition[], texts: ReadonlyMap<string, string>): string {
  const clauses = conditions.map(({ key, column, values }) => {
    const text = trimmed(texts.get(column) ?? textOf(column));
    const list = values.flatMap((value) => spellings(value, texts.has(column) && column !== "rating")).map(quoted);
    return list.length === 0
      ? String(key === "except" ? 1 : 0)
      : `${text} ${key === "only" ? "" : "NOT "}IN (${list.join(", ")})`;
  });
  return clauses.length === 0 ? "" : ` WHERE ${clauses.join(" AND ")}`;
}

/** A number in a column of numbers has its shortest spelling. */
function spellings(value: string, isId: boolean): string[] {
  const plain = value.trim();
  return isId || plain === "" || !Number.isFinite(Number(plain))
    ? [plain]
    : [...new Set([plain, String(Number(plain))])];
}

export function describe(table: string): string {
  return `DESCRIBE TABLE ${tableName(table)} FORMAT JSONCompact`;
}

/** How many rows there are, and how many count. */
export function countRows(table: string, where: string): string {
  const kept = where === "" ? "count()" : `countIf(${where.slice(" WHERE ".length)})`;
  return `SELECT toUInt64(count()), toUInt64(${kept}) FROM ${tableName(table)} FORMAT RowBinary`;
}

/** The distinct values of a text, one more than may be. */
export function distinct(table: string, text: string, where: string, most: number): string {
  return `SELECT DISTINCT ${text} AS t FROM ${tableName(table)}${where} LIMIT ${most + 1} FORMAT RowBinary`;
}

/** A column that has few distinct values, and all of them. */
export interface Vocabulary {
  readonly text: string;
  readonly values: readonly string[];
}

/**
 * By item: its prompt, and of each of its ratings one number, which has for each vocabulary the position of its value, the
 * last one in the lowest place. Sorted, so that the answer does not depend on how the rows are spread over servers.
 */
export function ratingsByItem(
  table: string,
  item: string,
  prompt: string | undefined,
  vocabularies: readonly Vocabulary[],
  where: string,
): string {
  const code = vocabularies.reduce(
    (before, { text, values }) => `(${before}) * ${Math.max(1, values.length)} + ${positionOf(text, values)}`,
    "toUInt64(0)",
  );
  const first = prompt === undefined ? "''" : `minIf(p, p != '')`;
  const inner = `SELECT ${item} AS i, ${prompt ?? "''"} AS p, toUInt64(${code}) AS c FROM ${tableName(table)}${where}`;
  return `SELECT i, ${first}, arraySort(groupArray(c)) FROM (${inner}) GROUP BY i FORMAT RowBinary`;
}

function positionOf(text: string, values: readonly string[]): string {
  if (values.length < 2) return "toUInt64(0)";
  const positions = values.map((_, at) => at).join(", ");
  return `toUInt64(transform(${text}, [${values.map(quoted).join(", ")}], [${positions}], 0))`;
}

/** Texts of rows, sorted by all of them. */
export function textRows(table: string, texts: readonly string[], where: string): string {
  const named = texts.map((text, at) => `${text} AS t${at}`);
  const order = texts.map((_, at) => `t${at}`).join(", ");
  return `SELECT ${named.join(", ")} FROM ${tableName(table)}${where} ORDER BY ${order} FORMAT RowBinary`;
}
