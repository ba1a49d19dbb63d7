/** One rating file -> coded ratings, whatever its shape: wide and nested files are turned long by the engine. */

import type { SourceProblem } from "../tallies/tallies.ts";
import type { CodedColumn, CodedRatings } from "./coded.ts";
import type { Engine } from "./engine.ts";
import type { NamedPath } from "./file-start.ts";
import { fillNumbered } from "./fill-typed.ts";
import { itemsOf } from "./list-items.ts";
import { counted } from "./near-names.ts";
import { failure, type Outcome } from "./outcome.ts";
import { type CodedTable, readCoded } from "./read-coded.ts";
import { type Condition, matchesOf } from "./row-filter.ts";
import { ColumnFinder, type LongShape, type NestedShape, noShape, type Shape, type WideShape } from "./shape.ts";
import type { Match } from "./sql/conditions.ts";
import { type Relation, type Text, textOf } from "./sql/relations.ts";
import {
  columnValues,
  countRows,
  type Filling,
  fill,
  itemText,
  keep,
  keepRatings,
  matchCounts,
  noObjects,
  RULE,
  unnest,
  unpivot,
} from "./sql/tables.ts";

export interface FileRatings {
  /** The file in parts, which have no rating in common. */
  readonly coded: readonly CodedRatings[];
  readonly rows: number;
  readonly excluded: number;
  /** By condition: the positions of the values that occurred. */
  readonly matched: readonly ReadonlySet<number>[];
  /** What was skipped. */
  readonly problems: readonly SourceProblem[];
}

/** A file with what is asked of it. */
export interface RatedFile {
  readonly file: NamedPath;
  readonly relation: Relation;
  readonly shape: Shape;
  readonly conditions: readonly Condition[];
}

/** Tables of the engine: a file as it is, its ratings, one a row, and those that are kept. */
const asIs = "file";
const ratings = "ratings";
const keptRatings = "kept_ratings";

export async function readRatings(engine: Engine, rated: RatedFile): Promise<Outcome<FileRatings>> {
  const { shape, file } = rated;
  const finder = new ColumnFinder(
    file.name,
    rated.relation.columns.map((column) => column.name),
  );
  const found = finder.build(() => filterOf(rated, finder));
  if ("problem" in found) return found;
  const filter = found.value;
  if (shape.shape === "wide") return readWide(engine, rated, shape, filter);
  if (shape.shape === "nested") return { value: await readNested(engine, rated, shape, filter) };
  return { value: await readLong(engine, rated, shape, filter) };
}

/** Conditions by what they are about: rows of the file, columns that are rules (in wide files), single ratings. */
interface Filter {
  readonly rows: readonly Match[];
  readonly rules: readonly Condition[];
  readonly ratings: readonly Match[];
  /** By condition: its place in `rows`, or -1. */
  readonly rowOf: readonly number[];
}

function filterOf({ relation, shape, conditions }: RatedFile, finder: ColumnFinder): Filter {
  const mapped = new Map<string, Text>([["item", itemText(shape.item.map((at) => textOf(relation, at)))]]);
  if (shape.rater !== undefined) mapped.set("rater", textOf(relation, shape.rater));
  if (shape.shape === "long")
    mapped.set("rule", textOf(relation, shape.rule)).set("rating", textOf(relation, shape.rating));
  const isOfRow = ({ column }: Condition) => shape.shape === "long" || (column !== "rule" && column !== "rating");
  const isOfRule = ({ column }: Condition) => shape.shape === "wide" && column === "rule";
  const ofRows = conditions.filter(isOfRow);
  return {
    rows: matchesOf(ofRows, finder, relation, mapped),
    rules: conditions.filter(isOfRule),
    ratings: matchesOf(
      conditions.filter((one) => !isOfRow(one) && !isOfRule(one)),
      finder,
      relation,
      new Map<string, Text>([
        ["rule", () => "rule"],
        ["rating", () => "rating"],
      ]),
    ),
    rowOf: conditions.map((one) => ofRows.indexOf(one)),
  };
}

/** Of a filled table. */
async function countMatches(
  engine: Engine,
  { rows, rowOf }: Filter,
  conditions: readonly Condition[],
): Promise<Pick<FileRatings, "excluded" | "matched">> {
  if (rows.length === 0) return { excluded: 0, matched: conditions.map(everyValue) };
  const [counted = []] = await engine.rows(matchCounts(asIs, rows));
  const matched = conditions.map((condition, c) => {
    const at = rowOf[c] ?? -1;
    return at < 0 ? everyValue(condition) : new Set(itemsOf(counted[at + 1]).map(Number));
  });
  return { excluded: Number(counted[0]), matched };
}

