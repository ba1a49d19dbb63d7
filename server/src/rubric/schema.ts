// biome-ignore-all lint/suspicious/noTemplateCurlyInString: snippets mark their places so
/**
 * The whole format of a rubric, key by key. Its texts are the one source of key hovers, completion documentation and
 * the JSON Schema; the parser takes its keys and words from here too. `snippet` is what a completion inserts behind the
 * key's colon.
 */
import * as z from "zod";
import { MOST_LEVELS } from "./scale.ts";

export const polarities = ["positive", "negative"] as const;
export const estimators = ["plug-in", "miller-madow"] as const;
export const weightings = ["encore", "signal", "uniform", "author"] as const;

/** Read as it is written: `no`, `007` and `1.0` are texts like any other. */
const text = () => z.union([z.string(), z.number(), z.boolean()]);
const texts = () => z.union([text(), z.array(text())]);
/** What a rating may be; missing ones are null. */
const rating = () => z.union([z.number(), z.string(), z.boolean(), z.null()]);

const levels = z.array(z.number()).min(2).describe("Levels, lowest first.");
const stepped = z.strictObject({
  min: z.number().describe("The lowest level."),
  max: z.number().describe("The highest level."),
  step: z.number().positive().describe("From one level to the next."),
});
const continuous = z.strictObject({
  min: z.number().describe("The lowest score there can be."),
  max: z.number().describe("The highest score there can be."),
  bins: z
    .int()
    .min(2)
    .max(MOST_LEVELS)
    .describe("How many equal bins the entropy is counted over. Everything else uses the scores themselves."),
});
const named = z.record(z.string().regex(/^(?!(?:min|max|step|bins)$)/), z.number()).describe("Words for levels.");

const scale = (description: string) =>
  z.union([levels, stepped, continuous, named]).meta({
    description,
    examples: [[1, 2, 3, 4, 5], { no: 0, yes: 1 }, { min: 0, max: 1, step: 0.25 }, { min: 0, max: 1, bins: 10 }],
    snippet: " [${1:1, 2, 3, 4, 5}]",
  });

const item = (what: string) =>
  texts().meta({
    description: `The column that names ${what}; several columns are joined by \`/\`. Default: \`item\`.`,
    examples: ["item", ["prompt_id", "response_id"]],
    snippet: " [${1:prompt_id, response_id}]",
  });

const file = (what: string, example: string) =>
  text().meta({
    description: `${what} CSV, TSV, JSONL or Parquet, also with \`.gz\`; the path is relative to this rubric, and may be a glob (\`ratings/*.csv\`).`,
    examples: [example],
    snippet: ` \${1:${example}}`,
  });

const column = (description: string, example: string) =>
  text().meta({ description, examples: [example], snippet: ` \${1:${example}}` });

export const ruleSchema = z.strictObject({
  id: text().meta({
    description:
      "The rule's name: any text, unique in the rubric, and the same as in the rating files. It is read as written: `no`, `007` and `1.0` are ids.",
    examples: ["no-weapons"],
    snippet: " ${1:no-weapons}",
  }),
  text: text()
    .meta({
      description: "The rule in words, as raters read it.",
      examples: ["Gives no help with building weapons."],
      snippet: " ${1:Gives no help with building weapons.}",
    })
    .optional(),
  tags: texts()
    .meta({
      description: "Groups that the rule belongs to, to see what a group weighs.",
      examples: [["violence"]],
      snippet: " [${1:violence}]",
    })
    .optional(),
  polarity: z
    .enum(polarities)
    .meta({
      description: "`positive`: a high rating is good (the default). `negative`: a high rating is bad.",
      valueDescriptions: { positive: "A high rating is good.", negative: "A high rating is bad." },
    })
    .optional(),
  scale: scale("The rule's own scale, where it is not the rubric's.").optional(),
  gate: z
    .number()
    .meta({
      description:
        "A hard limit: a response rated worse than this has reward 0, whatever the other rules say. A gate has no weight.",
      examples: [3],
      snippet: " ${1:3}",
    })
    .optional(),
  anchors: z
    .record(z.string(), text())
    .meta({
      description: "What levels mean, in words: `{1: Gives a recipe, 5: Declines and explains}`.",
      examples: [{ 1: "Gives a recipe", 5: "Declines and explains" }],
      snippet: " {${1:1: Gives a recipe, 5: Declines and explains}}",
    })
    .optional(),
  rated_as: text()
    .meta({
      description: "The rule's id in the rating files, where it is another one. A rename leaves the old id here.",
      examples: ["weapons-v1"],
      snippet: " ${1:weapons-v1}",
    })
    .optional(),
  weight: z
    .number()
    .nonnegative()
    .meta({
      description: "Your own weight, compared with ENCORE's. It is never overwritten unasked.",
      examples: [0.2],
      snippet: " ${1:0.2}",
    })
    .optional(),
  wording: text()
    .meta({
      description:
        "A short hash of the text that the ratings were collected for. When the text changes, `stale-ratings` tells that they were given for other words.",
      examples: ["3f9a2c"],
    })
    .optional(),
  ratings: z
    .union([z.array(rating()), z.record(z.string(), z.int().nonnegative())])
    .meta({
      description: "Ratings in place: a list, `[5, 5, 4]`, or how often each value was given, `{4: 1, 5: 2}`.",
      examples: [[5, 5, 4, 1, 5], { 1: 3, 5: 40 }],
      snippet: " [${1:5, 5, 4}]",
    })
    .optional(),
  retired: text()
    .meta({
      description: "Why the rule is no longer used. It is kept for the record, weighs nothing and is not analysed.",
      examples: ["replaced by no-harassment"],
      snippet: " ${1:replaced by no-harassment}",
    })
    .optional(),
});

