// biome-ignore-all lint/suspicious/noTemplateCurlyInString: snippets mark their places so
/** Where the data are, key by key: ratings, responses, preferences, baselines. */
import * as z from "zod";
import { column, condition, file, item, missing, path, rowFilters, texts } from "./schema-parts.ts";

const ratingColumns = {
  item: item("what was rated").optional(),
  rule: column("The column that holds the rule's id. Default: `rule`.", "rule").optional(),
  rater: column("The column that names the rater. Default: `rater`.", "annotator").optional(),
  rating: column(
    "The column that holds the rating; a path (`scores.value`) reaches into a nested column. Default: `rating`.",
    "score",
  ).optional(),
  missing: missing(
    'Codes that mean "no rating" in this source, in addition to the rubric\'s own: `["-", 99]`.',
  ).optional(),
  ...rowFilters,
};

export const fileSourceSchema = z.strictObject({
  file: file("A file of ratings:", "ratings/humans.csv"),
  ...ratingColumns,
});

const serverTable = (rows: string) => ({
  url_env: column(
    "The environment variable that holds the server's URL, so that the rubric contains no password. Its name begins with `ENCORE_`.",
    "ENCORE_CLICKHOUSE_URL",
  ),
  table: column(`The table of ${rows}.`, rows),
});

export const clickHouseSchema = z.strictObject({ ...serverTable("ratings"), ...ratingColumns });

export const clickHouseSourceSchema = z.strictObject({
  clickhouse: clickHouseSchema.meta({
    description: "A ClickHouse server that holds the ratings.",
    snippet: " {url_env: ${1:ENCORE_CLICKHOUSE_URL}, table: ${2:ratings}}",
  }),
  ...ratingColumns,
});

export const responseSourceSchema = z.strictObject({
  file: file("A file of responses, to look at:", "responses.jsonl"),
  item: item("the response").optional(),
  prompt_text: column("The column with the prompt. Default: `prompt_text`.", "prompt").optional(),
  text: column(
    "The column with the response: plain text or chat messages; a path (`output.text`) reaches into a nested column. Default: `text`.",
    "response",
  ).optional(),
  source: column(
    "The column that says where a response comes from, a model or people. Default: `source`.",
    "model",
  ).optional(),
  sensitive: z
    .boolean()
    .meta({
      description: "`true`: the texts can offend, so they stay hidden until you ask for them.",
      examples: [true],
      snippet: " ${1:true}",
    })
    .optional(),
  ...rowFilters,
});

const pairColumns = {
  chosen: column("The column with the item id of the preferred response. Default: `chosen`.", "chosen").optional(),
  rejected: column("The column with the item id of the rejected response. Default: `rejected`.", "rejected").optional(),
  prompt: column(
    "The column that names the prompt; pairs of one prompt are not independent. Default: `prompt`.",
    "prompt",
  ).optional(),
  rater: column(
    "The column that says who judged. That rater's ratings do not count in the rewards of the pair.",
    "annotator",
  ).optional(),
  by: column("A column that splits the pairs into subsets, each with an accuracy of its own.", "subset").optional(),
  judges: texts()
    .meta({
      description: "Columns with a model judge's choice: `chosen`, `rejected` or `tie`.",
      examples: [["gpt_4"]],
      snippet: " [${1:gpt_4}]",
    })
    .optional(),
  ...rowFilters,
};

export const pairSourceSchema = z.strictObject({
  file: file("A file of pairs, a preferred and a rejected response in each row:", "ratings/pairs.jsonl"),
  ...pairColumns,
});

export const clickHousePairsSchema = z.strictObject({ ...serverTable("pairs"), ...pairColumns });

export const clickHousePairSourceSchema = z.strictObject({
  clickhouse: clickHousePairsSchema.meta({
    description: "A ClickHouse server that holds the pairs.",
    snippet: " {url_env: ${1:ENCORE_CLICKHOUSE_URL}, table: ${2:pairs}}",
  }),
  ...pairColumns,
});

const promptColumn = column(
  "The column of the rating files that names the prompt. Default: the item id up to its last `/`.",
  "prompt_id",
).optional();

export const overallSourceSchema = z.strictObject({
  overall: column(
    "A rated column or rule whose mean rating says which of a prompt's responses is better.",
    "helpfulness",
  ),
  prompt: promptColumn,
});

export const demonstrationSourceSchema = z.strictObject({
  demonstrations: condition(
    "Responses with this value in that column are preferred to all other responses to their prompt: `{model: human}`.",
    "model",
    "human",
  ),
  prompt: promptColumn,
});

export const baselineSchema = z.strictObject({
  name: column("What the model is called in tables.", "Skywork"),
  file: file("A file of scores, one for each item:", "ratings/rm.csv"),
  item: item("what was scored").optional(),
  score: column("The column that holds the score. Default: `score`.", "reward").optional(),
  ...rowFilters,
});

const ratingSourceSchemas = [fileSourceSchema, clickHouseSourceSchema] as const;
const preferenceSchemas = [
  pairSourceSchema,
  clickHousePairSourceSchema,
  overallSourceSchema,
  demonstrationSourceSchema,
] as const;
const ratingPath = path("a rating file");
const responsePath = path("a file of responses");

export const ratings = z.union([ratingPath, z.array(z.union([ratingPath, ...ratingSourceSchemas]))]).meta({
  description: "Where the ratings are: files, or a server. A single path is a list of one: `ratings: ratings.csv`.",
  snippet: "\n  - file: ${1:ratings/humans.csv}",
});

export const responses = z.union([responsePath, z.array(z.union([responsePath, responseSourceSchema]))]).meta({
  description: "The texts of the rated responses, to look at. They are read on demand and never leave your machine.",
  snippet: "\n  - {file: ${1:responses.jsonl}, item: ${2:item}, prompt_text: ${3:prompt}, text: ${4:response}}",
});

export const preferences = z.array(z.union(preferenceSchemas)).meta({
  description:
    "Which responses are better, to measure each rule and weighting by: a file of pairs, an overall rating, or demonstrations.",
  snippet: "\n  - file: ${1:ratings/pairs.jsonl}",
});

export const baselines = z.array(baselineSchema).meta({
  description: "Single-head reward models to compare with: one score for each item.",
  snippet: "\n  - {name: ${1:Skywork}, file: ${2:ratings/rm.csv}}",
});
