/** One rating file -> coded ratings, whatever its shape: wide and nested files are turned long by the engine. */
import type { CodedColumn, CodedRatings } from "./coded.ts";
import type { Engine } from "./engine.ts";
import type { RatingFile } from "./files.ts";
import { counted } from "./near-names.ts";
import { failure, type Outcome } from "./outcome.ts";
import { readCoded } from "./read-coded.ts";
import { type LongShape, type NestedShape, noShape, type Shape, type WideShape } from "./shape.ts";
import { type Relation, textOf } from "./sql/relations.ts";
import { columnValues, count, type Filling, fill, itemText, noObjects, unnest, unpivot } from "./sql/tables.ts";
import type { SourceProblem } from "./tallies.ts";

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
  const names = filling.map(([name]) => name);
  const { rows, texts } = await readCoded(engine, ratings, names);
  const row = new Int32Array(rows);
  for (let at = 0; at < rows; at++) row[at] = at + 1;
  return { coded: [codedRatings(file, row, texts)], rows, problems: [] };
}

/** A free text has more distinct values than this, and most of them are no ratings. */
const MOST_WORDS = 20;
const ratingWords = ["true", "false", "yes", "no"];

/** So many columns are read at a time: a table takes memory for each, however few rows it has. */
const SLICE = 250;

async function readWide(
  engine: Engine,
  file: RatingFile,
  relation: Relation,
  shape: WideShape,
): Promise<Outcome<FileRatings>> {
  const common = commonColumns(relation, shape);
  const kept = common.map(([name]) => name);
  const coded: CodedRatings[] = [];
  for (let start = 0; start < shape.candidates.length; start += SLICE) {
    const columns = shape.candidates.slice(start, start + SLICE);
    await engine.run(
      fill(asIs, [...common, ...columns.map((at): Filling => [`rule${at}`, textOf(relation, at)])], relation),
    );
    const rules = await withoutFreeTexts(
      engine,
      columns.map((at) => `rule${at}`),
    );
    if (rules.length === 0) continue;
    await engine.run(unpivot(ratings, asIs, kept, rules));
    const { texts, row } = await readUnfolded(engine, kept);
    const rule = texts.get("rule") ?? nothing;
    const named = rule.texts.map((name) => relation.columns[Number(name.slice("rule".length))]?.name ?? name);
    coded.push(codedRatings(file, row, new Map(texts).set("rule", { ...rule, texts: named })));
  }
  if (coded.length === 0) {
    const names = relation.columns.map((column) => column.name);
    return { problem: noShape(file.name, names) };
  }
  return { value: { coded, rows: await countRows(engine), problems: [] } };
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
  const kept = common.map(([name]) => name);
  await engine.run(fill(asIs, [...common, ["ratings", textOf(relation, shape.ratings)]], relation));
  const [other] = await engine.rows(noObjects(asIs));
  const [left, first] = [Number(other?.[0]), Number(other?.[1])];
  const told = `\`${file.name}\`: ${counted(left, "row")} left out where \`ratings\` is no object {rule: rating}, the first is row ${first}.`;
  await engine.run(unnest(ratings, asIs, kept));
  const { texts, row } = await readUnfolded(engine, kept);
  return {
    coded: [codedRatings(file, row, texts)],
    rows: await countRows(engine),
    problems: left > 0 ? [failure("value", "file", told).problem] : [],
  };
}

async function readUnfolded(engine: Engine, kept: readonly string[]) {
  const { texts, integers } = await readCoded(engine, ratings, [...kept, "rule", "rating"], ["row"]);
  return { texts, row: integers[0] ?? new Int32Array() };
}

async function countRows(engine: Engine): Promise<number> {
  return Number((await engine.rows(count(asIs)))[0]?.[0] ?? 0);
}

function commonColumns(relation: Relation, shape: Shape): Filling[] {
  const columns: Filling[] = [["item", itemText(shape.item.map((at) => textOf(relation, at)))]];
  if (shape.rater !== undefined) columns.push(["rater", textOf(relation, shape.rater)]);
  if (shape.prompt !== undefined) columns.push(["prompt", textOf(relation, shape.prompt)]);
  return columns;
}

const nothing: CodedColumn = { texts: [], codes: new Int32Array() };

function codedRatings(file: RatingFile, row: Int32Array, texts: ReadonlyMap<string, CodedColumn>): CodedRatings {
  return {
    file: file.name,
    row,
    item: texts.get("item") ?? nothing,
    rule: texts.get("rule") ?? nothing,
    rating: texts.get("rating") ?? nothing,
    rater: texts.get("rater"),
    wording: texts.get("wording"),
    prompt: texts.get("prompt"),
  };
}
