/** The sources of a rubric: ratings, responses, preferences, baselines. */
import { itemsOf, type Node } from "./node.ts";
import { optional } from "./read-rule.ts";
import {
  booleanField,
  conditionField,
  entryOf,
  field,
  isMeant,
  type Keys,
  keysOf,
  listOf,
  mappingAt,
  shown,
  tell,
  tellUnknown,
  textField,
  textsField,
} from "./reader.ts";
import type {
  Baseline,
  ClickHouseTable,
  Field,
  PairColumns,
  PreferenceSource,
  Range,
  RatingColumns,
  RatingSource,
  ResponseSource,
  RowFilters,
  Rubric,
} from "./rubric.ts";
import { keyNames } from "./schema.ts";
import {
  baselineSchema,
  clickHousePairSourceSchema,
  clickHousePairsSchema,
  clickHouseSchema,
  clickHouseSourceSchema,
  demonstrationSourceSchema,
  fileSourceSchema,
  overallSourceSchema,
  pairSourceSchema,
  responseSourceSchema,
} from "./schema-sources.ts";

export function ratingsField(keys: Keys): Rubric["ratings"] {
  const asSource = (file: Field<string>): RatingSource => ({ kind: "file", range: file.range, file });
  return sourcesField(keys, "ratings", "`- file: ratings/humans.csv`", readRatingSource, asSource);
}

export function responsesField(keys: Keys): Rubric["responses"] {
  const asSource = (file: Field<string>): ResponseSource => ({ range: file.range, file });
  return sourcesField(keys, "responses", "`- file: responses.jsonl`", readResponses, asSource);
}

export function preferencesField(keys: Keys): Rubric["preferences"] {
  return sourcesField(keys, "preferences", "`- file: ratings/pairs.jsonl`", readPreferences);
}

export function baselinesField(keys: Keys): Rubric["baselines"] {
  return sourcesField(keys, "baselines", "`- {name: Skywork, file: ratings/rm.csv}`", readBaseline);
}

/** `ofPath` makes a source of a mere path, alone or in the list, where one is allowed. */
function sourcesField<T>(
  keys: Keys,
  name: string,
  example: string,
  read: (keys: Keys, range: Range) => T | undefined,
  ofPath?: (file: Field<string>) => T,
): Field<readonly T[]> | undefined {
  const entry = entryOf(keys, name, example);
  if (!entry) return undefined;
  const pathOf = (node: Node): T | undefined =>
    ofPath && node.kind === "text" && node.text.trim() !== ""
      ? ofPath({ key: entry.key, range: node.range, value: node.text })
      : undefined;
  const only = pathOf(entry.node);
  if (only) return field(entry, [only]);
  const found = listOf(keys, name, example);
  if (!found) return undefined;
  const value = itemsOf(found.list).flatMap((item) => {
    if (item.kind === "mapping") return read(keysOf(item, keys.problems), item.range) ?? [];
    const source = pathOf(item);
    if (source) return [source];
    if (item.kind !== "broken")
      tell(keys.problems, item.range, `An entry of \`${name}\` is ${example}; found ${shown(item)}.`);
    return [];
  });
  return field(entry, value);
}

/** A key that a source cannot do without. */
function required(
  keys: Keys,
  name: string,
  expected: string,
  range: Range,
  otherwise: string,
): Field<string> | undefined {
  if (!isMeant(keys, name)) tell(keys.problems, range, otherwise);
  return textField(keys, name, expected);
}

const columnOf = (keys: Keys, name: string) => textField(keys, name, "the name of a column");
const columnsOf = (keys: Keys, name: string) => textsField(keys, name, "a column or a list of columns");

function readFilters(keys: Keys): RowFilters {
  return {
    ...optional("only", conditionField(keys, "only", "`{split: [train]}`")),
    ...optional("except", conditionField(keys, "except", "`{rater: [human3]}`")),
  };
}

function readRatingColumns(keys: Keys): RatingColumns {
  return {
    ...optional("item", columnsOf(keys, "item")),
    ...optional("rule", columnOf(keys, "rule")),
    ...optional("rater", columnOf(keys, "rater")),
    ...optional("rating", columnOf(keys, "rating")),
    ...optional("missing", textsField(keys, "missing", 'a list of codes, `["-", 99]`')),
    ...readFilters(keys),
  };
}

function readRatingSource(keys: Keys, range: Range): RatingSource | undefined {
  if (keys.entries.has("clickhouse")) {
    tellUnknown(keys, keyNames(clickHouseSourceSchema), "a ClickHouse source");
    const { table, columns } = readTable(keys, "ratings", keyNames(clickHouseSchema));
    return { kind: "clickhouse", range, ...table, ...readRatingColumns(columns) };
  }
  tellUnknown(keys, [...keyNames(fileSourceSchema), "clickhouse"], "a rating source");
  const otherwise = "A rating source names its file: add `file: ratings/humans.csv`.";
  const file = required(keys, "file", "the path of a rating file", range, otherwise);
  return file && { kind: "file", range, file, ...readRatingColumns(keys) };
}

