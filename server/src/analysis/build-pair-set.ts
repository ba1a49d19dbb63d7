/** Pairs and ratings as the numbers that the statistics of preferences work on. */
import type { Polarity } from "../rubric/rubric.ts";
import { type PairSet, pairSet } from "../statistics/pairs.ts";
import type { CountedRule } from "./count-rules.ts";
import type { Evidence } from "./evidence.ts";
import { gatePasses } from "./gates.ts";
import { type ItemMeans, itemMeans } from "./item-means.ts";
import type { Pairs } from "./pair-input.ts";
import type { RuleRatings } from "./rule-ratings.ts";

/** What a rule contributes to the pairs; one object for equal ones. */
export interface PairRule {
  readonly ratings: RuleRatings;
  readonly polarity: Polarity | undefined;
  readonly gate: number | undefined;
  /** It decides the preferences itself, so it rates nothing here. */
  readonly isDeciding: boolean;
}

export function pairRules(pairs: Pairs, rules: readonly CountedRule[], evidence: Evidence): readonly PairRule[] {
  return evidence.same(
    rules.map(({ rule, counts }) =>
      evidence.same({
        ratings: counts.ratings,
        polarity: rule.polarity?.value,
        gate: rule.gate?.value,
        isDeciding: pairs.deciding.has(rule.id.value),
      }),
    ),
  );
}

/** Rules by their number among `rules`; gates and rules that decide the preferences themselves rate nothing here. */
export function buildPairSet(pairs: Pairs, rules: readonly PairRule[]): PairSet {
  const number = new Map(pairs.items.map((item, at) => [item, at]));
  const onPairItems = ({ items, means }: ItemMeans): Float64Array => {
    const scores = new Float64Array(pairs.items.length).fill(Number.NaN);
    items.forEach((item, i) => {
      const at = number.get(item);
      if (at !== undefined) scores[at] = means[i] ?? Number.NaN;
    });
    return scores;
  };
  const unrated = new Float64Array(pairs.items.length).fill(Number.NaN);
  const scores = rules.map(({ ratings, polarity, gate, isDeciding }) =>
    gate !== undefined || isDeciding ? unrated : onPairItems(itemMeans(ratings, polarity)),
  );
  const failed = new Uint8Array(pairs.items.length);
  for (const rule of rules)
    if (rule.gate !== undefined)
      onPairItems(gatePasses(rule.ratings, rule.polarity, rule.gate)).forEach((pass, at) => {
        if (pass === 0) failed[at] = 1;
      });
  const { chosen, rejected, prompt } = pairs;
  return pairSet({ items: pairs.items.length, scores, chosen, rejected, prompt, failed });
}
