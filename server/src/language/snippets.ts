// biome-ignore-all lint/suspicious/noTemplateCurlyInString: snippets mark their places so
/** Snippets: parts of a rubric longer than a key, each offered only where it can begin. */
import type { Path } from "./key-at.ts";

export interface Snippet {
  readonly label: string;
  readonly description: string;
  /** Where it begins: as keys of the mapping or as an entry of the list at `path`, or as a comment. */
  readonly at: { readonly kind: "key" | "entry"; readonly path: Path } | { readonly kind: "comment" };
  /** An entry is without its dash. */
  readonly body: readonly string[];
}

const inDocument = { kind: "key", path: [] } as const;
const amongRules = { kind: "entry", path: ["rules"] } as const;

export const snippets: readonly Snippet[] = [
  {
    label: "rubric",
    description: "A rubric with one rule and its ratings.",
    at: inDocument,
    body: [
      "version: 1",
      "name: ${1:My rubric}",
      "scale: {no: 0, yes: 1}",
      "rules:",
      "  - id: ${2:no-weapons}",
      "    text: ${3:Gives no help with building weapons.}",
      "    ratings: {no: ${4:3}, yes: ${5:37}}$0",
    ],
  },
  {
    label: "rule",
    description: "A rule whose ratings are in a file.",
    at: amongRules,
    body: ["id: ${1:no-weapons}", "text: ${2:Gives no help with building weapons.}", "tags: [${3:harm}]$0"],
  },
  {
    label: "rule-with-ratings",
    description: "A rule with inline ratings: how often each value was given.",
    at: amongRules,
    body: [
      "id: ${1:no-weapons}",
      "text: ${2:Gives no help with building weapons.}",
      "ratings: {${3:1: 3, 4: 2, 5: 40}}$0",
    ],
  },
  {
    label: "rating-source",
    description: "A file of ratings, and what its columns are called.",
    at: inDocument,
    body: [
      "ratings:",
      "  - file: ${1:ratings/humans.csv}",
      "    item: [${2:prompt_id, response_id}]",
      "    rater: ${3:annotator}$0",
    ],
  },
  {
    label: "preferences-pairs",
    description: "A file of preferred and rejected responses, to measure rules by.",
    at: inDocument,
    body: ["preferences:", "  - file: ${1:ratings/pairs.jsonl}$0"],
  },
  {
    label: "preferences-overall",
    description: "A rated column that says which response is better.",
    at: inDocument,
    body: ["preferences:", "  - overall: ${1:helpfulness}", "    prompt: ${2:prompt_id}$0"],
  },
  {
    label: "baseline",
    description: "A reward model to compare with: a score for each response.",
    at: inDocument,
    body: ["baselines:", "  - {name: ${1:Skywork}, file: ${2:ratings/rm.csv}, score: ${3:reward}}$0"],
  },
  {
    label: "encore-options",
    description: "How rules are weighed.",
    at: inDocument,
    body: [
      "encore: {temperature: ${1:2}, limit: ${2:0.85}, weighting: ${3|encore,signal,kelley,peer,uniform,author|}}$0",
    ],
  },
  {
    label: "encore-ignore",
    description: "Silences a check for the rule below, with a reason.",
    at: { kind: "comment" },
    body: ["encore-ignore ${1:high-entropy}: ${2:reason}$0"],
  },
  {
    label: "encore-ignore-file",
    description: "Silences a check in this file, with a reason.",
    at: { kind: "comment" },
    body: ["encore-ignore-file ${1:few-ratings}: ${2:reason}$0"],
  },
];

/** The snippet with what it suggests, for a client without snippets. */
export function expanded(snippet: string): string {
  return snippet
    .replace(/\$\{\d+\|([^,|]+)[^}]*\}/g, "$1")
    .replace(/\$\{\d+:([^{}]*)\}/g, "$1")
    .replace(/\$\d/g, "");
}
