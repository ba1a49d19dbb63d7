/** One rating file -> coded ratings, whatever its shape: wide and nested files are turned long by the engine. */
import type { CodedColumn, CodedRatings } from "./coded.ts";
import type { Engine } from "./engine.ts";
import type { RatingFile } from "./files.ts";
import { failure, type Outcome } from "./outcome.ts";
import { readCoded } from "./read-coded.ts";
import { type LongShape, type NestedShape, noShape, type Shape, type WideShape } from "./shape.ts";
import * as sql from "./sql.ts";
import type { SourceProblem } from "./tallies.ts";

export interface FileRatings {
  readonly coded: CodedRatings;
  /** What was passed over. */
  readonly problems: readonly SourceProblem[];
}

/** Tables of the engine: a file as it is, and its ratings, one a row. */
const asIs = "file";
const ratings = "ratings";

export async function readRatings(
  engine: Engine,
  file: RatingFile,
  relation: sql.Relation,
  shape: Shape,
): Promise<Outcome<FileRatings>> {
  if (shape.shape === "long") return { value: { coded: await readLong(engine, file, relation, shape), problems: [] } };
  return shape.shape === "wide"
    ? readWide(engine, file, relation, shape)
    : { value: await readNested(engine, file, relation, shape) };
}

async function readLong(
  engine: Engine,
  file: RatingFile,
  relation: sql.Relation,
  shape: LongShape,
): Promise<CodedRatings> {
  const filling = [
    ...commonColumns(relation, shape),
    ["rule", textOf(relation, shape.rule)] as const,
    ["rating", textOf(relation, shape.rating)] as const,
    ...(shape.wording === undefined ? [] : [["wording", textOf(relation, shape.wording)] as const]),
  ];
  await engine.run(sql.fill(ratings, filling, relation), relation.parameters);
  const columns = filling.map(([name]) => name);
  const { rows, texts } = await readCoded(engine, ratings, columns);
  const row = new Int32Array(rows);
  for (let at = 0; at < rows; at++) row[at] = at + 1;
  return codedRatings(file, rows, row, texts);
}

/** A free text has more distinct values than this, and most of them are no ratings. */
const MOST_WORDS = 20;
const ratingWords = ["true", "false", "yes", "no"];

async function readWide(
  engine: Engine,
  file: RatingFile,
  relation: sql.Relation,
  shape: WideShape,
): Promise<Outcome<FileRatings>> {
  const common = commonColumns(relation, shape);
  const candidates = shape.candidates.map((at) => [`rule${at}`, textOf(relation, at)] as const);
  await engine.run(sql.fill(asIs, [...common, ...candidates], relation), relation.parameters);
  const names = candidates.map(([name]) => name);
  const freeTexts = new Set<string>();
  for (const [name, distinct, all, likeRatings] of await engine.rows(sql.columnValues(asIs, names, ratingWords)))
    if (Number(distinct) > MOST_WORDS && Number(likeRatings) < Number(all) / 2) freeTexts.add(String(name));
  const rules = names.filter((name) => !freeTexts.has(name));
  if (rules.length === 0)
    return {
      problem: noShape(
        file.name,
        relation.columns.map((column) => column.name),
      ),
    };

  const kept = common.map(([name]) => name);
  await engine.run(sql.unpivot(ratings, asIs, kept, rules));
  const { texts, row } = await readUnfolded(engine, kept);
  const named = (name: string) => relation.columns[Number(name.slice("rule".length))]?.name ?? name;
  const rule = texts.get("rule") ?? nothing;
  const withNames = new Map(texts).set("rule", { ...rule, texts: rule.texts.map(named) });
  return { value: { coded: codedRatings(file, await countRows(engine), row, withNames), problems: [] } };
}

async function readNested(
  engine: Engine,
  file: RatingFile,
  relation: sql.Relation,
  shape: NestedShape,
): Promise<FileRatings> {
  const common = commonColumns(relation, shape);
  const filling = [...common, ["ratings", textOf(relation, shape.ratings)] as const];
  await engine.run(sql.fill(asIs, filling, relation), relation.parameters);
  const [other] = await engine.rows(sql.noObjects(asIs));
  const [count, first] = [Number(other?.[0]), Number(other?.[1])];
  const kept = common.map(([name]) => name);
  await engine.run(sql.unnest(ratings, asIs, kept));
  const { texts, row } = await readUnfolded(engine, kept);
  const told = `\`${file.name}\`: in ${count} rows \`ratings\` is no object {rule: rating}, the first of them row ${first}. They are left out.`;
  return {
    coded: codedRatings(file, await countRows(engine), row, texts),
    problems: count > 0 ? [failure("value", "file", told).problem] : [],
  };
}

async function readUnfolded(engine: Engine, kept: readonly string[]) {
  const { texts, integers } = await readCoded(engine, ratings, [...kept, "rule", "rating"], ["row"]);
  return { texts, row: integers[0] ?? new Int32Array() };
}

async function countRows(engine: Engine): Promise<number> {
  return Number((await engine.rows(sql.count(asIs)))[0]?.[0] ?? 0);
}

function commonColumns(relation: sql.Relation, shape: Shape): sql.Filling[] {
  const text = (at: number) => textOf(relation, at);
  return [
    ["item", sql.itemText(shape.item.map(text))],
    ...(shape.rater === undefined ? [] : [["rater", text(shape.rater)] as const]),
    ...(shape.prompt === undefined ? [] : [["prompt", text(shape.prompt)] as const]),
  ];
}

function textOf(relation: sql.Relation, at: number): string {
  return relation.columns[at]?.text ?? "NULL";
}

const nothing: CodedColumn = { texts: [], codes: new Int32Array() };

function codedRatings(
  file: RatingFile,
  rows: number,
  row: Int32Array,
  texts: ReadonlyMap<string, CodedColumn>,
): CodedRatings {
  return {
    file: file.name,
    rows,
    row,
    item: texts.get("item") ?? nothing,
    rule: texts.get("rule") ?? nothing,
    rating: texts.get("rating") ?? nothing,
    rater: texts.get("rater"),
    wording: texts.get("wording"),
    prompt: texts.get("prompt"),
  };
}
