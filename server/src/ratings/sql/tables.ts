/** Tables that files are read into, and what is asked of them. Their names and columns are our own. */
import { missingWords } from "../../tallies/rating-text.ts";
import { isKept, type Match, positionOf } from "./conditions.ts";
import { bound, literal, plain, type Query } from "./query.ts";
import type { Relation, Text } from "./relations.ts";

/** A column of a table and what fills it. */
export type Filling = readonly [column: string, text: Text];

/** The item, of several columns joined by "/"; empty where a part is. */
export function itemText(parts: readonly Text[]): Text {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  return (bind) => {
    const texts = parts.map((part) => part(bind));
    const isWhole = texts.map((text) => `trim(coalesce(${text}, '')) <> ''`).join(" AND ");
    return `CASE WHEN ${isWhole} THEN ${texts.map((text) => `trim(${text})`).join(" || '/' || ")} ELSE '' END`;
  };
}

/** Reads a file into a table of texts, rows in file order, with the position in each match in columns of their own. */
export function fill(
  table: string,
  columns: readonly Filling[],
  relation: Relation,
  matches: readonly Match[] = [],
): Query {
  return bound((bind) => {
    const filled = columns.map(([name, text]) => `coalesce(${text(bind)}, '') AS ${name}`);
    const matched = matches.map((match, at) => `${positionOf(match)(bind)} AS ${MATCH}${at}`);
    return `CREATE OR REPLACE TEMP TABLE ${table} AS SELECT ${[...filled, ...matched].join(", ")} FROM ${relation.from(bind)}`;
  });
}

/** Of each column the distinct texts in the first rows, as a list. */
export function vocabularies(columns: readonly Filling[], relation: Relation, rows: number): Query {
  return bound((bind) => {
    const texts = columns.map(([name, text]) => `coalesce(${text(bind)}, '') AS ${name}`);
    const lists = columns.map(([name]) => `list(DISTINCT ${name})`);
    return `SELECT ${lists.join(", ")} FROM (SELECT ${texts.join(", ")} FROM ${relation.from(bind)} LIMIT ${Math.floor(rows)})`;
  });
}

/** The type of a column of a table that holds these texts and no others. */
export function vocabularyType(table: string, column: string, texts: readonly string[]): readonly Query[] {
  const type = typeOf(table, column);
  return [
    plain(`DROP TYPE IF EXISTS ${type}`),
    plain(`CREATE TYPE ${type} AS ENUM (${texts.map(literal).join(", ")})`),
  ];
}

/** As `fill`, with columns of those types: a text takes one byte, and one that is not in its type is an error. */
export function fillTyped(
  table: string,
  columns: readonly Filling[],
  relation: Relation,
  typed: ReadonlySet<string>,
): Query {
  return bound((bind) => {
    const filled = columns.map(([name, text]) => {
      const whole = `coalesce(${text(bind)}, '')`;
      return `${typed.has(name) ? `CAST(${whole} AS ${typeOf(table, name)})` : whole} AS ${name}`;
    });
    return `CREATE OR REPLACE TEMP TABLE ${table} AS SELECT ${filled.join(", ")} FROM ${relation.from(bind)}`;
  });
}

/** As `fill`, of the first rows only. */
export function fillStart(table: string, columns: readonly Filling[], relation: Relation, rows: number): Query {
  const { text, parameters } = fill(table, columns, relation);
  return { text: `${text} LIMIT ${Math.floor(rows)}`, parameters };
}

/** How many rows; then, of each column, how many distinct values and their mean length. */
export function columnStatistics(table: string, columns: readonly string[]): Query {
  const each = columns.map((column) => `, count(DISTINCT ${column})::DOUBLE, avg(length(${column}))`).join("");
  return plain(`SELECT count(*)::DOUBLE${each} FROM ${table}`);
}

/** How many different rows there are by these columns with the others, and by these alone. */
export function distinctRows(table: string, columns: readonly string[], others: readonly string[]): Query {
  const row = (names: readonly string[]) => `count(DISTINCT row(${names.join(", ")}))::DOUBLE`;
  return plain(`SELECT ${row([...columns, ...others])}, ${row(columns)} FROM ${table}`);
}

const MATCH = "match";

/** Whether a row of a filled table is kept. */
function keptRows(matches: readonly Match[]): string {
  return isKept(matches, (at) => () => `${MATCH}${at}`)(() => "");
}

/** The rows of a filled table that are kept, in their order, with the number of each. */
export function keep(to: string, from: string, columns: readonly string[], matches: readonly Match[]): Query {
  return plain(
    `CREATE OR REPLACE TEMP TABLE ${to} AS SELECT (rowid + 1)::INTEGER AS source_row, ${columns.join(", ")} FROM ${from} WHERE ${keptRows(matches)} ORDER BY rowid`,
  );
}

