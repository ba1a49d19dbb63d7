/** What a rubric says of each response: its reward, the gates that it fails, and each rule's share of the reward. */
import { countRules } from "./count-rules.ts";
import { immediateEvidence } from "./evidence.ts";
import { gatePasses } from "./gates.ts";
import type { AnalysisInput } from "./input.ts";
import { itemMeans } from "./item-means.ts";
import { promptInId } from "./rated.ts";

export interface ItemScores {
  readonly items: readonly string[];
  /** By item; undefined where nothing says which prompt it answers. */
  readonly prompts: readonly (string | undefined)[];
  /** By item, in [0, 1]; 0 where it fails a gate, NaN where no rule with a weight rates it. */
  readonly rewards: Float64Array;
  /** By item: ids of the gates that it fails. */
  readonly failedGates: readonly (readonly string[])[];
  /** Ids of the rules with a weight. */
  readonly rules: readonly string[];
  /** By rule, then by item: weight times score over the weights of the rules that rate the item; NaN unrated. */
  readonly shares: readonly Float64Array[];
}

/** `weights` are by rule id, 0 or more; they need not sum to 1. The reward is defined in docs/scores.md. */
export function scoreItems(input: AnalysisInput, weights: ReadonlyMap<string, number>): ItemScores {
  const counted = countRules(input, immediateEvidence());
  const numbers = new Map<string, number>();
  for (const { counts } of counted.rules)
    for (const item of counts.ratings.items) if (!numbers.has(item)) numbers.set(item, numbers.size);
  const failedGates: string[][] = Array.from(numbers, () => []);
  const rules: string[] = [];
  const scores: Float64Array[] = [];
  for (const { rule, counts } of counted.rules) {
    const id = rule.id.value;
    const polarity = rule.polarity?.value;
    if (rule.gate) {
      const { items, means } = gatePasses(counts.ratings, polarity, rule.gate.value);
      items.forEach((item, i) => {
        if (means[i] === 0) failedGates[numbers.get(item) ?? 0]?.push(id);
      });
      continue;
    }
    if (!((weights.get(id) ?? 0) > 0)) continue;
    const { items, means } = itemMeans(counts.ratings, polarity);
    const column = new Float64Array(numbers.size).fill(Number.NaN);
    items.forEach((item, i) => {
      column[numbers.get(item) ?? 0] = means[i] ?? Number.NaN;
    });
    rules.push(id);
    scores.push(column);
  }
  const { rewards, shares } = weighted(
    scores,
    rules.map((id) => weights.get(id) ?? 0),
    failedGates,
  );
  const named = promptsOf(input);
  const items = [...numbers.keys()];
  return {
    items,
    prompts: items.map((item) => named.get(item) ?? promptInId(item)),
    rewards,
    failedGates,
    rules,
    shares,
  };
}

function weighted(
  scores: readonly Float64Array[],
  weights: readonly number[],
  failedGates: readonly (readonly string[])[],
) {
  const n = failedGates.length;
  const total = new Float64Array(n);
  const sum = new Float64Array(n);
  scores.forEach((column, k) => {
    for (let i = 0; i < n; i++) {
      const score = column[i] ?? Number.NaN;
      if (Number.isNaN(score)) continue;
      total[i] = (total[i] ?? 0) + (weights[k] ?? 0);
      sum[i] = (sum[i] ?? 0) + (weights[k] ?? 0) * score;
    }
  });
  const hasFailed = (i: number) => (failedGates[i]?.length ?? 0) > 0;
  // 0 / 0 is the NaN of an item that no rule rates.
  const rewards = sum.map((s, i) => (hasFailed(i) ? 0 : s / (total[i] ?? 0)));
  const shares = scores.map((column, k) => column.map((score, i) => ((weights[k] ?? 0) * score) / (total[i] ?? 0)));
  return { rewards, shares };
}

function promptsOf(input: AnalysisInput): ReadonlyMap<string, string> {
  const named = new Map<string, string>();
  for (const { value } of input.ratings)
    value?.items.forEach((item, i) => {
      const prompt = value.prompts?.[i];
      if (prompt !== undefined) named.set(item, prompt);
    });
  return named;
}
