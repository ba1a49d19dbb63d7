/** Everything of the document but the rules. */
import { itemsOf, type Mapping } from "./node.ts";
import { optional } from "./read-rule.ts";
import { scaleField } from "./read-scale.ts";
import {
  choiceField,
  entryOf,
  isMeant,
  type Keys,
  type KeyValue,
  keysOf,
  listOf,
  numberField,
  shown,
  tell,
  tellUnknown,
  textField,
  textsField,
} from "./reader.ts";
import type { Baseline, Field, PreferenceSource, Range, RatingSource, Rubric } from "./rubric.ts";
import {
  baselineSchema,
  clickHouseSchema,
  clickHouseSourceSchema,
  encoreSchema,
  estimators,
  fileSourceSchema,
  overallSourceSchema,
  pairSourceSchema,
  rubricSchema,
  ruleSchema,
  weightings,
} from "./schema.ts";

export type Head = Omit<Rubric, "text" | "rules" | "rulesKey" | "ignores" | "problems">;

/** Of the author: a place for anchors that rules repeat. Of editors: the schema that a JSON document names. */
const ownKey = /^x-|^\$schema$/;
const keyNames = (schema: { readonly shape: object }) => Object.keys(schema.shape);

export function readHead(keys: Keys): Head {
  const ours = { ...keys, entries: new Map([...keys.entries].filter(([name]) => !ownKey.test(name))) };
  tellUnknown(ours, keyNames(rubricSchema), "a rubric", whereElse);
  return {
    ...optional(
      "version",
      numberField(keys, "version", "1, the only version of the format", (value) => value === 1),
    ),
    ...optional("name", textField(keys, "name", "what the rubric is called")),
    ...optional("scale", scaleField(keys)),
    ...optional("ratings", sourcesField(keys, "ratings", "`- file: ratings/humans.csv`", readRatingSource)),
    ...optional("preferences", sourcesField(keys, "preferences", "`- file: ratings/pairs.jsonl`", readPreferences)),
    ...optional(
      "baselines",
      sourcesField(keys, "baselines", "`- {name: Skywork, file: ratings/rm.csv}`", readBaseline),
    ),
    ...optional("encore", readEncore(keys)),
  };
}

function sourcesField<T>(
  keys: Keys,
  name: string,
  example: string,
  read: (keys: Keys, range: Range) => T | undefined,
): Field<readonly T[]> | undefined {
  const found = listOf(keys, name, example);
  if (!found) return undefined;
  const value = itemsOf(found.list).flatMap((item) => {
    if (item.kind === "mapping") return read(keysOf(item, keys.problems), item.range) ?? [];
    if (item.kind !== "broken")
      tell(keys.problems, item.range, `An entry of \`${name}\` is ${example}; found ${shown(item)}.`);
    return [];
  });
  return { key: found.entry.key, range: found.list.range, value };
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

function readRatingSource(keys: Keys, range: Range): RatingSource | undefined {
  const clickHouse = keys.entries.get("clickhouse");
  if (clickHouse) {
    tellUnknown(keys, keyNames(clickHouseSourceSchema), "a ClickHouse source");
    return { kind: "clickhouse", range, ...readClickHouse(keys) };
  }
  tellUnknown(keys, [...keyNames(fileSourceSchema), "clickhouse"], "a rating source");
  const file = required(
    keys,
    "file",
    "the path of a rating file",
    range,
    "A rating source names its file: add `file: ratings/humans.csv`.",
  );
  if (!file) return undefined;
  return {
    kind: "file",
    range,
    file,
    ...optional("item", columnsOf(keys, "item")),
    ...optional("rule", columnOf(keys, "rule")),
    ...optional("rater", columnOf(keys, "rater")),
    ...optional("rating", columnOf(keys, "rating")),
  };
}

function readClickHouse(keys: Keys) {
  const server = mappingAt(keys, "clickhouse", "`{url_env: ENCORE_CLICKHOUSE_URL, table: ratings}`");
  if (!server) return {};
  tellUnknown(server.keys, keyNames(clickHouseSchema), "`clickhouse`");
  for (const name of keyNames(clickHouseSchema))
    if (!isMeant(server.keys, name))
      tell(keys.problems, server.entry.key, `\`clickhouse\` needs a \`${name}\`: add one.`);
  return {
    ...optional("urlEnv", textField(server.keys, "url_env", "the environment variable that holds the server's URL")),
    ...optional("table", textField(server.keys, "table", "the table of ratings")),
  };
}

function readPreferences(keys: Keys, range: Range): PreferenceSource | undefined {
  if (keys.entries.has("overall")) {
    tellUnknown(keys, keyNames(overallSourceSchema), "preferences by an overall rating");
    const overall = textField(keys, "overall", "a rated column or rule");
    return overall && { kind: "overall", range, overall, ...optional("prompt", columnOf(keys, "prompt")) };
  }
  tellUnknown(keys, [...keyNames(pairSourceSchema), "overall"], "preferences");
  const otherwise =
    "Preferences come from a file of pairs, `file: ratings/pairs.jsonl`, or an overall rating, `overall: helpfulness`. Add one.";
  const file = required(keys, "file", "the path of a file of pairs", range, otherwise);
  if (!file) return undefined;
  return {
    kind: "pairs",
    range,
    file,
    ...optional("chosen", columnOf(keys, "chosen")),
    ...optional("rejected", columnOf(keys, "rejected")),
    ...optional("prompt", columnOf(keys, "prompt")),
    ...optional("by", columnOf(keys, "by")),
    ...optional("judges", columnsOf(keys, "judges")),
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
  };
}

function readEncore(keys: Keys): Rubric["encore"] {
  const found = mappingAt(keys, "encore", "`{temperature: 2, limit: 0.85}`");
  if (!found) return undefined;
  const { entry, keys: options } = found;
  tellUnknown(options, keyNames(encoreSchema), "`encore`");
  return {
    key: entry.key,
    range: entry.node.range,
    ...optional(
      "temperature",
      numberField(options, "temperature", "a number over 0, in nats", (value) => value > 0),
    ),
    ...optional("estimator", choiceField(options, "estimator", estimators)),
    ...optional(
      "limit",
      numberField(options, "limit", "a number from 0 to 1", (value) => value >= 0 && value <= 1),
    ),
    ...optional("weighting", choiceField(options, "weighting", weightings)),
  };
}

function mappingAt(
  keys: Keys,
  name: string,
  example: string,
): { entry: KeyValue & { node: Mapping }; keys: Keys } | undefined {
  const entry = entryOf(keys, name, example);
  if (!entry) return undefined;
  const { key, node } = entry;
  if (node.kind === "mapping") return { entry: { key, node }, keys: keysOf(node, keys.problems) };
  tell(keys.problems, node.range, `\`${name}\` is a mapping, ${example}; found ${shown(node)}.`);
  return undefined;
}

function whereElse(name: string): string | undefined {
  if (name in encoreSchema.shape) return "It belongs under `encore:`.";
  return name in ruleSchema.shape ? "It belongs to a rule: indent it under one." : undefined;
}
