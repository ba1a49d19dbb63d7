/** Everything of the document but the rules. */
import { isMap, type Node, type YAMLMap } from "yaml";
import {
  choiceField,
  type Entries,
  type Entry,
  entriesOf,
  mapsOf,
  numberField,
  type Piece,
  shown,
  tell,
  tellUnknown,
  textField,
  textsField,
} from "./nodes.ts";
import { defined } from "./read-rule.ts";
import { scaleField } from "./read-scale.ts";
import type { Baseline, Field, FileSource, PreferenceSource, Range, RatingSource, Rubric } from "./rubric.ts";

export const topKeys = ["version", "name", "scale", "ratings", "preferences", "baselines", "encore", "rules"] as const;
export const fileKeys = ["file", "item", "rule", "rater", "rating"] as const;
export const clickHouseKeys = ["url_env", "table"] as const;
export const pairKeys = ["file", "chosen", "rejected", "prompt", "by", "judges"] as const;
export const overallKeys = ["overall", "prompt"] as const;
export const baselineKeys = ["name", "file", "item", "score"] as const;
export const encoreKeys = ["temperature", "estimator", "limit", "weighting"] as const;
export const estimators = ["plug-in", "miller-madow"] as const;
export const weightings = ["encore", "signal", "uniform", "author"] as const;

export type Head = Omit<Rubric, "text" | "rules" | "rulesKey" | "ignores" | "problems">;

export function readHead(entries: Entries, piece: Piece): Head {
  tellUnknown(entries, topKeys, "a rubric", piece);
  return defined({
    version: numberField(entries, "version", piece, (value) => value === 1, "1, the only version there is"),
    name: textField(entries, "name", piece),
    scale: scaleField(entries, piece),
    ratings: listField(entries, "ratings", piece, readRatingSource),
    preferences: listField(entries, "preferences", piece, readPreferences),
    baselines: listField(entries, "baselines", piece, readBaseline),
    encore: readEncore(entries.get("encore"), piece),
  });
}

function listField<T>(
  entries: Entries,
  name: string,
  piece: Piece,
  read: (map: YAMLMap, range: Range, piece: Piece) => T | undefined,
): Field<readonly T[]> | undefined {
  const entry = entries.get(name);
  if (!entry) return undefined;
  const value = mapsOf(entry, name, piece).flatMap(({ map, range }) => read(map, range, piece) ?? []);
  return { key: entry.key, range: entry.range, value };
}

function readRatingSource(map: YAMLMap, range: Range, piece: Piece): RatingSource | undefined {
  const entries = entriesOf(map, piece);
  const clickhouse = entries.get("clickhouse");
  if (clickhouse) return readClickHouse(clickhouse, range, piece);
  tellUnknown(entries, fileKeys, "a rating source", piece);
  const file = textField(entries, "file", piece);
  if (!file) {
    tell(piece, range, 'A rating source names a file: "file: ratings/humans.csv".');
    return undefined;
  }
  const columns = {
    item: textsField(entries, "item", piece),
    rule: textField(entries, "rule", piece),
    rater: textField(entries, "rater", piece),
    rating: textField(entries, "rating", piece),
  };
  const source: FileSource = { kind: "file", range, file, ...defined(columns) };
  return source;
}

function readClickHouse({ node, range: at }: Entry, range: Range, piece: Piece): RatingSource {
  if (!isMap(node)) {
    tell(piece, at, `"clickhouse" is a mapping, {url_env: ENCORE_CLICKHOUSE_URL, table: ratings}; found ${shown(node)}.`);
    return { kind: "clickhouse", range };
  }
  const entries = entriesOf(node, piece);
  tellUnknown(entries, clickHouseKeys, "clickhouse", piece);
  const keys = { urlEnv: textField(entries, "url_env", piece), table: textField(entries, "table", piece) };
  return { kind: "clickhouse", range, ...defined(keys) };
}

function readPreferences(map: YAMLMap, range: Range, piece: Piece): PreferenceSource | undefined {
  const entries = entriesOf(map, piece);
  const overall = textField(entries, "overall", piece);
  if (overall) {
    tellUnknown(entries, overallKeys, "preferences by an overall rating", piece);
    return { kind: "overall", range, overall, ...defined({ prompt: textField(entries, "prompt", piece) }) };
  }
  tellUnknown(entries, pairKeys, "preferences from a file", piece);
  const file = textField(entries, "file", piece);
  if (!file) {
    tell(piece, range, 'Preferences name a file of pairs, "file: ratings/pairs.jsonl", or an overall rating, "overall: helpfulness".');
    return undefined;
  }
  const columns = {
    chosen: textField(entries, "chosen", piece),
    rejected: textField(entries, "rejected", piece),
    prompt: textField(entries, "prompt", piece),
    by: textField(entries, "by", piece),
    judges: textsField(entries, "judges", piece),
  };
  return { kind: "pairs", range, file, ...defined(columns) };
}

function readBaseline(map: YAMLMap, range: Range, piece: Piece): Baseline | undefined {
  const entries = entriesOf(map, piece);
  tellUnknown(entries, baselineKeys, "a baseline", piece);
  const name = textField(entries, "name", piece);
  const file = textField(entries, "file", piece);
  if (!name || !file) {
    tell(piece, range, "A baseline has a name and a file: {name: Skywork, file: ratings/rm.csv}.");
    return undefined;
  }
  return { range, name, file, ...defined({ item: textsField(entries, "item", piece), score: textField(entries, "score", piece) }) };
}

function readEncore(entry: Entry | undefined, piece: Piece): Rubric["encore"] {
  if (!entry || entry.node === null || isEmpty(entry.node)) return undefined;
  if (!isMap(entry.node)) {
    tell(piece, entry.range, `"encore" is a mapping, {temperature: 2, limit: 0.85}; found ${shown(entry.node)}.`);
    return undefined;
  }
  const entries = entriesOf(entry.node, piece);
  tellUnknown(entries, encoreKeys, "encore", piece);
  const options = {
    temperature: numberField(entries, "temperature", piece, (value) => value > 0, "a number over 0, in nats"),
    estimator: choiceField(entries, "estimator", estimators, piece),
    limit: numberField(entries, "limit", piece, (value) => value >= 0 && value <= 1, "a number from 0 to 1"),
    weighting: choiceField(entries, "weighting", weightings, piece),
  };
  return { key: entry.key, range: entry.range, ...defined(options) };
}

function isEmpty(node: Node): boolean {
  return !isMap(node) && node.range !== undefined && node.range !== null && node.range[0] === node.range[1];
}
