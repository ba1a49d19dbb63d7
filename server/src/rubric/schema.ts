// biome-ignore-all lint/suspicious/noTemplateCurlyInString: snippets mark their places so
/**
 * The whole format of a rubric, key by key. Its texts are the one source of key hovers, completion documentation and
 * the JSON Schema; the parser takes its keys and words from here too. `snippet` is what a completion inserts after the
 * key's colon.
 */
import * as z from "zod";
import type { Estimator, Polarity, RaterChoice } from "./rubric.ts";
import { LARGEST_COUNT } from "./scale.ts";
import { missing, number, scale, text, texts } from "./schema-parts.ts";
import { baselines, preferences, ratings, responses } from "./schema-sources.ts";
import { weightingDescriptions, weightingNames } from "./weightings.ts";

/** The words of a key, each with its meaning. */
const polarityWords: Readonly<Record<Polarity, string>> = {
  positive: "A high rating is good.",
  negative: "A high rating is bad.",
};
const estimatorWords: Readonly<Record<Estimator, string>> = {
  "plug-in": "From the shares as they are: the published definition.",
  "miller-madow": "Corrected upwards for few ratings.",
};
const weightingWords = Object.fromEntries(
  weightingNames.map((name) => [name, weightingDescriptions[name].description]),
);
const raterWords: Readonly<Record<RaterChoice, string>> = {
  all: "Everybody's ratings.",
  people: "Only ratings by people.",
  judges: "Only ratings by the judges that `raters` names.",
};

export const keyNames = (schema: { readonly shape: object }) => Object.keys(schema.shape);
const wordsOf = <Word extends string>(words: Readonly<Record<Word, string>>) => Object.keys(words) as Word[];
export const polarities = wordsOf(polarityWords);
export const estimators = wordsOf(estimatorWords);
export const raterChoices = wordsOf(raterWords);

/** What a rating may be; missing ones are null. */
const rating = () => z.union([z.number(), z.string(), z.boolean(), z.null()]);

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
      valueDescriptions: polarityWords,
    })
    .optional(),
  scale: scale("The rule's own scale, where it is not the rubric's.").optional(),
  gate: number()
    .meta({
      description:
        "A hard limit: a response that most raters rate worse than this has reward 0, whatever the other rules say. A gate has no weight.",
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
      description: "The rule's id in the rating files, where it differs. A rename leaves the old id here.",
      examples: ["weapons-v1"],
      snippet: " ${1:weapons-v1}",
    })
    .optional(),
  weight: number()
    .nonnegative()
    .meta({
      description: "Your own weight, compared with ENCORE's. Nothing overwrites it unless you ask for it.",
      examples: [0.2],
      snippet: " ${1:0.2}",
    })
    .optional(),
  wording: text()
    .meta({
      description:
        "A short hash of the text that the ratings were collected for. When the text changes, `stale-ratings` reports that they were given for other words.",
      examples: ["3f9a2c"],
    })
    .optional(),
  ratings: z
    .union([z.array(rating()), z.record(z.string(), z.int().min(0).max(LARGEST_COUNT))])
    .meta({
      description: "Inline ratings: a list, `[5, 5, 4]`, or how often each value was given, `{4: 1, 5: 2}`.",
      examples: [[5, 5, 4, 1, 5], { 1: 3, 5: 40 }],
      snippet: " [${1:5, 5, 4}]",
    })
    .optional(),
  retired: z
    .string()
    .min(1)
    .meta({
      description:
        "Why the rule is no longer used, in words. It is kept for the record, weighs nothing and is not analysed.",
      examples: ["replaced by no-harassment"],
      snippet: " ${1:replaced by no-harassment}",
    })
    .optional(),
});

const names = (who: string, example: string) =>
  texts().meta({
    description: `${who}: names as in the rating files; \`*\` stands for any letters.`,
    examples: [[example]],
    snippet: ` [\${1:"${example}"}]`,
  });
const anonymousMeaning = "Names are slots, not persons: nothing is computed for a single rater.";

export const raterGroupsSchema = z.strictObject({
  people: names("People who rate", "ann").optional(),
  judges: names("Model judges", "gpt-*").optional(),
});

export const encoreSchema = z.strictObject({
  temperature: number()
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
      valueDescriptions: estimatorWords,
    })
    .optional(),
  limit: z
    .number()
    .min(0)
    .max(1)
    .meta({
      description: "The normalised entropy above which a rule counts as unreliable. Default: 0.85.",
      examples: [0.85],
      snippet: " ${1:0.85}",
    })
    .optional(),
  weighting: z
    .enum(weightingNames)
    .meta({
      description: "Which weights the rubric uses. Default: `encore`.",
      valueDescriptions: weightingWords,
    })
    .optional(),
  raters: z
    .enum(raterChoices)
    .meta({
      description: "Whose ratings make weights, entropies, verdicts and rewards. Default: `all`.",
      valueDescriptions: raterWords,
    })
    .optional(),
  epsilon: z
    .number()
    .min(0)
    .max(1)
    .meta({
      description:
        "How much worse than a person a model judge may be and still replace one, as a share of the responses: 0.1 for crowd workers, 0.15 for trained raters, 0.2 for experts. Default: 0.15.",
      examples: [0.15],
      snippet: " ${1:0.15}",
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
      "What a rating can be, for all rules that have no scale of their own: levels, `1-5` or `[1, 2, 3, 4, 5]`; words for levels, `{no: 0, yes: 1}`; steps, `{min: 0, max: 1, step: 0.25}`; or continuous scores, `{min: 0, max: 1, bins: 10}`.",
    ).optional(),
    missing: missing(
      'Codes that mean "no rating", in addition to empty, `null`, `NA`, `N/A` and `NaN`: `["-", 99]`.',
    ).optional(),
    ratings: ratings.optional(),
    raters: z
      .union([z.enum(["anonymous"]).meta({ valueDescriptions: { anonymous: anonymousMeaning } }), raterGroupsSchema])
      .meta({
        description:
          'Who the raters are: groups, `{people: [ann, bob], judges: ["gpt-*"]}`, or `anonymous` if names are only slots. By default all raters are people.',
        examples: [{ judges: ["gpt-*"] }, "anonymous"],
        snippet: ' {judges: [${1:"gpt-*"}]}',
      })
      .optional(),
    responses: responses.optional(),
    preferences: preferences.optional(),
    baselines: baselines.optional(),
    encore: encoreSchema
      .meta({ description: "How the rules are weighted and judged.", snippet: "\n  ${1:temperature}: ${2:2}" })
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
