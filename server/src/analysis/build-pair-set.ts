/** Pairs and ratings as the numbers that the statistics of preferences work on. */
import { type PairSet, pairSet } from "../statistics/pairs.ts";
import { type ItemMeans, itemMeans, patternMeans } from "./item-means.ts";
import type { Pairs } from "./pair-input.ts";
import type { CountedRule } from "./weighing.ts";

/** Names all that `buildPairSet` reads. */
export function pairSetKey(pairs: Pairs, rules: readonly CountedRule[]): string {
  const ofRules = rules.map(({ rule, counts }) => [
    counts.ratings.items.length > 0 ? counts.ratings.key : "",
    rule.polarity?.value ?? "",
    rule.gate?.value ?? "",
    pairs.deciding.has(rule.id.value),
  ]);
  return JSON.stringify([pairs.key, ofRules]);
}

/** Rules by their number among `rules`; gates and rules that decide the preferences themselves rate nothing here. */
export function buildPairSet(pairs: Pairs, rules: readonly CountedRule[]): PairSet {
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
  const scores = rules.map(({ rule, counts }) =>
    rule.gate || pairs.deciding.has(rule.id.value)
      ? unrated
      : onPairItems(itemMeans(counts.ratings, rule.polarity?.value)),
  );
  const failed = new Uint8Array(pairs.items.length);
  for (const gate of rules.filter(({ rule }) => rule.gate))
    onPairItems(passes(gate)).forEach((pass, at) => {
      if (pass === 0) failed[at] = 1;
    });
  const { chosen, rejected, prompt } = pairs;
  return pairSet({ items: pairs.items.length, scores, chosen, rejected, prompt, failed });
}

/** By item: 1 where its mean rating is no worse than the gate, 0 where it is; NaN unrated. */
function passes({ rule, counts: { ratings } }: CountedRule): ItemMeans {
  const limit = rule.gate?.value ?? 0;
  const isNegative = rule.polarity?.value === "negative";
  const means = patternMeans(ratings.patterns, ratings.values);
  const passed = Array.from(ratings.itemPattern, (p) => {
    const mean = p < 0 ? undefined : means[p];
    if (mean === undefined) return Number.NaN;
    return (isNegative ? mean > limit : mean < limit) ? 0 : 1;
  });
  return { items: ratings.items, means: Float64Array.from(passed) };
}