/** Where it is not counted what a condition matches. */
function everyValue({ values }: Condition): Set<number> {
  return new Set(values.map((_, at) => at + 1));
}

async function readLong(engine: Engine, rated: RatedFile, shape: LongShape, filter: Filter): Promise<FileRatings> {
  const { file, relation, conditions } = rated;
  const filling: Filling[] = [
    ...commonColumns(relation, shape),
    ["rule", textOf(relation, shape.rule)],
    ["rating", textOf(relation, shape.rating)],
  ];
  if (shape.wording !== undefined) filling.push(["wording", textOf(relation, shape.wording)]);
  const names = namesOf(filling);
  const isFiltered = filter.rows.length > 0;
  const typed = isFiltered ? new Set<string>() : await fillNumbered(engine, ratings, filling, relation);
  if (isFiltered) await engine.run(fill(asIs, filling, relation, filter.rows));
  const counts = await countMatches(engine, filter, conditions);
  if (isFiltered) await engine.run(keep(ratings, asIs, names, filter.rows));
  const { rows, texts, integers } = await readCoded(engine, ratings, names, isFiltered ? ["source_row"] : [], typed);
  const coded = {
    file: file.name,
    row: integers[0] ?? numbersTo(rows),
    item: texts.get("item") ?? nothing,
    rule: texts.get("rule") ?? nothing,
    rating: texts.get("rating") ?? nothing,
    rater: texts.get("rater"),
    wording: texts.get("wording"),
    prompt: texts.get("prompt"),
  };
  return { coded: [coded], rows: rows + counts.excluded, ...counts, problems: [] };
}

function numbersTo(last: number): Int32Array {
  const numbers = new Int32Array(last);
  for (let at = 0; at < last; at++) numbers[at] = at + 1;
  return numbers;
}

/** Drops the ratings that are not kept; how many those are. */
async function filterRatings(
  engine: Engine,
  { ratings: matches }: Filter,
): Promise<{ table: string; excluded: number }> {
  if (matches.length === 0) return { table: ratings, excluded: 0 };
  await engine.run(keepRatings(keptRatings, ratings, matches));
  const [[all] = []] = await engine.rows(countRows(ratings));
  const [[kept] = []] = await engine.rows(countRows(keptRatings));
  return { table: keptRatings, excluded: Number(all) - Number(kept) };
}

/** A free text has more distinct values than this, and most of them are no ratings. */
const MOST_WORDS = 20;
const ratingWords = ["true", "false", "yes", "no"];

/**
 * How many columns are read at a time: a table takes a quarter of a megabyte for each, however few rows it has, and
 * may take a quarter of the memory.
 */
function columnsAtATime(engine: Engine): number {
  return Math.min(Math.floor(engine.memoryLimit), 1000);
}

async function readWide(
  engine: Engine,
  { file, relation, conditions }: RatedFile,
  shape: WideShape,
  filter: Filter,
): Promise<Outcome<FileRatings>> {
  if (relation.isJson && shape.candidates.length > MOST_KEYS) return tooManyKeys(file.name, shape.candidates.length);
  const common = commonColumns(relation, shape);
  const coded: CodedRatings[] = [];
  const step = columnsAtATime(engine);
  let rows = 0;
  let counts: Pick<FileRatings, "excluded" | "matched"> = { excluded: 0, matched: [] };
  let excluded = 0;
  let hasRules = false;
  for (let start = 0; start < shape.candidates.length; start += step) {
    const columns = shape.candidates.slice(start, start + step);
    const candidates = columns.map((at): Filling => [`${RULE}${at}`, textOf(relation, at)]);
    await engine.run(fill(asIs, [...common, ...candidates], relation, filter.rows));
    const source = await readCoded(engine, asIs, namesOf(common));
    rows = source.rows;
    if (start === 0) counts = await countMatches(engine, filter, conditions);
    const found = await withoutFreeTexts(engine, namesOf(candidates));
    hasRules ||= found.length > 0;
    const rules = found.filter((name) =>
      isRuleKept(relation.columns[Number(name.slice(RULE.length))]?.name ?? "", filter.rules),
    );
    excluded += (found.length - rules.length) * (rows - counts.excluded);
    if (rules.length === 0) continue;
    await engine.run(unpivot(ratings, asIs, rules, filter.rows));
    const kept = await filterRatings(engine, filter);
    excluded += kept.excluded;
    const { texts, integers } = await readCoded(engine, kept.table, ["rating"], ["source_row", "rule"]);
    const [row = new Int32Array(), codes = new Int32Array()] = integers;
    const rule = { texts: relation.columns.map((column) => column.name), codes };
    coded.push(unfolded(file, source, row, rule, texts.get("rating")));
  }
  if (!hasRules) {
    const names = relation.columns.map((column) => column.name);
    return { problem: noShape(file.name, names) };
  }
  return { value: { coded, rows, excluded: excluded + counts.excluded, matched: counts.matched, problems: [] } };
}

