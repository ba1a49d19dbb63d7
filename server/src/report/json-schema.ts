/**
 * The JSON of `encore analyze --format json` as a schema, from which the JSON Schema of the package and the table of
 * docs/json.md are made. report/json.ts writes it; a test validates what it writes for every sample.
 */
import * as z from "zod";

const count = () => z.int().min(0);
const share = () => z.number();
const low = z.number().nullable();
const high = z.number().nullable();

/** A part that may be unavailable: null then, with the reason under its name and `Reason`. */
function maybe<Name extends string, T extends z.ZodType>(name: Name, type: T, description: string) {
  return {
    [name]: type.nullable().describe(description),
    [`${name}Reason`]: z.string().optional(),
  } as { [K in Name]: z.ZodNullable<T> } & { [K in `${Name}Reason`]: z.ZodOptional<z.ZodString> };
}

/** The ends of an interval, beside the value that it is of. */
const ends = {
  low,
  high,
  method: z.string().optional(),
  intervalReason: z.string().optional(),
};

const estimate = z.strictObject({ value: z.number(), ...ends });
const interval = z.tuple([z.number(), z.number()]);
const place = z.strictObject({ line: z.int().min(1), column: z.int().min(1) });

const correlation = z.strictObject({
  ...maybe("pearson", z.number(), "Pearson's r."),
  ...maybe("spearman", z.number(), "Spearman's rho."),
  ...maybe("p", z.number(), "Two-sided permutation p of Pearson's r."),
  ...ends,
  rules: count().describe("Rules that it is over."),
});

const premise = z.strictObject({
  accuracy: correlation.describe("Against each rule's accuracy."),
  decidedAccuracy: correlation.describe("Against each rule's accuracy on the pairs that it decides."),
});

/** JSON has no infinity. */
const temperature = z.union([z.number(), z.literal("infinity")]);

const entropy = z.strictObject({
  nats: z.number(),
  bits: z.number(),
  ...maybe("normalized", share(), "H / ln m, for m levels of the scale."),
  millerMadow: z.number().describe("The Miller-Madow estimate, in nats."),
  ...ends,
});

const weight = z.strictObject({
  ...maybe("value", share(), "Under the rubric's weighting."),
  ...ends,
  rank: z.int().min(1).optional().describe("1 is the heaviest rule."),
  ...maybe("encore", share(), "ENCORE's weight, whatever weighting the rubric names."),
  author: z.number().nullable().describe("The rule's own `weight:`, as written."),
});

/** A value that may be unavailable, its interval under NAMEInterval. */
function valued<Name extends string>(name: Name, description: string) {
  return {
    ...maybe(name, z.number(), description),
    ...maybe(`${name}Interval`, interval, "Its 95% interval."),
  };
}

const variance = z.strictObject({
  ...valued("prompt", "Between prompts."),
  ...valued("response", "Between responses to one prompt."),
  ...valued("rater", "Between these raters' severities."),
  ...valued("residual", "What is left."),
  ...valued(
    "withinPromptReliability",
    "Share of the rule's differences between responses to a prompt that is not noise.",
  ),
  isMostlySeverity: z.boolean().describe("Raters differ mostly in severity: brief them."),
});

const profile = {
  rater: z.string(),
  ratings: count(),
  shared: count().describe("Ratings of items that another rater rated too."),
  ...valued("severity", "Mean difference to the mean of the others; above 0 is rating higher."),
  ...maybe("consistency", z.number(), "Correlation with the mean of the others."),
  ...maybe("spread", z.number(), "Standard deviation of the rater's scores."),
  commonest: z.strictObject({ score: z.number(), share: share() }).nullable(),
};

const rater = z.strictObject({
  ...profile,
  ...maybe(
    "relative",
    z.strictObject({
      ...valued("severity", "Severity against the median rater."),
      p: z.number().nullable().describe("Adjusted for all raters (Holm)."),
      isSevere: z.boolean(),
    }),
    "Against the median of three raters or more.",
  ),
  constant: z.strictObject({ score: z.number(), share: share(), othersShare: share() }).nullable(),
  identicalTo: z.array(z.strictObject({ rater: z.string(), common: count() })),
});

const agreement = z.strictObject({
  items: count().describe("Items with two ratings or more."),
  ...maybe("noiseShare", share(), "1 - nominal alpha."),
  ...maybe("noiseShareInterval", interval, "Its 95% interval."),
  ...maybe("noise", z.number(), "1 - `alpha.interval`: the noise of the rule."),
  ...maybe("percent", share(), "Percent agreement."),
  alpha: z
    .strictObject({
      ...maybe("nominal", z.number(), "Krippendorff's alpha of unordered levels."),
      ...maybe("ordinal", z.number(), "Of ordered levels."),
      ...maybe("interval", z.number(), "Of levels with distances."),
    })
    .describe("Krippendorff's alpha."),
  ...maybe("alphaInterval", interval, "The 95% interval of `alpha.interval`."),
  ...maybe("ac1", z.number(), "Gwet's AC1."),
  ...maybe("ac2", z.number(), "Gwet's AC2, with linear weights."),
  ...maybe("cohenKappa", z.number(), "Cohen's kappa, for two raters."),
  ...maybe("fleissKappa", z.number(), "Fleiss' kappa."),
});

