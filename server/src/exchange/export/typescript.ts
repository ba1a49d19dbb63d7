/** A TypeScript module with the reward as a pure function. */
import { type Exporter, headline } from "./exported.ts";
import { rulesData } from "./rules-data.ts";

export const typescript: Exporter = {
  name: "typescript",
  text: (weights) => `/** ${headline(weights)}. */

/** A rating: a number of the rule's scale, or a word that the scale names; null where there is none. */
export type Rating = number | string | null;

interface Rule {
  readonly id: string;
  readonly weight: number;
  readonly negative: boolean;
  readonly min: number;
  readonly max: number;
  readonly words: Readonly<Record<string, number>>;
  readonly gate: number | null;
}

const rules: readonly Rule[] = ${rulesData(weights)};

/**
 * Returns the reward of one response, in [0, 1]: the weighted mean, over the rules that rate it, of their mean ratings
 * on [0, 1]. 0 where more than half of its ratings under a gate are worse than the gate; null where no rule with a
 * weight rates it. \`ratings\`: by rule id, a rating or the ratings of several raters.
 */
export function reward(ratings: Readonly<Record<string, Rating | readonly Rating[] | undefined>>): number | null {
  let sum = 0;
  let total = 0;
  let failed = false;
  for (const rule of rules) {
    const values = numbersOf(rule, ratings[rule.id]);
    if (values.length === 0) continue;
    if (rule.gate !== null) {
      const gate = rule.gate;
      const worse = values.filter((value) => (rule.negative ? value > gate : value < gate)).length;
      if (worse > values.length / 2) failed = true;
      continue;
    }
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    const unit = rule.max > rule.min ? (mean - rule.min) / (rule.max - rule.min) : 0.5;
    sum += rule.weight * (rule.negative ? 1 - unit : unit);
    total += rule.weight;
  }
  if (failed) return 0;
  return total > 0 ? sum / total : null;
}

function numbersOf(rule: Rule, given: Rating | readonly Rating[] | undefined): number[] {
  const list = Array.isArray(given) ? given : [given];
  return list.flatMap((rating) => {
    if (rating === null || rating === undefined || rating === "") return [];
    const word = String(rating).trim().toLowerCase();
    const value = Object.hasOwn(rule.words, word) ? Number(rule.words[word]) : Number(word);
    if (!Number.isFinite(value)) throw new RangeError(\`\${rule.id}: \${rating} is not on its scale\`);
    return [value];
  });
}
`,
};