/** Each key is looked for in each JSON object, so sparse objects with thousands of keys take minutes. */
const MOST_KEYS = 1000;

function tooManyKeys(file: string, keys: number): Outcome<never> {
  const message = `\`${file}\` has ${keys} keys that could be rules; at most ${MOST_KEYS} are read. Put the ratings of each line into an object: \`"ratings": {"RULE": 1}\`.`;
  return failure("shape", "file", message);
}

function isRuleKept(rule: string, conditions: readonly Condition[]): boolean {
  return conditions.every(({ key, values }) => values.some((value) => value.trim() === rule) === (key === "only"));
}

async function withoutFreeTexts(engine: Engine, columns: readonly string[]): Promise<string[]> {
  const freeTexts = new Set<unknown>();
  for (const [name, distinct, all, likeRatings] of await engine.rows(columnValues(asIs, columns, ratingWords)))
    if (Number(distinct) > MOST_WORDS && Number(likeRatings) < Number(all) / 2) freeTexts.add(name);
  return columns.filter((name) => !freeTexts.has(name));
}

async function readNested(
  engine: Engine,
  { file, relation, conditions }: RatedFile,
  shape: NestedShape,
  filter: Filter,
): Promise<FileRatings> {
  const common = commonColumns(relation, shape);
  await engine.run(fill(asIs, [...common, ["ratings", textOf(relation, shape.ratings)]], relation, filter.rows));
  const source = await readCoded(engine, asIs, namesOf(common));
  const { excluded, matched } = await countMatches(engine, filter, conditions);
  const [other] = await engine.rows(noObjects(asIs));
  const [skipped, first] = [Number(other?.[0]), Number(other?.[1])];
  const column = relation.columns[shape.ratings]?.name ?? "";
  const message = `\`${file.name}\`: ${counted(skipped, "row")} skipped where \`${column}\` is not an object {rule: rating}, the first is row ${first}.`;
  await engine.run(unnest(ratings, asIs, filter.rows));
  const kept = await filterRatings(engine, filter);
  const { texts, integers } = await readCoded(engine, kept.table, ["rule", "rating"], ["source_row"]);
  return {
    coded: [unfolded(file, source, integers[0] ?? new Int32Array(), texts.get("rule"), texts.get("rating"))],
    rows: source.rows,
    excluded: excluded + kept.excluded,
    matched,
    problems: skipped > 0 ? [failure("value", "file", message).problem] : [],
  };
}

/** Ratings with what their row says of them. */
function unfolded(
  file: NamedPath,
  source: CodedTable,
  row: Int32Array,
  rule = nothing,
  rating = nothing,
): CodedRatings {
  const ofRow = (name: string): CodedColumn | undefined => {
    const column = source.texts.get(name);
    return column && { texts: column.texts, codes: row.map((r) => column.codes[r - 1] ?? -1) };
  };
  const [rater, prompt] = [ofRow("rater"), ofRow("prompt")];
  return { file: file.name, row, item: ofRow("item") ?? nothing, rule, rating, rater, wording: undefined, prompt };
}

function commonColumns(relation: Relation, shape: Shape): Filling[] {
  const columns: Filling[] = [["item", itemText(shape.item.map((at) => textOf(relation, at)))]];
  if (shape.rater !== undefined) columns.push(["rater", textOf(relation, shape.rater)]);
  if (shape.prompt !== undefined) columns.push(["prompt", textOf(relation, shape.prompt)]);
  return columns;
}

function namesOf(filling: readonly Filling[]): string[] {
  return filling.map(([name]) => name);
}

const nothing: CodedColumn = { texts: [], codes: new Int32Array() };