const preference = z.strictObject({
  pairs: count().describe("Pairs that the rule rates on both sides."),
  wins: count().describe("Pairs where the chosen response is rated better."),
  ties: count(),
  losses: count(),
  accuracy: share().describe("(wins + ties / 2) / pairs."),
  ...maybe("decidedAccuracy", share(), "wins / (wins + losses)."),
  ...ends,
  ...maybe("p", z.number(), "Of being right in half of the decided pairs, by t over prompts."),
  ...maybe("adjustedP", z.number(), "`p` adjusted for all rules (Holm)."),
  deff: z.number().describe("Design effect: pairs of one prompt are not independent."),
  tieShare: share(),
  ...maybe(
    "withoutIt",
    z.strictObject({ before: share(), after: share(), difference: estimate }),
    "What dropping the rule does to the rubric's accuracy.",
  ),
  ...maybe("adaptiveShare", share(), "How often the rule is used when each pair takes the rules that differ most."),
});

const rule = z.strictObject({
  id: z.string(),
  n: count().describe("Ratings on the scale."),
  ...maybe("nEffective", z.number(), "How many independent ratings they are worth."),
  counts: z
    .record(z.string(), count())
    .describe("By level (or by the low end of a bin), levels without ratings included."),
  missing: count().describe("Ratings that are missing."),
  outOfScale: count().describe("Ratings that are not on the scale."),
  repeats: z
    .strictObject({ same: count(), conflicting: count() })
    .describe("Ratings of one item by one rater after the first."),
  staleRatings: count().describe("Ratings of another wording of the rule, which do not count."),
  isGate: z.boolean(),
  ...maybe("entropy", entropy, "Entropy of the ratings; its interval in nats."),
  weight,
  ...maybe("agreement", agreement, "How far raters agree."),
  ...maybe("variance", variance, "Raw variance components of the scores on [0, 1]."),
  ...maybe("raters", z.array(z.strictObject(profile)), "Each rater under this rule, in the scale's own direction."),
  ...maybe("preference", preference, "How the rule orders the attached pairs."),
  ...maybe(
    "verdict",
    z.strictObject({ name: z.string(), basis: z.string(), kind: z.string(), isAlsoDisputed: z.boolean() }),
    "The verdict and the evidence it is based on.",
  ),
  ...maybe("ratingsWanted", z.number(), "More ratings needed for an entropy interval of ±0.1 ln m."),
  ...maybe("responsesWanted", count(), "More responses of the present design that settle the verdict."),
  ...maybe(
    "rarity",
    z.strictObject({
      level: z.string(),
      share: share(),
      departing: count(),
      responses: count(),
      ...maybe("specificAgreement", share(), "Of the other raters of a departing rating, the share who depart too."),
    }),
    "How often the rule departs from its commonest value.",
  ),
});

const weighting = z.strictObject({
  name: z.string(),
  pairs: count().describe("Pairs that it was measured on."),
  ...maybe("accuracy", share(), "On these pairs."),
  ...maybe("differenceToUniform", estimate, "Accuracy less that of equal weights, with its paired interval."),
  ...maybe(
    "byRaters",
    z.strictObject({
      pairs: count(),
      accuracy: share(),
      ...maybe("differenceToUniform", estimate, "Accuracy less that of equal weights."),
    }),
    "Without preferences: accuracy on the pairs that each rater orders, by the other raters' ratings.",
  ),
  ...maybe("weights", z.record(z.string(), z.number()), "By rule id."),
  ...maybe("weightIntervals", z.record(z.string(), interval), "95% intervals of the weights, by rule id."),
  spread: z
    .strictObject({ low: share(), high: share() })
    .optional()
    .describe("5th and 95th percentile of random weightings."),
  bySubset: z
    .record(z.string(), z.strictObject({ pairs: count(), ...maybe("accuracy", share(), "On the subset's pairs.") }))
    .optional()
    .describe("Where the pairs have subsets."),
  note: z.string().optional(),
});

const source = z.strictObject({
  kind: z.enum(["ratings", "preferences", "baseline"]),
  name: z.string(),
  state: z.enum(["read", "reading", "failed"]),
  rows: count(),
  items: count(),
  raters: count(),
  rules: count(),
  missing: count(),
  repeats: z.strictObject({ same: count(), conflicting: count() }),
  files: z.array(z.string()),
  problems: z.array(z.string()),
});

