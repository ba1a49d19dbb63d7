// biome-ignore-all lint/suspicious/noTemplateCurlyInString: snippets mark their places so
/** What the schema's keys are made of: texts, columns, files, scales, conditions on rows. */
import * as z from "zod";
import { LARGEST_NUMBER, MOST_LEVELS } from "./scale.ts";

/** Read as it is written: `no`, `007` and `1.0` are texts like any other. */
export const text = () => z.union([z.string(), z.number(), z.boolean()]);
export const texts = () => z.union([text(), z.array(text())]);
/** Far from where sums and squares of numbers overflow, and exact where they are whole. */
export const number = () => z.number().min(-LARGEST_NUMBER).max(LARGEST_NUMBER);

const levels = z.array(number()).min(2).describe("Levels, lowest first.");
const range = z
  .string()
  .regex(/^\s*\d+\s*[-\u2013]\s*\d+\s*$/)
  .describe("Whole levels from the lowest to the highest: `1-5`.");
const stepped = z.strictObject({
  min: number().describe("The lowest level."),
  max: number().describe("The highest level."),
  step: number().positive().describe("The distance from one level to the next."),
});
const continuous = z.strictObject({
  min: number().describe("The lowest possible score."),
  max: number().describe("The highest possible score."),
  bins: z
    .int()
    .min(2)
    .max(MOST_LEVELS)
    .describe("How many equal bins the entropy is counted over. Everything else uses the scores themselves."),
});
const named = z.record(z.string().regex(/^(?!(?:min|max|step|bins)$)/), number()).describe("Words for levels.");

export const scale = (description: string) =>
  z.union([levels, range, stepped, continuous, named]).meta({
    description,
    examples: [[1, 2, 3, 4, 5], "1-5", { no: 0, yes: 1 }, { min: 0, max: 1, step: 0.25 }, { min: 0, max: 1, bins: 10 }],
    snippet: " ${1:1-5}",
  });

export const missing = (description: string) =>
  texts().meta({ description, examples: [["-", 99]], snippet: ' [${1:"-", 99}]' });

export const item = (what: string) =>
  texts().meta({
    description: `The column that names ${what}; several columns are joined by \`/\`. Default: \`item\`.`,
    examples: ["item", ["prompt_id", "response_id"]],
    snippet: " [${1:prompt_id, response_id}]",
  });

export const file = (what: string, example: string) =>
  text().meta({
    description: `${what} CSV, TSV, JSONL, JSON or Parquet, also with \`.gz\`. The path is relative to this rubric and can be a glob (\`ratings/*.csv\`).`,
    examples: [example],
    snippet: ` \${1:${example}}`,
  });

/** A path where a source has nothing but its file. */
export const path = (what: string) => z.string().min(1).describe(`The path of ${what}.`);

export const column = (description: string, example: string) =>
  text().meta({ description, examples: [example], snippet: ` \${1:${example}}` });

/** Values by column. */
export const condition = (description: string, columnName: string, value: string) =>
  z.record(z.string(), texts()).meta({
    description,
    examples: [{ [columnName]: [value] }],
    snippet: ` {\${1:${columnName}}: [\${2:${value}}]}`,
  });

export const rowFilters = {
  only: condition(
    "Keeps only the rows with these values: `{split: [train]}`. `item`, `rule`, `rater` and `rating` mean the columns that this source uses as such.",
    "split",
    "train",
  ).optional(),
  except: condition(
    "Excludes the rows with these values: `{rater: [human3]}`. `item`, `rule`, `rater` and `rating` mean the columns that this source uses as such.",
    "rater",
    "human3",
  ).optional(),
};