/** The table on the server; its columns are named beside `clickhouse` or in it. */
function readTable(keys: Keys, rows: string, known: readonly string[]): { table: ClickHouseTable; columns: Keys } {
  const server = mappingAt(keys, "clickhouse", `\`{url_env: ENCORE_CLICKHOUSE_URL, table: ${rows}}\``);
  if (!server) return { table: {}, columns: keys };
  tellUnknown(server.keys, known, "`clickhouse`");
  for (const name of ["url_env", "table"])
    if (!isMeant(server.keys, name))
      tell(keys.problems, server.entry.key, `\`clickhouse\` needs a \`${name}\`: add one.`);
  return {
    table: {
      ...optional("urlEnv", textField(server.keys, "url_env", "the environment variable that holds the server's URL")),
      ...optional("table", textField(server.keys, "table", `the table of ${rows}`)),
    },
    columns: { problems: keys.problems, entries: new Map([...server.keys.entries, ...keys.entries]) },
  };
}

function readResponses(keys: Keys, range: Range): ResponseSource | undefined {
  tellUnknown(keys, keyNames(responseSourceSchema), "a source of responses");
  const otherwise = "A source of responses names its file: add `file: responses.jsonl`.";
  const file = required(keys, "file", "the path of a file of responses", range, otherwise);
  return (
    file && {
      range,
      file,
      ...optional("item", columnsOf(keys, "item")),
      ...optional("promptText", columnOf(keys, "prompt_text")),
      ...optional("text", columnOf(keys, "text")),
      ...optional("source", columnOf(keys, "source")),
      ...optional("sensitive", booleanField(keys, "sensitive", "`true` or `false`")),
      ...readFilters(keys),
    }
  );
}

function readPreferences(keys: Keys, range: Range): PreferenceSource | undefined {
  const prompt = () => optional("prompt", columnOf(keys, "prompt"));
  if (keys.entries.has("overall")) {
    tellUnknown(keys, keyNames(overallSourceSchema), "preferences by an overall rating");
    const overall = textField(keys, "overall", "a rated column or rule");
    return overall && { kind: "overall", range, overall, ...prompt() };
  }
  if (keys.entries.has("demonstrations")) {
    tellUnknown(keys, keyNames(demonstrationSourceSchema), "preferences by demonstrations");
    const demonstrations = conditionField(keys, "demonstrations", "`{model: human}`");
    return demonstrations && { kind: "demonstrations", range, demonstrations, ...prompt() };
  }
  if (keys.entries.has("clickhouse")) {
    tellUnknown(keys, keyNames(clickHousePairSourceSchema), "preferences on a ClickHouse server");
    const { table, columns } = readTable(keys, "pairs", keyNames(clickHousePairsSchema));
    return { kind: "clickhouse-pairs", range, ...table, ...readPairColumns(columns) };
  }
  tellUnknown(keys, [...keyNames(pairSourceSchema), "overall", "demonstrations", "clickhouse"], "preferences");
  const otherwise =
    "Preferences come from a file of pairs, `file: ratings/pairs.jsonl`, or an overall rating, `overall: helpfulness`. Add one.";
  const file = required(keys, "file", "the path of a file of pairs", range, otherwise);
  return file && { kind: "pairs", range, file, ...readPairColumns(keys) };
}

function readPairColumns(keys: Keys): PairColumns {
  return {
    ...optional("chosen", columnOf(keys, "chosen")),
    ...optional("rejected", columnOf(keys, "rejected")),
    ...optional("prompt", columnOf(keys, "prompt")),
    ...optional("rater", columnOf(keys, "rater")),
    ...optional("by", columnOf(keys, "by")),
    ...optional("judges", columnsOf(keys, "judges")),
    ...readFilters(keys),
  };
}

function readBaseline(keys: Keys, range: Range): Baseline | undefined {
  tellUnknown(keys, keyNames(baselineSchema), "a baseline");
  const name = required(
    keys,
    "name",
    "what the model is called",
    range,
    "A baseline has a name for tables: add `name: Skywork`.",
  );
  const file = required(
    keys,
    "file",
    "the path of a file of scores",
    range,
    "A baseline names its file: add `file: ratings/rm.csv`.",
  );
  if (!name || !file) return undefined;
  return {
    range,
    name,
    file,
    ...optional("item", columnsOf(keys, "item")),
    ...optional("score", columnOf(keys, "score")),
    ...readFilters(keys),
  };
}
