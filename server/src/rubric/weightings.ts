/** The ways to weigh a rubric's rules, as the author names them. How each weighs: analysis/weightings/. */

export interface WeightingDescription {
  readonly label: string;
  /** A sentence, for the schema and lists of choices. */
  readonly description: string;
}

export const weightingDescriptions = {
  encore: { label: "ENCORE", description: "The lower the entropy of a rule's ratings, the larger its weight." },
  signal: {
    label: "Signal",
    description:
      "In proportion to signal over noise, for rules that measure one thing. Needs responses that are rated twice.",
  },
  kelley: {
    label: "Kelley",
    description: "By how far the mean of its raters can be trusted. Needs responses that are rated twice.",
  },
  peer: {
    label: "Peer",
    description:
      "By how well the rules predict another rater's judgement. Needs responses that two raters rated on every rule.",
  },
  uniform: { label: "Uniform", description: "Every rule has the same weight." },
  author: { label: "Author's", description: "The rules' own `weight`." },
} as const satisfies Readonly<Record<string, WeightingDescription>>;

export type WeightingName = keyof typeof weightingDescriptions;

/** In the order in which they are shown. */
export const weightingNames: readonly WeightingName[] = Object.keys(weightingDescriptions) as WeightingName[];
