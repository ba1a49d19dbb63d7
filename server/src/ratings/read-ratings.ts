/** One rating file -> coded ratings, whatever its shape: wide and nested files are turned long by the engine. */

import type { SourceProblem } from "../tallies/tallies.ts";
import type { CodedColumn, CodedRatings } from "./coded.ts";
import type { Engine } from "./engine.ts";
import type { RatingFile } from "./files.ts";
import { counted } from "./near-names.ts";
import { failure, type Outcome } from "./outcome.ts";
import { type CodedTable, readCoded } from "./read-coded.ts";
import { type LongShape, type NestedShape, noShape, type Shape, type WideShape } from "./shape.ts";
import { type Relation, textOf } from "./sql/relations.ts";
import { columnValues, type Filling, fill, itemText, noObjects, RULE, unnest, unpivot } from "./sql/tables.ts";

export interface FileRatings {
  /** The file in parts, which have no rating in common. */
  readonly coded: readonly CodedRatings[];
  readonly rows: number;
  /** What was passed over. */
  readonly problems: readonly SourceProblem[];
}

/** Tables of the engine: a file as it is, and its ratings, one a row. */
const asIs = "file";
const ratings = "ratings";

export async function readRatings(
  engine: Engine,
  file: RatingFile,
  relation: Relation,
  shape: Shape,
): Promise<Outcome<FileRatings>> {
  if (shape.shape === "wide") return readWide(engine, file, relation, shape);
  if (shape.shape === "nested") return { value: await readNested(engine, file, relation, shape) };
  return { value: await readLong(engine, file, relation, shape) };
}

async function readLong(engine: Engine, file: RatingFile, relation: Relation, shape: LongShape): Promise<FileRatings> {
  const filling: Filling[] = [
    ...commonColumns(relation, shape),
    ["rule", textOf(relation, shape.rule)],
    ["rating", textOf(relation, shape.rating)],
  ];
  if (shape.wording !== undefined) filling.push(["wording", textOf(relation, shape.wording)]);
  await engine.run(fill(ratings, filling, relation));
  const { rows, texts } = await readCoded(engine, ratings, namesOf(filling));
  const row = new Int32Array(rows);
  for (let at = 0; at < rows; at++) row[at] = at + 1;
  const coded = {
    file: file.name,
    row,
    item: texts.get("item") ?? nothing,
    rule: texts.get("rule") ?? nothing,
    rating: texts.get("rating") ?? nothing,
    rater: texts.get("rater"),
    wording: texts.get("wording"),
    prompt: texts.get("prompt"),
  };
  return { coded: [coded], rows, problems: [] };
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
  file: RatingFile,
  relation: Relation,
  shape: WideShape,
): Promise<Outcome<FileRatings>> {
  const common = commonColumns(relation, shape);
  const coded: CodedRatings[] = [];
  const step = columnsAtATime(engine);
  let rows = 0;
  for (let start = 0; start < shape.candidates.length; start += step) {
    const columns = shape.candidates.slice(start, start + step);
    const candidates = columns.map((at): Filling => [`${RULE}${at}`, textOf(relation, at)]);
    await engine.run(fill(asIs, [...common, ...candidates], relation));
    const source = await readCoded(engine, asIs, namesOf(common));
    rows = source.rows;
    const rules = await withoutFreeTexts(engine, namesOf(candidates));
    if (rules.length === 0) continue;
    await engine.run(unpivot(ratings, asIs, rules));
    const { texts, integers } = await readCoded(engine, ratings, ["rating"], ["source_row", "rule"]);
    const [row = new Int32Array(), codes = new Int32Array()] = integers;
    const rule = { texts: relation.columns.map((column) => column.name), codes };
    coded.push(unfolded(file, source, row, rule, texts.get("rating")));
  }
  if (coded.length === 0) {
    const names = relation.columns.map((column) => column.name);
    return { problem: noShape(file.name, names) };
  }
  return { value: { coded, rows, problems: [] } };
}

async function withoutFreeTexts(engine: Engine, columns: readonly string[]): Promise<string[]> {
  const freeTexts = new Set<unknown>();
  for (const [name, distinct, all, likeRatings] of await engine.rows(columnValues(asIs, columns, ratingWords)))
    if (Number(distinct) > MOST_WORDS && Number(likeRatings) < Number(all) / 2) freeTexts.add(name);
  return columns.filter((name) => !freeTexts.has(name));
}

async function readNested(
  engine: Engine,
  file: RatingFile,
  relation: Relation,
  shape: NestedShape,
): Promise<FileRatings> {
  const common = commonColumns(relation, shape);
  await engine.run(fill(asIs, [...common, ["ratings", textOf(relation, shape.ratings)]], relation));
  const source = await readCoded(engine, asIs, namesOf(common));
  const [other] = await engine.rows(noObjects(asIs));
  const [left, first] = [Number(other?.[0]), Number(other?.[1])];
  const told = `\`${file.name}\`: ${counted(left, "row")} left out where \`ratings\` is no object {rule: rating}, the first is row ${first}.`;
  await engine.run(unnest(ratings, asIs));
  const { texts, integers } = await readCoded(engine, ratings, ["rule", "rating"], ["source_row"]);
  return {
    coded: [unfolded(file, source, integers[0] ?? new Int32Array(), texts.get("rule"), texts.get("rating"))],
    rows: source.rows,
    problems: left > 0 ? [failure("value", "file", told).problem] : [],
  };
}

/** Ratings with what their row says of them. */
function unfolded(
  file: RatingFile,
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