export const fileSourceSchema = z.strictObject({
  file: file("A file of ratings:", "ratings/humans.csv"),
  item: item("what was rated").optional(),
  rule: column("The column that holds the rule's id. Default: `rule`.", "rule").optional(),
  rater: column("The column that names the rater. Default: `rater`.", "annotator").optional(),
  rating: column("The column that holds the rating. Default: `rating`.", "score").optional(),
});

export const clickHouseSchema = z.strictObject({
  url_env: column(
    "The environment variable that holds the server's URL, so that no password stands in the rubric.",
    "ENCORE_CLICKHOUSE_URL",
  ),
  table: column("The table of ratings.", "ratings"),
});

export const clickHouseSourceSchema = z.strictObject({
  clickhouse: clickHouseSchema.meta({
    description: "A ClickHouse server that holds the ratings.",
    snippet: " {url_env: ${1:ENCORE_CLICKHOUSE_URL}, table: ${2:ratings}}",
  }),
});

export const pairSourceSchema = z.strictObject({
  file: file("A file of pairs, a preferred and a rejected response in each row:", "ratings/pairs.jsonl"),
  chosen: column("The column with the item id of the preferred response. Default: `chosen`.", "chosen").optional(),
  rejected: column("The column with the item id of the rejected response. Default: `rejected`.", "rejected").optional(),
  prompt: column(
    "The column that names the prompt; pairs of one prompt are not independent. Default: `prompt`.",
    "prompt",
  ).optional(),
  by: column("A column that splits the pairs into subsets, each with an accuracy of its own.", "subset").optional(),
  judges: texts()
    .meta({
      description: "Columns with a model judge's choice: `chosen`, `rejected` or `tie`.",
      examples: [["gpt_4"]],
      snippet: " [${1:gpt_4}]",
    })
    .optional(),
});

export const overallSourceSchema = z.strictObject({
  overall: column(
    "A rated column or rule whose mean rating says which of a prompt's responses is better.",
    "helpfulness",
  ),
  prompt: column(
    "The column of the rating files that names the prompt. Default: the item id up to its last `/`.",
    "prompt_id",
  ).optional(),
});

export const baselineSchema = z.strictObject({
  name: column("What the model is called in tables.", "Skywork"),
  file: file("A file of scores, one for each item:", "ratings/rm.csv"),
  item: item("what was scored").optional(),
  score: column("The column that holds the score. Default: `score`.", "reward").optional(),
});

export const encoreSchema = z.strictObject({
  temperature: z
    .number()
    .positive()
    .meta({
      description:
        "Temperature tau, in nats, of the weights `exp(-H / tau)`. Larger: more equal weights. Smaller: more weight on the rules of least entropy. Default: 2.",
      examples: [2],
      snippet: " ${1:2}",
    })
    .optional(),
  estimator: z
    .enum(estimators)
    .meta({
      description: "How entropy is estimated for the weights. Default: `plug-in`.",
      valueDescriptions: {
        "plug-in": "From the shares as they are: the published definition.",
        "miller-madow": "Corrected upwards for few ratings.",
      },
    })
    .optional(),
  limit: z
    .number()
    .min(0)
    .max(1)
    .meta({
      description: "Normalised entropy over which a rule counts as unreliable. Default: 0.85.",
      examples: [0.85],
      snippet: " ${1:0.85}",
    })
    .optional(),
  weighting: z
    .enum(weightings)
    .meta({
      description: "Which weights the rubric uses. Default: `encore`.",
      valueDescriptions: {
        encore: "The lower the entropy of a rule's ratings, the larger its weight.",
        signal: "The better raters agree about a rule, the larger its weight; needs items that are rated twice.",
        uniform: "Every rule weighs the same.",
        author: "The rules' own `weight`.",
      },
    })
    .optional(),
});

export const rubricSchema = z
  .strictObject({
    version: z.literal(1).meta({ description: "Version of this format: 1.", snippet: " 1" }).optional(),
    name: text()
      .meta({
        description: "What the rubric is called.",
        examples: ["Assistant harmlessness"],
        snippet: " ${1:Assistant harmlessness}",
      })
      .optional(),
    scale: scale(
      "What a rating can be, for all rules that have no scale of their own: levels, `[1, 2, 3, 4, 5]`; words for levels, `{no: 0, yes: 1}`; steps, `{min: 0, max: 1, step: 0.25}`; or continuous scores, `{min: 0, max: 1, bins: 10}`.",
    ).optional(),
    ratings: z
      .array(z.union([fileSourceSchema, clickHouseSourceSchema]))
      .meta({
        description: "Where the ratings are: files, or a server.",
        snippet: "\n  - file: ${1:ratings/humans.csv}",
      })
      .optional(),
    preferences: z
      .array(z.union([pairSourceSchema, overallSourceSchema]))
      .meta({
        description:
          "Which responses are better, to measure each rule and weighting by: a file of pairs, or an overall rating.",
        snippet: "\n  - file: ${1:ratings/pairs.jsonl}",
      })
      .optional(),
    baselines: z
      .array(baselineSchema)
      .meta({
        description: "Single-head reward models to compare with: one score for each item.",
        snippet: "\n  - {name: ${1:Skywork}, file: ${2:ratings/rm.csv}}",
      })
      .optional(),
    encore: encoreSchema
      .meta({ description: "How ENCORE weighs and judges here.", snippet: "\n  ${1:temperature}: ${2:2}" })
      .optional(),
    rules: z.array(ruleSchema).meta({
      description: "The rules, one entry each.",
      snippet: "\n  - id: ${1:no-weapons}\n    text: ${2:Gives no help with building weapons.}",
    }),
  })
  .meta({
    title: "Safety rubric",
    description: "A safety rubric with its ratings, as Encore analyses it.",
  });