/** How many rows of a filled table are not kept; then, for each match, the positions that occur, as a list. */
export function matchCounts(table: string, matches: readonly Match[]): Query {
  const lists = matches.map((_, at) => `, list(DISTINCT ${MATCH}${at})`).join("");
  return plain(`SELECT count(*) FILTER (NOT (${keptRows(matches)}))::DOUBLE${lists} FROM ${table}`);
}

/** The first rows of a file, by column, in file order. */
export function firstRows(columns: readonly Text[], relation: Relation, most: number): Query {
  const parameters: string[] = [];
  const bind = (value: string) => `$${parameters.push(value)}`;
  const texts = columns.map((text) => `coalesce(${text(bind)}, '')`).join(", ");
  return { text: `SELECT ${texts} FROM ${relation.from(bind)} LIMIT ${Math.trunc(most)}`, parameters };
}

/** Names of columns that could be rules: this and their position in the file. */
export const RULE = "rule";

/** A table with columns of ratings -> one with a row for each rating: its row, its column, the rating. */
export function unpivot(to: string, from: string, rules: readonly string[], rows: readonly Match[]): Query {
  return plain(
    `CREATE OR REPLACE TEMP TABLE ${to} AS SELECT (source_row + 1)::INTEGER AS source_row, substr(rule, ${RULE.length + 1})::INTEGER AS rule, rating FROM (SELECT rowid AS source_row, * FROM ${from} WHERE ${keptRows(rows)}) UNPIVOT (rating FOR rule IN (${rules.join(", ")})) ORDER BY source_row`,
  );
}

/** The ratings of a table of ratings that are kept, in their order. */
export function keepRatings(to: string, from: string, matches: readonly Match[]): Query {
  return bound((bind) => {
    const kept = isKept(matches, (_, match) => positionOf(match));
    return `CREATE OR REPLACE TEMP TABLE ${to} AS SELECT * FROM ${from} WHERE ${kept(bind)} ORDER BY rowid`;
  });
}

export function countRows(table: string): Query {
  return plain(`SELECT count(*)::DOUBLE FROM ${table}`);
}

/**
 * For each of these columns with any: its name, how many distinct values it has, how many values, and how many of them
 * look like ratings: numbers and `words`.
 */
export function columnValues(table: string, columns: readonly string[], words: readonly string[]): Query {
  const list = (texts: readonly string[]) => texts.map(literal).join(", ");
  const looksLikeRating = `(TRY_CAST(rating AS DOUBLE) IS NOT NULL OR lower(rating) IN (${list(words)}))`;
  const values = `SELECT rule, trim(rating) AS rating, count(*) AS n FROM (SELECT * FROM ${table}) UNPIVOT (rating FOR rule IN (${columns.join(", ")})) GROUP BY ALL`;
  return plain(
    `SELECT rule, count(*)::INTEGER, sum(n)::DOUBLE, coalesce(sum(n) FILTER (${looksLikeRating}), 0)::DOUBLE FROM (${values}) WHERE lower(rating) NOT IN (${list(missingWords)}) GROUP BY rule`,
  );
}

/** As `unpivot`, for a column `ratings` of JSON objects; a key that comes twice in one object stays in its order. */
export function unnest(to: string, from: string, rows: readonly Match[]): Query {
  return plain(
    `CREATE OR REPLACE TEMP TABLE ${to} AS SELECT (source.rowid + 1)::INTEGER AS source_row, entry.key AS rule, coalesce(json_extract_string(entry.value, '$'), '') AS rating FROM ${from} AS source, json_each(CASE WHEN ${isObject} THEN source.ratings::JSON END) AS entry WHERE ${keptRows(rows)} ORDER BY source.rowid, entry.id`,
  );
}

const isObject = "(json_valid(source.ratings) AND json_type(source.ratings) = 'OBJECT')";

/** How many rows have something else than an object for ratings, and the first of them. */
export function noObjects(table: string): Query {
  return plain(
    `SELECT count(*)::INTEGER, coalesce(min(rowid) + 1, 0)::INTEGER FROM ${table} AS source WHERE ratings NOT IN ('', 'null') AND NOT ${isObject}`,
  );
}

/** The distinct texts of a column, numbered: as a type, whose values the engine looks up faster than it joins. */
export function number(table: string, column: string): readonly Query[] {
  const type = typeOf(table, column);
  return [
    plain(`DROP TYPE IF EXISTS ${type}`),
    plain(`CREATE TYPE ${type} AS ENUM (SELECT DISTINCT ${column} FROM ${table})`),
  ];
}

function typeOf(table: string, column: string): string {
  return `${table}_${column}`;
}

/** In the order of their numbers. */
export function numberedTexts(table: string, column: string): Query {
  return plain(`SELECT unnest(enum_range(NULL::${typeOf(table, column)}))`);
}

/** For each row, in order: the number of each numbered column, then the other columns. */
export function codes(table: string, numbered: readonly string[], others: readonly string[]): Query {
  const coded = numbered.map((column) => `enum_code(CAST(${column} AS ${typeOf(table, column)}))::INTEGER`);
  return plain(`SELECT ${[...coded, ...others].join(", ")} FROM ${table}`);
}