const finding = z.strictObject({
  check: z.string(),
  severity: z.enum(["error", "warning", "information", "hint"]),
  rule: z.string().nullable().describe("Id of the rule that it is about."),
  message: z.string(),
  help: z.string().nullable().describe("What to do about it."),
  range: z.strictObject({ start: place, end: place }).describe("Lines and columns from 1, columns in UTF-16 units."),
});

const analysisSchema = z.strictObject({
  rubric: z.string().nullable().describe("The rubric's `name`."),
  file: z.string().describe("The file as it was named."),
  temperature: z.number().describe("τ, in nats."),
  estimator: z.string().describe("Of entropies."),
  limit: z.number().describe("Normalised entropy over which a rule is `high-entropy`."),
  weighting: z.string().describe("The rubric's weighting."),
  ...maybe("effectiveRules", z.number(), "exp of the entropy of the weights."),
  rules: z.array(rule).describe("The rules that are analysed, in the order of the document."),
  ...maybe(
    "preferences",
    z.strictObject({
      pairs: count().describe("Of which a rule rates both responses."),
      prompts: count(),
      decidedPairs: count(),
      lost: count().describe("Pairs of which no rule rates both responses."),
      leak: z
        .strictObject({
          kind: z.enum(["same rater", "own ratings"]),
          rater: z.string().optional(),
          own: share().optional(),
          others: share().optional(),
        })
        .nullable()
        .describe("Preferences of a rater whose ratings they judge."),
      leakReason: z.string().optional(),
    }),
    "The attached pairs.",
  ),
  weightings: z.array(weighting).describe("All weightings, compared."),
  ...maybe("entropyVsAccuracy", premise, "Over rules: entropy against accuracy."),
  ...maybe("noiseVsAccuracy", premise, "Over rules: noise against accuracy."),
  ...maybe("entropyVsBradleyTerry", correlation, "Over rules: entropy against the Bradley-Terry weight."),
  temperatureSweep: z
    .array(
      z.strictObject({
        temperature,
        accuracy: share(),
        effectiveRules: z.number(),
        order: z.array(z.string()).describe("Rule ids, the heaviest first."),
      }),
    )
    .describe("ENCORE's accuracy by temperature."),
  temperatureSweepReason: z.string().optional(),
  ...maybe(
    "bestTemperature",
    z.strictObject({ temperature, gain: estimate.describe("In accuracy, over equal weights.") }),
    "Chosen on other folds.",
  ),
  ...maybe(
    "adaptive",
    z.strictObject({ rulesPerPair: z.number(), accuracy: share() }),
    "Accuracy where each pair uses the rules that differ most.",
  ),
  ...maybe("raters", z.array(rater), "Each rater over all rules, turned so that a higher score is better."),
  ...maybe(
    "redundancy",
    z.array(z.strictObject({ first: z.string(), second: z.string(), items: count(), rho: estimate })),
    "Pairs of rules with nearly the same ratings.",
  ),
  ...maybe(
    "ruleCorrelation",
    z.strictObject({ kind: z.enum(["disattenuated", "one rater"]), mean: z.number() }),
    "How far the rules measure one thing.",
  ),
  unnamed: z
    .array(z.strictObject({ id: z.string(), n: count(), files: z.array(z.string()) }))
    .describe("Rated ids that the rubric does not name."),
  sources: z.array(source).describe("What was read of each file."),
  findings: z.array(finding),
});

export function analysisSchemaText(): string {
  const schema = z.toJSONSchema(analysisSchema, { io: "output" });
  return `${JSON.stringify({ ...schema, title: "Analysis of a rubric by Encore" }, null, 2)}\n`;
}

/** The table of docs/json.md: a row for each name that is described. */
export function analysisTable(): string {
  const rows = rowsOf(z.toJSONSchema(analysisSchema, { io: "output", reused: "inline" }) as JsonSchema, "");
  return ["| name | what it is |", "|---|---|", ...rows].join("\n");
}

interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly anyOf?: readonly JsonSchema[];
}

/** Names that the page explains above its table. */
const explainedOnce = /Reason$|^(low|high|method)$/;

function rowsOf(schema: JsonSchema, path: string): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    if (explainedOnce.test(name)) return [];
    const { description } = property;
    const full = path === "" ? name : `${path}.${name}`;
    const inner = innerOf(property);
    const shown = inner?.isList ? `${full}[]` : full;
    const rows = inner ? rowsOf(inner.schema, shown) : [];
    return description === undefined && rows.length > 0 ? rows : [`| \`${shown}\` | ${description ?? ""} |`, ...rows];
  });
}

/** The object that a property is, may be, or is a list of. */
function innerOf(schema: JsonSchema): { readonly schema: JsonSchema; readonly isList: boolean } | undefined {
  const options = [schema, ...(schema.anyOf ?? [])];
  const object = options.find(({ properties }) => properties !== undefined);
  if (object) return { schema: object, isList: false };
  const items = options.find((option) => option.items?.properties !== undefined)?.items;
  return items && { schema: items, isList: true };
}
